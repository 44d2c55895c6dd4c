"""Servers that tests talk to: PostgreSQL, Redis and Chromium, found on the machine or brought by the set-up.

`shared.py` gives one server to all workers of a test run; a test that kills its server starts one of its own.
"""
