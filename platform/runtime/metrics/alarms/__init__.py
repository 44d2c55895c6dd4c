"""Alarms: a metric that stands badly so many periods in a row is told to who should know, once or each time.

A document is compiled into an `AlarmPlan`; `judging.py` counts how many periods in a row stand badly, `finding.py` says
what stands how, `watching.py` does so by a job when a period closes and again while late data may come, records what it
found and tells it.
"""

from .finding import Found, find
from .history import history
from .plan import AlarmPlan, alarm_plan, alarms_of
from .schema import alarm_schema
from .watching import watch

__all__ = ["AlarmPlan", "Found", "alarm_plan", "alarm_schema", "alarms_of", "find", "history", "watch"]
