"""Effects of steps, one module per effect, named after its key. How they are carried out stands in `effecting.py`."""
