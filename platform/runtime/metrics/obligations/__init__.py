"""Obligations: who must do what by when, such as a report on each working day, and who did it, late or not at all.

A document is compiled into an `ObligationPlan`; `days.py` says for which days it is owed and when it is due,
`duties.py` makes of persons, days and records one statement with the state of each duty, `counting.py` counts them
for metrics, `listing.py` shows them, `watching.py` starts the workflows that listen to what was not done.
"""

from . import watching
from .counting import Counts, counted
from .listing import MOST, STATES, Wanted, duties, listed, readable_obligation, summary
from .plan import COUNTS, ObligationPlan, obligation_plan
from .schema import obligation_schema

__all__ = [
    "COUNTS",
    "MOST",
    "STATES",
    "Counts",
    "ObligationPlan",
    "Wanted",
    "counted",
    "duties",
    "listed",
    "obligation_plan",
    "obligation_schema",
    "readable_obligation",
    "summary",
    "watching",
]
