"""Everything that proves what the notebooks and lazyutils say."""
