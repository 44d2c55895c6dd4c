"""Limits on files."""

from datetime import timedelta

LARGEST_BYTES = 50 * 1024 * 1024
DAILY_LIMIT = 1000

# An upload that nothing claims in this time is removed.
UNCLAIMED_FOR = timedelta(hours=24)
