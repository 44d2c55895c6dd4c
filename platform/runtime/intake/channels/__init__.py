"""Channels, one module per channel, named after its key. What a channel is stands in `intake/channel.py`."""
