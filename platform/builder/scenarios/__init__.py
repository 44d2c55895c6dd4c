"""Scenarios: a package's tests. Each runs in a scratch workspace with a clock that stands still until it is moved.

Start at `running.py`; `steps.py` does what people do, `expectations.py` looks at what came of it.
"""
