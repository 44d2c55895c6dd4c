"""What expressions over records read of the surroundings: the moment, the zone, the calendar of working days."""

from typing import Any

from ..context import Context
from ..expressions.working_days import Calendar


def surrounding(context: Context, calendar: Calendar | None, name: str) -> Any:
    """The value of a name without a dot; None for one that nobody knows. The moment is asked for only where it is read:
    what was worked out without it stays true as time goes by."""
    if name == "now":
        return context.now()
    return {"zone": context.workspace.zone, "calendar": calendar}.get(name)
