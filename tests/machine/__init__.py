"""What runs it holds: the set-up, the judge of the exercises, the documents, no network."""
