"""Connectors: the outside world, one module per way to reach it; knows nothing of the runtime.

`base.py` says what a connector is; `http_client.py` is the one client through which anything outside is called.
"""
