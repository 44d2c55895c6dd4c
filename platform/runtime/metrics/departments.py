"""The records of persons while they were in a department, as a filter: whoever moved counts for each up to that day.

Of several departments at a time a person belongs to the one he joined last, as when figures are worked out.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ..calendars import local_day
from ..calendars.periods import Period
from ..context import Context
from ..errors import InvalidValue, LimitExceeded
from ..expressions import Type
from ..forms import FormPlan
from ..people.tables import membership
from ..records.querying.catalogue import find
from ..records.querying.question import MAX_CONDITIONS
from ..storage.types import dump_moment

_END = datetime(9999, 12, 30, tzinfo=UTC)
Span = tuple[datetime, datetime]


def in_department(
    context: Context,
    form: FormPlan,
    moment: str | None,
    field: str,
    period: Period | None,
    department: Any,
    connection: sa.Connection | None,
) -> dict[str, Any]:
    """The filter. Raises InvalidValue without a department, LimitExceeded when too many moved meanwhile."""
    if not isinstance(department, str):
        expected = {
            "zh-CN": "一个部门；没有部门的记录不能单独列出",
            "en": "a department; records of none are not listed",
        }
        raise InvalidValue(pointer="/value", expected=expected)
    zone = context.workspace.zone
    if moment is None or period is None:  # As things stand now.
        first = context.now()
        after = first + timedelta(microseconds=1)
    else:
        first, after = period.moments(zone)
    whole: list[str] = []
    parts: list[dict[str, Any]] = []
    for person, spans in sorted(_spans(context, department, connection).items()):
        for since, until in spans:
            since, until = max(since, first), min(until, after)
            if (since, until) == (first, after):
                whole.append(person)
            elif since < until:
                assert moment is not None, "without one there is but one moment, now"
                parts.append({"all": [_is(field, person), *_between(form, moment, since, until, zone)]})
    if len(parts) * 3 > MAX_CONDITIONS - 10 or len(whole) > 200:
        what = {"zh-CN": "这个部门期间内的人员", "en": "persons of this department in the period"}
        raise LimitExceeded(what=what, limit=200 if len(whole) > 200 else (MAX_CONDITIONS - 10) // 3)
    stayed = [{"field": field, "operator": "one_of", "value": whole}] if whole else []
    return {"any": [*stayed, *parts]} if stayed or parts else {"field": "id", "operator": "empty"}


def _is(field: str, person: str) -> dict[str, str]:
    return {"field": field, "operator": "equal", "value": person}


def _between(form: FormPlan, moment: str, since: datetime, until: datetime, zone: str) -> list[dict[str, Any]]:
    """Conditions on the record's moment; of days, whoever joins during one belongs to it the whole day."""
    found = find(form, moment)
    assert found is not None, "it was checked when it was published"
    days = found.type.expression_type(found.settings) is Type.DATE
    ends = [local_day(one, zone).isoformat() if days else dump_moment(one) for one in (since, until)]
    return [
        {"field": moment, "operator": operator, "value": end}
        for operator, end in zip(("at_least", "less"), ends, strict=True)
    ]


def _spans(context: Context, department: str, connection: sa.Connection | None) -> dict[str, list[Span]]:
    """When each person belonged to the department."""
    if connection is None:
        with context.workspace.database.read() as own:
            return _spans(context, department, own)
    persons = sa.select(membership.c.person_id).where(membership.c.department_id == department)
    statement = (
        sa.select(membership)
        .where(membership.c.person_id.in_(persons))
        .order_by(membership.c.person_id, membership.c.valid_from.desc(), membership.c.id)
    )
    taken: dict[str, list[Span]] = defaultdict(list)
    found: dict[str, list[Span]] = defaultdict(list)
    for row in connection.execute(statement):
        span = (row.valid_from, row.valid_until or _END)
        if row.department_id == department:
            found[row.person_id] += _without(span, taken[row.person_id])
        taken[row.person_id].append(span)
    return found


def _without(span: Span, taken: list[Span]) -> list[Span]:
    """What is left of a span."""
    left = [span]
    for since, until in taken:
        cut: list[Span] = []
        for begin, end in left:
            cut += [(begin, min(end, since)), (max(begin, until), end)]
        left = [(begin, end) for begin, end in cut if begin < end]
    return left
