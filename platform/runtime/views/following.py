"""Follow cases over the lanes of a journey: a page of them, what each lane has of each, and how many came how far.

Every lane is read through the reader's own `Reading` of its form. One that he may not follow is left out, with those
that hang from it, so nothing tells of what lies there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..definitions import plan_cache
from ..errors import NotFound
from ..fields.datetime import moment_text
from ..localized import text
from ..people import access_to
from ..records import Query, Record
from ..records.errors import UnknownField
from ..records.querying.compiler import Reading
from ..records.reading import open_reading, reader_of, reading_of, title_of, titles_in
from .journey import Lane, Mark, lanes_of
from .plan import ViewPlan, view_plan
from .reading import may_see

# Of one lane, for a page of cases; more tell nothing that one could still read.
_MOST = 2000


@dataclass(slots=True)
class _Found:
    """What lies in a lane: of each case the latest record, all moments known, and which marks hold."""

    lane: Lane
    reading: Reading
    cases: dict[str, str] = field(default_factory=dict)
    latest: dict[str, tuple[datetime | None, str, Any]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    marked: dict[str, set[int]] = field(default_factory=dict)


def journey(context: Context, app: str, form: str, view: str, query: Query) -> dict[str, Any]:
    """{"lanes": [{"app", "form", "title", "count"}], "rows": [{"id", "title", "cells"}], "next_cursor"}.

    Cells, or None: {"id", "title", "stage", "moment", "count", "marks": [{"title", "tone"}]}, "id" None where nothing
    is but marks. `count` of a lane: how many of all the cases found came so far.

    Raises NotFound, UnknownField, BadQuery.
    """
    with open_reading(context, app, form) as reading:
        lanes = _followed(context, reading, lanes_of(_view(context, app, form, view).beyond))
        page = reading.page(query)
        found = _lanes(context, lanes, page.items)
        names = {
            index: titles_in(context, one.reading, [id for _, id, _ in one.latest.values()])
            for index, one in found.items()
        }
        heads = [
            {
                "app": one.lane.form.app,
                "form": one.lane.form.key,
                "title": text(one.lane.title, context.locale),
                "count": _came(reading, query, lanes, index),
            }
            for index, one in found.items()
        ]
    rows = [
        {
            "id": record.id,
            "title": title_of(context, record),
            "cells": [_cell(context, found, index, record.id, names[index]) for index in found],
        }
        for record in page.items
    ]
    return {"lanes": heads, "rows": rows, "next_cursor": page.next_cursor}


def _view(context: Context, app: str, form: str, key: str) -> ViewPlan:
    home, _, own = key.rpartition(".")
    plans = plan_cache(context.workspace).since(context.revision)
    plan = view_plan(plans, home or app, own)
    if (plan.form.app, plan.form.key) != (app, form) or not may_see(plan.look, access_to(context, plans, app, form)):
        raise NotFound
    return plan


def _followed(context: Context, first: Reading, lanes: Sequence[Lane]) -> dict[int, tuple[Lane, Reading]]:
    """By place the lanes that the reader may follow."""
    followed: dict[int, tuple[Lane, Reading]] = {}
    for index, lane in enumerate(lanes):
        if lane.above is None or lane.through is None:
            followed[index] = (lane, first)
        elif lane.above in followed:
            own = reading_of(context, first.connection, first.plans, lane.form, derives=False)
            if own is not None and lane.through in own.readable:
                followed[index] = (lane, own)
    return followed


def _lanes(context: Context, lanes: Mapping[int, tuple[Lane, Reading]], cases: Sequence[Record]) -> dict[int, _Found]:
    found: dict[int, _Found] = {}
    for index, (lane, reading) in lanes.items():
        one = found[index] = _Found(lane, reading)
        above = None if lane.above is None else found[lane.above].cases
        _fill(context, one, {record.id: record.id for record in cases} if above is None else above)
    return found


def _fill(context: Context, found: _Found, above: Mapping[str, str]) -> None:
    """Read the records that hang from those of `above` (id → case)."""
    lane, reading = found.lane, found.reading
    if not above:
        return
    table = lane.form.table
    link = table.c.id if lane.through is None else table.c[lane.through]
    moment = lane.moment if lane.moment in reading.readable else None
    stage = lane.stage if lane.stage in reading.readable else None
    holding = _conditions(reading, lane.marks)
    columns = [
        link,
        table.c.id,
        _seen(reading, moment) if moment else table.c.created_at,
        _seen(reading, stage) if stage else sa.null(),
        *(sa.case((condition, 1), else_=0) for _, condition in holding),
    ]
    statement = reading.matching(sa.select(*columns), Query()).where(link.in_(list(above)))
    if lane.through is not None and (scope := reading.visible(lane.through)) is not None:
        statement = statement.where(scope)
    for parent, id, at, value, *marks in reading.rows(statement.order_by(table.c.id.desc()).limit(_MOST)):
        case = above[parent]
        found.cases[id] = case
        found.counts[case] = found.counts.get(case, 0) + 1
        when = _moment(at, context)
        known = found.latest.get(case)
        if known is None or (when or _LONG_AGO) > (known[0] or _LONG_AGO):
            found.latest[case] = (when, id, value)
        for (number, _), holds in zip(holding, marks, strict=True):
            if holds:
                found.marked.setdefault(case, set()).add(number)


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _conditions(reading: Reading, marks: Sequence[Mark]) -> list[tuple[int, sa.ColumnElement[bool]]]:
    """Those of the marks that are filters, as far as the reader sees what they read."""
    found = []
    for number, mark in enumerate(marks):
        if mark.filter is not None:
            try:
                found.append((number, reading.holds(mark.filter)))
            except UnknownField:
                continue  # what tells of a hidden field is not told
    return found


def _seen(reading: Reading, key: str) -> sa.ColumnElement[Any]:
    column = reading.plan.table.c[key]
    scope = reading.visible(key)
    return column if scope is None else sa.type_coerce(sa.case((scope, column)), column.type)


def _moment(raw: Any, context: Context) -> datetime | None:
    """A day counts from its beginning where the company lives."""
    if isinstance(raw, datetime) or raw is None:
        return raw
    assert isinstance(raw, date)
    return datetime.combine(raw, time(), ZoneInfo(context.workspace.zone)).astimezone(UTC)


def _came(reading: Reading, query: Query, lanes: Mapping[int, tuple[Lane, Reading]], index: int) -> int:
    """How many of the cases have something in a lane."""
    way: list[tuple[Lane, Reading]] = []
    at: int | None = index
    while at is not None:
        way.insert(0, lanes[at])
        at = lanes[at][0].above
    statement = reading.matching(sa.select(sa.func.count()), query)
    if len(way) > 1:
        statement = statement.where(_reaches(way[1:], reading.plan.table.c.id))
    return int(reading.rows(statement)[0][0])


def _reaches(way: Sequence[tuple[Lane, Reading]], parent: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether something of the last lane of the way hangs from the record `parent`."""
    (lane, reading), *further = way
    assert lane.through is not None
    rows = reading.rows_showing([lane.through])
    if rows is None:
        return sa.false()
    statement = sa.select(sa.literal(1)).select_from(rows).where(rows.c[lane.through] == parent)
    return sa.exists(statement.where(_reaches(further, rows.c.id)) if further else statement)


def _cell(context: Context, found: Mapping[int, _Found], index: int, case: str, names: Mapping[str, str]) -> Any:
    own = found[index]
    marks = [
        {"title": text(mark.title, context.locale), "tone": mark.tone}
        for number, mark in enumerate(own.lane.marks)
        if number in own.marked.get(case, ()) or _crossed(context, found, index, case, mark)
    ]
    if case not in own.latest:
        return {"id": None, "title": "", "stage": None, "moment": None, "count": 0, "marks": marks} if marks else None
    moment, id, stage = own.latest[case]
    field = own.lane.form.fields[own.lane.stage] if own.lane.stage else None
    return {
        "id": id,
        "title": names.get(id, ""),
        "stage": field.type.text(stage, field.settings, reader_of(context)) or None if field else None,
        "moment": None if moment is None else moment_text(moment),
        "count": own.counts[case],
        "marks": marks,
    }


def _crossed(context: Context, found: Mapping[int, _Found], index: int, case: str, mark: Mark) -> bool:
    """Whether a mark of the way from lane to lane holds."""
    own, further = found[index], any(case in one.latest for at, one in found.items() if at > index)
    here = own.latest.get(case)
    if mark.crossing == "skipped":
        return here is None and further
    before = None if own.lane.above is None else found[own.lane.above].latest.get(case)
    if mark.crossing is None or before is None or before[0] is None:
        return False
    if mark.crossing == "went_back":
        return here is not None and here[0] is not None and here[0] < before[0]
    if here is None and further:
        return False
    until = context.now() if here is None else here[0]
    return until is not None and (until - before[0]).total_seconds() > mark.span_s
