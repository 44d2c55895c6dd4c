"""Read records: one, a page, how many, the choices of a picker, and the titles of those referred to."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound
from ..fields import Reader
from ..forms import FormPlan, form_plan
from .querying.compiler import Reading
from .querying.live import live_condition
from .querying.question import Page, Query
from .record import Record

_MOST_CHOICES = 50


def get(
    context: Context, app: str, form: str, id: str, *, connection: sa.Connection | None = None, deleted: bool = False
) -> Record:
    """The record as the actor sees it. Raises NotFound for one that is absent or not for these eyes: the same bytes."""
    with open_reading(context, app, form, connection) as reading:
        return reading.one(id, deleted=deleted)


def query(context: Context, app: str, form: str, query: Query, *, connection: sa.Connection | None = None) -> Page:
    """A page of records. Raises NotFound, UnknownField, BadQuery, InvalidValue, LimitExceeded."""
    with open_reading(context, app, form, connection) as reading:
        return reading.page(query)


def count(
    context: Context, app: str, form: str, query: Query | None = None, *, connection: sa.Connection | None = None
) -> tuple[int, bool]:
    """How many records the actor would find, at most 10,000, and whether that is exact."""
    with open_reading(context, app, form, connection) as reading:
        return reading.count(query or Query())


def choices(
    context: Context, app: str, form: str, search: str = "", limit: int = 20, filter: Any = None
) -> list[dict[str, str]]:
    """Records to pick from, as {"id", "label"}; those whose title the actor may not see are left out."""
    with open_reading(context, app, form) as reading:
        key = reading.plan.title_field
        if key is None or key not in reading.readable:
            return []
        sort = (key,) if reading.plan.fields[key].type.sortable else ()
        wanted = Query(sort=sort, limit=min(limit, _MOST_CHOICES), fields=(key,), search=search, filter=filter)
        page = reading.page(wanted)
    return [{"id": record.id, "label": label} for record in page.items if (label := title_of(context, record))]


def matching_ids(context: Context, app: str, form: str, ids: Sequence[str], filter: Any) -> set[str]:
    """Those of the records that the actor may see and that the filter finds."""
    if not ids:
        return set()
    among = {"all": [{"field": "id", "operator": "one_of", "value": list(ids)}, filter]}
    with open_reading(context, app, form) as reading:
        return {record.id for record in reading.page(Query(filter=among, limit=len(ids))).items}


def titles(
    context: Context, app: str, form: str, ids: Iterable[str], *, connection: sa.Connection | None = None
) -> dict[str, str]:
    """Record id → title, for those records whose title the actor may see. Never raises NotFound."""
    try:
        with open_reading(context, app, form, connection) as reading:
            return titles_in(context, reading, ids)
    except NotFound:
        return {}


def titles_in(context: Context, reading: Reading, ids: Iterable[str]) -> dict[str, str]:
    """As `titles`, on a reading already open."""
    return {record.id: title for record in reading.some(ids) if (title := title_of(context, record))}


def title_of(context: Context, record: Record) -> str:
    """The text of the record's title field; empty when it is not for these eyes."""
    plan = record.plan
    if plan.title_field is None or plan.title_field not in record.values:
        return ""
    field = plan.fields[plan.title_field]
    return field.type.text(record.values[field.key], field.settings, reader_of(context))


def reader_of(context: Context) -> Reader:
    """For whom values are written out."""
    return Reader(context.locale, ZoneInfo(context.workspace.zone))


@contextmanager
def open_reading(context: Context, app: str, form: str, connection: sa.Connection | None = None) -> Iterator[Reading]:
    """The actor's view of a form, on the given connection or on one of its own.

    On its own each question is answered by itself: they need no common state, and a transaction costs more than one.
    """
    if connection is not None:
        plans = plan_cache(context.workspace).latest()
        yield Reading(context, connection, plans, form_plan(plans, app, form), live_condition)
        return
    plans = plan_cache(context.workspace).since(context.revision)
    with context.workspace.database.look() as own:
        yield Reading(context, own, plans, form_plan(plans, app, form), live_condition)


def reading_of(
    context: Context, connection: sa.Connection, plans: Plans, plan: FormPlan, *, derives: bool = True
) -> Reading | None:
    """The actor's view of a form; None when he reads nothing of it. `derives=False`: without lookups and rollups."""
    try:
        return Reading(context, connection, plans, plan, live_condition, derives=derives)
    except NotFound:
        return None
