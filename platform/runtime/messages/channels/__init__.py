"""Channels outside, one module each: where a person is found there, and how a message is written for it.

The connector that a channel names carries what `render` makes. The inbox is no channel: everything is there.
"""

from .base import Channel, Letter, Line, channels

__all__ = ["Channel", "Letter", "Line", "channels"]
