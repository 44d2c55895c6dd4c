"""Cells pasted from a spreadsheet become values of lines or of records: read as an import reads them, names turned into
ids. What cannot be read comes back with its reason, so that all is taken or nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ...changes import run
from ...context import Context
from ...definitions import Plans, plan_cache, plans_in
from ...errors import LimitExceeded, NotFound, PlatformError, Problems
from ...expressions.types import Type
from ...fields.cleanings import as_read
from ...fields.columns import Column
from ...forms import FieldPlan, FormPlan, form_plan
from ...identifiers import is_id
from ...people import KINDS, Naming
from ...storage import Transaction
from ..errors import FieldReadOnly, NameAmbiguous, RecordUnknown, Unconfirmed, UnknownField
from ..querying.compiler import Reading
from ..querying.question import MAX_LIMIT, Query
from ..reading import reader_of, reading_of, title_of
from ..record import Record
from ..rights import Rights, rights_on
from ..submission.links import UNKNOWN
from .together import Deeds, Done, do_together

_MOST_ROWS = 2_000
_MOST_CANDIDATES = 10
# Those who may be meant, as (id, name); only with a name that several have are they told apart by more than it.
Meant = dict[str, list[tuple[str, str]]]
NameKnower = Callable[[Context, sa.Connection, FormPlan, Sequence[str]], Meant]
_knowers: list[NameKnower] = []


def knows_names(knower: NameKnower) -> NameKnower:
    """Decorate what knows records of a form by other names than their titles and numbers, for rooms above."""
    _knowers.append(knower)
    return knower


@dataclass(frozen=True, slots=True)
class Pasted:
    """`rows`: column → JSON value; `labels`: column → name behind an id; `problems`: (row, column, text, error)."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    labels: list[dict[str, str]] = field(default_factory=list)
    problems: list[tuple[int, str, str, PlatformError]] = field(default_factory=list)


def read_cells(
    context: Context, app: str, form: str, key: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Pasted:
    """The cells of `rows` under `columns` of the field's lines, or of the rows of a related list that a new record will
    have. Raises NotFound, UnknownField, LimitExceeded."""
    _limited(rows)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        own = _columns_of(context, plans, plan, key, columns)
        return _read(context, connection, plans, own, rows)


def paste_records(
    context: Context,
    app: str,
    form: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    onto: Sequence[tuple[str, int] | None],
    common: Mapping[str, Any],
    confirmed: Collection[str] | None = None,
) -> tuple[Pasted, Done | None]:
    """Rows of cells become records in one transaction, all of them or none, with everything that was wrong by cell.

    `onto`: for each row the record (id, revision seen) it changes, None for a new one; `common`: values that every new
    record has; `confirmed`: the checks that may warn, as in `Deeds`. Raises Unconfirmed, NotFound, UnknownField,
    FieldReadOnly, LimitExceeded.
    """
    _limited(rows)
    found = Pasted()

    def unit(tx: Transaction) -> Done:
        nonlocal found
        plans = plans_in(context.workspace, tx)
        plan = form_plan(plans, app, form)
        own = _fields(plan, rights_on(context, plans, plan), columns)
        found = _read(context, tx.connection, plans, own, rows)
        if found.problems:
            raise _Refused
        fresh = [place for place, record in enumerate(onto) if record is None]
        known = [(place, record) for place, record in enumerate(onto) if record is not None]
        deeds = Deeds(
            create=[{**common, **_told(found.rows[place])} for place in fresh],
            change=[(id, revision, found.rows[place]) for place, (id, revision) in known],
            confirmed=confirmed,
        )
        try:
            return do_together(context, tx, app, form, deeds)
        except Unconfirmed:
            raise
        except Problems as refused:
            places = {"create": fresh, "change": [place for place, _ in known]}
            found.problems.extend(_at_cells(refused, places, columns, rows))
            raise _Refused from None

    try:
        done = run(context, unit)
    except _Refused:
        return found, None
    return found, done


class _Refused(Exception):
    """Something was wrong: the transaction is given up, and the cells are told."""


def _limited(rows: Sequence[Any]) -> None:
    if len(rows) > _MOST_ROWS:
        raise LimitExceeded(what={"zh-CN": "粘贴行数", "en": "pasted rows"}, limit=_MOST_ROWS)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Empty cells of a new record leave it its defaults."""
    return {key: value for key, value in values.items() if value is not None}


def _at_cells(
    refused: Problems, places: Mapping[str, Sequence[int]], columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[int, str, str, PlatformError]]:
    """Refusals of records at the cells they came from; what belongs to no pasted cell stands at the row's first one."""
    for error in refused.errors:
        _, deed, number, *rest = (error.pointer or "").split("/")
        row = places[deed][int(number)]
        key = rest[1] if len(rest) > 1 and rest[1] in columns else columns[0]
        cells, place = rows[row], list(columns).index(key)
        yield row, key, cells[place] if place < len(cells) else "", error


def _columns_of(
    context: Context, plans: Plans, plan: FormPlan, key: str, names: Sequence[str]
) -> Sequence[Column | FieldPlan]:
    rights = rights_on(context, plans, plan)
    if key in plan.related and key in rights.readable | (rights.creates or frozenset()):
        other = form_plan(plans, *plan.fields[key].settings["target"])
        return _fields(other, rights_on(context, plans, other), names)
    return _columns(plan, rights, key, names)


def _columns(plan: FormPlan, rights: Rights, key: str, names: Sequence[str]) -> list[Column]:
    settable = _settable(rights)
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


def _fields(plan: FormPlan, rights: Rights, names: Sequence[str]) -> list[FieldPlan]:
    settable = _settable(rights)
    found = []
    for place, name in enumerate(names):
        field = plan.fields.get(name)
        if field is None or name not in settable | rights.readable:
            raise UnknownField(pointer=f"/columns/{place}", name=name[:60])
        if name not in settable or field.computed or field.columns:
            raise FieldReadOnly(pointer=f"/columns/{place}", title=field.title)
        found.append(field)
    return found


def _settable(rights: Rights) -> frozenset[str]:
    return (rights.creates or frozenset()).union(*(grant.changes for grant in rights.grants))


def _read(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    columns: Sequence[Column | FieldPlan],
    rows: Sequence[Sequence[str]],
) -> Pasted:
    found = Pasted([{} for _ in rows], [{} for _ in rows])
    for place, column in enumerate(columns):
        texts = [row[place].strip() if place < len(row) else "" for row in rows]
        _read_column(context, connection, plans, column, texts, found)
    return found


def _read_column(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    column: Column | FieldPlan,
    texts: list[str],
    found: Pasted,
) -> None:
    named = column.type.links in (*KINDS, "record") and not column.type.many
    if named:
        names = _records if column.type.links == "record" else _persons
        meant = names(context, connection, plans, column, set(filter(None, texts)))
        unknown = UNKNOWN.get(str(column.type.links), RecordUnknown)
    for row, text in enumerate(texts):
        if not text:
            found.rows[row][column.key] = None
        elif named:
            some = meant.get(text, [])
            if len(some) == 1:
                found.rows[row][column.key], found.labels[row][column.key] = some[0]
            else:
                error = NameAmbiguous(count=len(some), candidates=some[:_MOST_CANDIDATES]) if some else unknown()
                found.problems.append((row, column.key, text, error))
        else:
            try:
                value = column.load(as_read(column.type.read_cell(text, column.settings)).value)
                found.rows[row][column.key] = column.json(value)
            except PlatformError as error:
                found.problems.append((row, column.key, text, error))


def _persons(
    context: Context, connection: sa.Connection, plans: Plans, column: Column | FieldPlan, texts: set[str]
) -> Meant:
    """Persons by id, code or name, departments and roles by id or name."""
    naming, kind = Naming(context, connection, plans), str(column.type.links)
    called = {text: naming.called(kind, text) for text in texts}
    return {
        text: [(id, (naming.name(kind, id) if len(ids) == 1 else naming.told_apart(kind, id)) or "") for id in ids]
        for text, ids in called.items()
    }


def _records(
    context: Context, connection: sa.Connection, plans: Plans, column: Column | FieldPlan, texts: set[str]
) -> Meant:
    """By id, by what is unique on the other form, such as its number, by title, or by another name that a room above
    knows; asked for many at a time."""
    target = form_plan(plans, *column.settings["target"])
    reading = reading_of(context, connection, plans, target)
    title = target.title_field
    if reading is None or title is None or title not in reading.readable:
        return {}
    found: Meant = {
        record.id: [(record.id, title_of(context, record))] for record in reading.some(filter(is_id, texts))
    }
    numbers = [one for one in target.fields.values() if _is_number(one) and one.key in reading.readable]
    for naming in [*(one for one in numbers if one.key != title), target.fields[title]]:
        several: dict[str, list[Record]] = {}
        for record in _called(reading, naming, sorted(texts - found.keys())):
            name = naming.type.text(record.values.get(naming.key), naming.settings, reader_of(context))
            several.setdefault(name, []).append(record)
        for name, some in several.items():
            found[name] = [
                (record.id, title_of(context, record) if len(some) == 1 else _told_apart(context, record, numbers))
                for record in some
            ]
    for knower in _knowers:
        if left := sorted(texts - found.keys()):
            found |= knower(context, connection, target, left)
    return found


def _is_number(field: FieldPlan) -> bool:
    """Whether the field names a record for itself: what must be unique, and numbers that the form gives."""
    return (field.unique or field.type.counted) and "one_of" in field.filters and field.type.type is Type.TEXT


def _told_apart(context: Context, record: Record, numbers: Sequence[FieldPlan]) -> str:
    """Its title and numbers; where it has none, the moment it was made."""
    reader = reader_of(context)
    told = [one.type.text(record.values.get(one.key), one.settings, reader) for one in numbers]
    if not any(told):
        told = [record.created_at.astimezone(reader.zone).strftime("%Y-%m-%d %H:%M")]
    return " · ".join(filter(None, [title_of(context, record), *told]))


def _called(reading: Reading, field: FieldPlan, texts: Sequence[str]) -> Iterator[Record]:
    """The records whose field holds one of the texts."""
    if "one_of" not in field.filters:
        return
    for begin in range(0, len(texts), MAX_LIMIT):
        some = {"field": field.key, "operator": "one_of", "value": texts[begin : begin + MAX_LIMIT]}
        cursor = None
        while True:
            page = reading.page(Query(filter=some, limit=MAX_LIMIT, cursor=cursor))
            yield from page.items
            if (cursor := page.next_cursor) is None:
                break
