"""Connections: connectors set up in a workspace, and the secrets by which they may speak to the outside.

Apps ask for connections by documents (`plan.py`), an administrator sets them up (`setting_up.py`), whoever calls
out asks `ready` (`using.py`). `secrets.py` keeps what nobody may read back, for this room and those above it.
"""

from .plan import ConnectionPlan, connection_plan, connection_plans
from .schema import connection_schema
from .using import is_ready, ready

__all__ = [
    "ConnectionPlan",
    "connection_plan",
    "connection_plans",
    "connection_schema",
    "is_ready",
    "ready",
]
