"""Cells pasted from a spreadsheet become values of lines: read as an import reads them, names turned into ids.

Nothing is written; what cannot be read comes back with its reason, so that the page can take all or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import LimitExceeded, NotFound, PlatformError
from ..fields.cleanings import as_read
from ..fields.columns import Column
from ..forms import FieldPlan, FormPlan, form_plan
from ..identifiers import is_id
from ..people import KINDS, Naming
from .errors import FieldReadOnly, RecordUnknown, UnknownField
from .links import UNKNOWN
from .querying import MAX_LIMIT, Query
from .reading import reading_of, title_of
from .rights import Rights, rights_on

_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """`rows`: column → JSON value; `labels`: column → name behind an id; `problems`: (row, column, text, error)."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    labels: list[dict[str, str]] = field(default_factory=list)
    problems: list[tuple[int, str, str, PlatformError]] = field(default_factory=list)


def read_cells(
    context: Context, app: str, form: str, key: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Pasted:
    """The cells of `rows` under `columns` of the field's lines. Raises NotFound, UnknownField, LimitExceeded."""
    if len(rows) > _MOST_ROWS:
        raise LimitExceeded(what={"zh-CN": "粘贴行数", "en": "pasted rows"}, limit=_MOST_ROWS)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        own = _columns(plan, rights_on(context, plans, plan), key, columns)
        found = Pasted([{} for _ in rows], [{} for _ in rows])
        for place, column in enumerate(own):
            texts = [row[place].strip() if place < len(row) else "" for row in rows]
            _read_column(context, connection, plans, column, texts, found)
    return found


def _columns(plan: FormPlan, rights: Rights, key: str, names: Sequence[str]) -> list[Column]:
    settable = (rights.creates or frozenset()).union(*(grant.changes for grant in rights.grants))
    lines: FieldPlan | None = plan.fields.get(key)
    if lines is None or not lines.columns or key not in settable:
        raise NotFound
    found = []
    for place, name in enumerate(names):
        column = lines.columns.get(name)
        if column is None or not {f"{key}.{name}"} & (settable | rights.readable):
            raise UnknownField(pointer=f"/columns/{place}", name=name[:60])
        if f"{key}.{name}" not in settable:
            raise FieldReadOnly(pointer=f"/columns/{place}", title=column.title)
        found.append(column)
    return found


def _read_column(
    context: Context, connection: sa.Connection, plans: Plans, column: Column, texts: list[str], found: Pasted
) -> None:
    named = column.type.links in (*KINDS, "record")
    if named:
        names = _records if column.type.links == "record" else _persons
        ids = names(context, connection, plans, column, set(filter(None, texts)))
        unknown = UNKNOWN.get(str(column.type.links), RecordUnknown)
    for row, text in enumerate(texts):
        if not text:
            found.rows[row][column.key] = None
        elif named:
            if text in ids:
                found.rows[row][column.key], found.labels[row][column.key] = ids[text]
            else:
                found.problems.append((row, column.key, text, unknown()))
        else:
            try:
                value = column.load(as_read(column.type.read_cell(text, column.settings)).value)
                found.rows[row][column.key] = column.json(value)
            except PlatformError as error:
                found.problems.append((row, column.key, text, error))


def _persons(
    context: Context, connection: sa.Connection, plans: Plans, column: Column, texts: set[str]
) -> dict[str, tuple[str, str]]:
    """Persons by code, departments and roles by id; each by a name that only one has."""
    naming, kind = Naming(context, connection, plans), str(column.type.links)
    meant = {text: id for text in texts if (id := naming.meant(kind, text)) is not None}
    return {text: (id, naming.name(kind, id) or "") for text, id in meant.items()}


def _records(
    context: Context, connection: sa.Connection, plans: Plans, column: Column, texts: set[str]
) -> dict[str, tuple[str, str]]:
    """By id, or by a title that only one record has; asked for many at a time."""
    target = form_plan(plans, *column.settings["target"])
    reading = reading_of(context, connection, plans, target)
    title = target.title_field
    if reading is None or title is None or title not in reading.readable:
        return {}
    found = {record.id: (record.id, title_of(context, record)) for record in reading.some(filter(is_id, texts))}
    several: dict[str, list[tuple[str, str]]] = {}
    wanted = sorted(texts - found.keys())
    for begin in range(0, len(wanted), MAX_LIMIT):
        some = {"field": title, "operator": "one_of", "value": wanted[begin : begin + MAX_LIMIT]}
        cursor = None
        while True:
            page = reading.page(Query(filter=some, limit=MAX_LIMIT, fields=(title,), cursor=cursor))
            for record in page.items:
                name = title_of(context, record)
                several.setdefault(name, []).append((record.id, name))
            if (cursor := page.next_cursor) is None:
                break
    return found | {name: named[0] for name, named in several.items() if len(named) == 1}
