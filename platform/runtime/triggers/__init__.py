"""Triggers: what starts workflows. `trigger.py` says what a type is, `types/` holds one module per type.

`listening.py` finds the workflows that listen, `starting.py` writes the job that starts one in the transaction of what
caused it, `watching.py` lets types that wait for moments of their own set their clocks whenever something is published.
"""

from . import watching
from .listening import listener_of, listeners, write_listeners
from .schema import trigger_schema
from .starting import DEPTH, START, start
from .trigger import Listener, TriggerType, WriteTrigger, trigger_type, trigger_types

__all__ = [
    "DEPTH",
    "START",
    "Listener",
    "TriggerType",
    "WriteTrigger",
    "listener_of",
    "listeners",
    "start",
    "trigger_schema",
    "trigger_type",
    "trigger_types",
    "watching",
    "write_listeners",
]
