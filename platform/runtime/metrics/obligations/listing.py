"""Obligations for people: which there are, how many met them, and the duties one by one, those not met first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ...calendars import local_day
from ...calendars.periods import Period, described_period
from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import NotFound
from ...localized import text
from ...people import Naming
from ...records.reading import reading_of, titles
from ...storage.types import dump_moment
from ..errors import MetricNotPermitted
from .duties import Duties
from .plan import ObligationPlan, obligation_plan
from .words import told

STATES = ("missing", "open", "late", "on_time")
MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties: in which states (all without), of whom."""

    states: Sequence[str] = ()
    person: str | None = None
    department: str | None = None


def listed(context: Context, app: str) -> list[dict[str, Any]]:
    """The app's obligations in their order; those over forms of which one reads nothing are absent."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        known = [obligation_plan(plans, one.app, one.key) for one in plans.documents("obligation", app)]
        known.sort(key=lambda one: (one.position, one.key))
        found = [(one, _permitted(context, connection, plans, one)) for one in known]
        return [_described(context, plans, one, permitted) for one, permitted in found if permitted is not None]


def readable_obligation(context: Context, app: str, key: str) -> ObligationPlan:
    """Raises NotFound when it is absent or not for these eyes, MetricNotPermitted where a field it reads is."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        found = obligation_plan(plans, app, key)
        permitted = _permitted(context, connection, plans, found)
    if permitted is None:
        raise NotFound
    if not permitted:
        raise MetricNotPermitted
    return found


def _described(context: Context, plans: Plans, obligation: ObligationPlan, permitted: bool) -> dict[str, Any]:
    """What the front needs to show one, in the reader's language."""
    description = obligation.description
    return {
        "key": obligation.key,
        "title": text(obligation.title, context.locale),
        "description": None if description is None else text(description, context.locale),
        "words": text(told(context, plans, obligation), context.locale) if permitted else None,
        "each": obligation.each,
        "about_records": obligation.subject is not None,
        "permitted": permitted,
    }


def summary(context: Context, obligation: ObligationPlan, period: Period, wanted: Wanted) -> dict[str, int]:
    """State → how many duties of the period are in it."""
    counts = dict.fromkeys(STATES, 0)
    with context.workspace.database.read() as connection:
        duties = Duties(context, connection, obligation, [period]).statement()
        if duties is not None:
            conditions = _narrowed(duties, Wanted((), wanted.person, wanted.department))
            statement = sa.select(duties.c.state, sa.func.count()).where(*conditions).group_by(duties.c.state)
            counts |= {row[0]: row[1] for row in connection.execute(statement)}
    return counts


def duties(
    context: Context, obligation: ObligationPlan, period: Period, wanted: Wanted, *, limit: int = 50, offset: int = 0
) -> dict[str, Any]:
    """{"items", "next"}: the period's duties, those not met first and of each state the latest first."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        owed = Duties(context, connection, obligation, [period])
        table = owed.statement()
        rows: Sequence[Any] = []
        if table is not None:
            order = sa.case({state: place for place, state in enumerate(STATES)}, value=table.c.state)
            statement = (
                sa.select(table)
                .where(*_narrowed(table, wanted))
                .order_by(order, table.c.due.desc(), table.c.person, table.c.subject, table.c.day)
                .limit(limit + 1)
                .offset(offset)
            )
            rows = connection.execute(statement).all()
        naming = Naming(context, connection, plans)
        subjects = [row.subject for row in rows if row.subject is not None]
        subject = obligation.subject
        named = {} if subject is None else titles(context, subject.app, subject.key, subjects, connection=connection)
        items = [_item(context, obligation, owed, naming, named, row) for row in rows[:limit]]
    return {"items": items, "next": offset + limit if len(rows) > limit else None}


def _item(
    context: Context, obligation: ObligationPlan, owed: Duties, naming: Naming, named: dict[str, str], row: Any
) -> dict[str, Any]:
    own = owed.days.days[row.day].own
    department = row.department
    subject = obligation.subject
    return {
        "person": {"id": row.person, "name": naming.name("person", row.person)},
        "department": None if department is None else {"id": department, "name": naming.name("department", department)},
        "record": None
        if subject is None
        else {"app": subject.app, "form": subject.key, "id": row.subject, "title": named.get(row.subject)},
        "period": described_period(own, local_day(context.now(), context.workspace.zone)),
        "due": row.due,
        "done": int(row.done),
        "at_least": obligation.at_least,
        "state": row.state,
        "records": {
            "app": obligation.form.app,
            "form": obligation.form.key,
            "filter": records_filter(context, obligation, own, row.person, row.subject),
        },
    }


def records_filter(
    context: Context, obligation: ObligationPlan, own: Period, person: str, subject: str | None
) -> dict[str, Any]:
    """The filter that finds the records that meet a duty."""
    conditions: list[Any] = []
    for key, value in ((obligation.person, person), (obligation.record, subject)):
        if key is not None:
            conditions.append({"field": key, "operator": "equal", "value": value})
    column = obligation.form.table.c[obligation.day]
    if isinstance(column.type, sa.Date):
        days = [own.first.isoformat(), (own.after - timedelta(days=1)).isoformat()]
        conditions.append({"field": obligation.day, "operator": "between", "value": days})
    else:
        first, after = (dump_moment(one) for one in own.moments(context.workspace.zone))
        conditions.append({"field": obligation.day, "operator": "at_least", "value": first})
        conditions.append({"field": obligation.day, "operator": "less", "value": after})
    if obligation.where is not None:
        plain = isinstance(obligation.where, dict) and list(obligation.where) == ["all"]
        conditions += obligation.where["all"] if plain else [obligation.where]
    return {"all": json.loads(json.dumps(conditions))}


def _narrowed(table: Any, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions = [] if not wanted.states else [table.c.state.in_(wanted.states)]
    for name in ("person", "department"):
        if (value := getattr(wanted, name)) is not None:
            conditions.append(table.c[name] == value)
    return conditions


def _permitted(context: Context, connection: sa.Connection, plans: Plans, plan: ObligationPlan) -> bool | None:
    """Whether the reader may see all it reads; None for who may not know of its forms."""
    reading = reading_of(context, connection, plans, plan.form, derives=False)
    if reading is None:
        return None
    if plan.subject is None:
        return plan.reads <= reading.readable
    other = reading_of(context, connection, plans, plan.subject, derives=False)
    return other is not None and plan.reads <= reading.readable and plan.subject_reads <= other.readable
