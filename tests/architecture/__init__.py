"""What the house's rules forbid, found by reading the sources. Each check is shown a bad sample, so it can fail."""
