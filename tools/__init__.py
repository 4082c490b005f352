"""What the commands of run.py do, inside .venv, and what renews the README's index."""
