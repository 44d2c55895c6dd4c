"""The planted mismatch: an export by creation date says 83, a board by approval date says 61.

Of the 83 made in the month 22 have no source, 3 were never approved and 5 were approved in the month after; 8 that the
board counts were made in the month before. The definitions are a package that browser tests install, too.
"""

from pathlib import Path
from typing import Any

from loomwork.builder.packages.reading import read_folder

PACKAGE = Path(__file__).parents[2] / "end_to_end" / "data" / "requests"


def documents() -> list[dict[str, Any]]:
    """A form, a metric over it and a view of it."""
    return list(read_folder(PACKAGE).documents)


def before(month: str) -> list[dict[str, Any]]:
    """What was made in the month before `month`, such as "2026-01"."""
    return [{"name": f"Early {i}", "source": "web", "approved_on": f"{month}-09"} for i in range(8)]


def made(month: str, after: str) -> list[dict[str, Any]]:
    """What was made in `month`, 83; `after` is the month that follows."""
    sourced: list[dict[str, Any]] = [{"name": f"In time {i}", "source": "fair"} for i in range(53)]
    unsourced: list[dict[str, Any]] = [{"name": f"No source {i}"} for i in range(22)]
    late = [{"name": f"Late {i}", "source": "web", "approved_on": f"{after}-03"} for i in range(5)]
    never = [{"name": f"Never {i}", "source": "web"} for i in range(3)]
    return [*(one | {"approved_on": f"{month}-20"} for one in (*sourced, *unsourced)), *late, *never]
