"""What lists ask: filters, order and pages become SQL through one permission-aware compiler, `compiler.py`."""
