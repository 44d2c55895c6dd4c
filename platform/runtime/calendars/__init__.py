"""Calendars: durations counted from a moment, days as people of a workspace's zone live them, and working time.

A calendar document (`plan.py`) says which shifts of which dates are worked; `choosing.py` tells whose calendar holds.
Nothing above this room does arithmetic with dates of its own.
"""

from .choosing import COMPANY, calendar_of, calendar_plan, calendars
from .days import day_began, end_of_day, local_day
from .durations import after, before, length, working_after, working_before
from .formula_days import formula_days
from .plan import CalendarPlan, Dated, compile_calendar
from .public_holidays import public_holidays
from .schema import calendar_schema
from .working_time import Shift, WorkingTime

__all__ = [
    "COMPANY",
    "CalendarPlan",
    "Dated",
    "Shift",
    "WorkingTime",
    "after",
    "before",
    "calendar_of",
    "calendar_plan",
    "calendar_schema",
    "calendars",
    "compile_calendar",
    "day_began",
    "end_of_day",
    "formula_days",
    "length",
    "local_day",
    "public_holidays",
    "working_after",
    "working_before",
]
