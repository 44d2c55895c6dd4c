"""The engine: what moves an instance. One transition is one transaction; start reading at `transacting.py`."""
