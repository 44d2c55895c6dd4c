"""Benchmarks: ours beside a hand-written yardstick, in one run on one machine. Start at `__main__.py`."""
