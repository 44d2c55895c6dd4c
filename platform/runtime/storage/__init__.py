"""Storage: databases, transactions, column types, system tables, migrations and the clock.

A workspace is a database of its own (a SQLite file or a PostgreSQL schema); beside them stands the small directory
database. Start reading at `installation.py`; every writing unit is a `Transaction` from `database.py`.
"""

from .clock import Clock, FakeClock, MachineClock, SandboxClock, SystemClock
from .database import Database, is_away
from .installation import Installation
from .metadata import directory_metadata, workspace_metadata
from .scratch import scratch_workspace
from .settings import Settings
from .transaction import Transaction
from .workspace import Workspace

__all__ = [
    "Clock",
    "Database",
    "FakeClock",
    "Installation",
    "MachineClock",
    "SandboxClock",
    "Settings",
    "SystemClock",
    "Transaction",
    "Workspace",
    "directory_metadata",
    "is_away",
    "scratch_workspace",
    "workspace_metadata",
]
