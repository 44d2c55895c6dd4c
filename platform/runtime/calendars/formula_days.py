"""The days that formulas count by: those of the company's own calendar."""

from datetime import date

from ..definitions import Plans
from ..expressions.working_days import Calendar
from .choosing import COMPANY
from .plan import compile_calendar

# Days are local wherever one is.
_ANY_ZONE = "UTC"


def formula_days(plans: Plans) -> Calendar | None:
    """None where nobody set up a calendar: formulas then count by the public holidays they know themselves."""
    return plans.once("formula days", lambda: _compiled(plans))


def _compiled(plans: Plans) -> Calendar | None:
    own = next((one for one in plans.documents("calendar") if one.key == COMPANY and one.app not in plans.apps), None)
    if own is None:
        return None
    working = compile_calendar(own, _ANY_ZONE).working
    week = frozenset(weekday for weekday, shifts in enumerate(working.week) if shifts)
    off: set[date] = set()
    on: set[date] = set()
    for day in working.days:
        works, usual = working.works(day), day.weekday() in week
        if works != usual:
            (on if works else off).add(day)
    return Calendar(frozenset(off), frozenset(on), week)
