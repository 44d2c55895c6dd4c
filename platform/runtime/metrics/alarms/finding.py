"""What an alarm finds for a period: each subject's figure, verdict and state. Reads only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
import sqlalchemy as sa

from ...calendars.periods import Period, series
from ...context import Context
from ..answering import shown
from ..evaluating import Figure, Question, figures
from ..limits import Judge
from ..verdicts import verdict
from .judging import State, judged
from .plan import AlarmPlan

_MOST = 100
# So far back a run of bad periods is looked for, beside its own length.
_BACK = 13


@dataclass(frozen=True, slots=True)
class Found:
    """`subject`: JSON of the dimension's `value`, "" without one. `figure` as text, None without data."""

    subject: str
    value: Any
    figure: str | None
    verdict: str
    in_a_row: int
    state: State


def find(
    context: Context, connection: sa.Connection, alarm: AlarmPlan, period: Period, raised: Collection[str] = ()
) -> list[Found]:
    """What stands how in the period. `raised`: the subjects for which it was raised before and has not recovered."""
    periods = series(period, alarm.in_a_row + _BACK)
    question = Question(tuple(periods), alarm.by, _MOST)
    figured = [one for one in figures(context, alarm.metric, question, connection) if one.kind in ("all", "value")]
    subjects: dict[str, Any] = {"": None} if alarm.by is None else {}
    for one in figured:
        subjects[_key(alarm, one.value)] = one.value
    by_place = {(one.period, _key(alarm, one.value)): one for one in figured}
    judge = Judge(context, connection, alarm.metric.bands, alarm.metric.limits)
    found = []
    for subject, value in subjects.items():
        verdicts = [
            _verdict(alarm, judge, one, by_place.get((number, subject)), value) for number, one in enumerate(periods)
        ]
        count, state = judged(alarm, verdicts, subject in raised)
        last = by_place.get((len(periods) - 1, subject))
        found.append(Found(subject, value, None if last is None else shown(last.figure), verdicts[-1], count, state))
    return found


def subject_of(alarm: AlarmPlan, value: Any) -> Any:
    """A value of the alarm's dimension in JSON."""
    assert alarm.by is not None
    field = alarm.metric.dimensions[alarm.by].values(alarm.metric.form)
    return field.type.dump(value, field.settings)


def _verdict(alarm: AlarmPlan, judge: Judge, period: Period, figure: Figure | None, value: Any) -> str:
    metric = alarm.metric
    held = [] if alarm.by is None else [(alarm.by, subject_of(alarm, value))]
    band = judge.band(period.after - timedelta(days=1), held)
    return verdict(metric.zero if figure is None else figure.figure, band, metric.good)


def _key(alarm: AlarmPlan, value: Any) -> str:
    return "" if alarm.by is None else orjson.dumps(subject_of(alarm, value)).decode()
