"""Trigger types, one module per type, named after its key. What a type is stands in `triggers/trigger.py`."""
