"""What several tests share: notebooks, prose and exercises as data, and what fuzz draws from."""
