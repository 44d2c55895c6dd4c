"""Load every part that registers itself at import: job handlers and tables, of the runtime's rooms and the builder."""

import importlib
import pkgutil

from .. import runtime


def load() -> None:
    """Import all rooms of the runtime and the builder's operations. Cheap to call again."""
    for room in pkgutil.iter_modules(runtime.__path__):
        if room.ispkg:
            importlib.import_module(f"{runtime.__name__}.{room.name}")
    importlib.import_module(f"{__package__}.packages.operation")
    importlib.import_module(f"{__package__}.bulk_starts")
    importlib.import_module(f"{__package__}.drafts")
