"""Connections: connectors set up in a workspace, and the secrets by which they may speak to the outside.

`secrets.py` keeps what nobody may read back, for this room and those above it; `keys.py` holds what it is sealed with.
"""
