"""What lazyutils computes is right: against oracles, whatever comes in."""
