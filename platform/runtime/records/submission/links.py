"""What values point to must exist: persons active, records readable by the writer, files his own. Asked in the
writing transaction; the records stay locked until its end, so that nobody deletes them meanwhile."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from ...context import SYSTEM, Context
from ...definitions import Plans
from ...errors import PlatformError, Problems
from ...fields.columns import Line
from ...files import FileUnknown, Use, claim
from ...forms import FieldPlan, FormPlan, form_plan
from ...people import Naming, naming_in
from ...storage import Transaction
from ..errors import CircleRefused, DepartmentUnknown, PersonUnknown, RecordUnknown, RoleUnknown
from ..querying.compiler import Reading
from ..reading import reading_of

UNKNOWN: dict[str, type[PlatformError]] = {
    "person": PersonUnknown,
    "department": DepartmentUnknown,
    "role": RoleUnknown,
}

_KNOWN = "known_links"
_ASKED = "asked_links"
_AT_ONCE = 500


def know_links(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Ask for the records that many rows point to at once; `check_links` need not ask again in this transaction."""
    known: set[tuple[tuple[str, str], str]] = tx.extras.setdefault(_KNOWN, set())
    wanted: dict[tuple[str, str], set[str]] = {}
    for field in plan.linked("record"):
        wanted.setdefault(field.settings["target"], set()).update(row[field.key] for row in rows if row[field.key])
    for target, ids in wanted.items():
        reading = _reading(context, tx, plans, target) if ids else None
        if reading is not None:
            known.update((target, record.id) for record in reading.some(sorted(ids), lock=True))
            _note_asked(tx, target, ids)


def still_linked(context: Context, tx: Transaction, plans: Plans, staged: Transaction) -> bool:
    """Whether all records that a staged unit found are there for the actor still; locked as then."""
    asked: dict[tuple[str, str], set[str]] = staged.extras.get(_ASKED, {})
    for target, ids in asked.items():
        listed = sorted(ids)
        for begin in range(0, len(listed), _AT_ONCE):
            some = set(listed[begin : begin + _AT_ONCE])
            if _readable(context, tx, plans, target, some) != some:
                return False
    return True


def _note_asked(tx: Transaction, target: tuple[str, str], ids: set[str]) -> None:
    if tx.stages:
        tx.extras.setdefault(_ASKED, {}).setdefault(target, set()).update(ids)


def _reading(context: Context, tx: Transaction, plans: Plans, target: tuple[str, str]) -> Reading | None:
    """Whether a record is there does not depend on what is worked out of others."""
    if context.actor.kind == "public":
        # He sees nothing: which records he may name, the intake says that he comes in by.
        context = context.acting_as(SYSTEM)
    return reading_of(context, tx.connection, plans, form_plan(plans, *target), derives=False)


def forget_links(tx: Transaction) -> None:
    """What was known may change from here on."""
    tx.extras.pop(_KNOWN, None)


def check_links(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    row: Mapping[str, Any],
    keys: Iterable[str],
    before: Mapping[str, Any] | None = None,
) -> None:
    """Check the fields `keys` of a row about to be written. Raises Problems with a pointer per field or line.

    Of lines only cells are asked that `before` does not hold already: who may not see an article that somebody else
    put there can still change another line.
    """
    problems: list[PlatformError] = []
    naming = partial(naming_in, context, tx, plans)
    for key in keys:
        field, value = plan.fields[key], row[key]
        if field.columns and value:
            problems += _line_problems(context, tx, plans, naming, field, value, before[key] if before else None)
        if value is None or field.type.links is None:
            continue
        if field.type.links in UNKNOWN and not naming().may_be_chosen(field.type.links, value):
            problems.append(UNKNOWN[field.type.links](pointer=f"/values/{key}"))
        elif field.type.links == "record" and not _is_readable(context, tx, plans, field, value):
            problems.append(RecordUnknown(pointer=f"/values/{key}"))
        elif field.settings.get("acyclic") and before is not None and _circles(tx, plan, field, row["id"], value):
            problems.append(CircleRefused(pointer=f"/values/{key}"))
    if problems:
        raise Problems(problems)


def _circles(tx: Transaction, plan: FormPlan, field: FieldPlan, id: str, above: str) -> bool:
    """Whether the way up from the record `above` leads to `id`. A circle that stands there already ends the way."""
    if field.settings["target"] != (plan.app, plan.key):
        return False
    table = plan.table
    met: set[str] = set()
    at: str | None = above
    while at is not None and at not in met:
        if at == id:
            return True
        met.add(at)
        at = tx.execute(sa.select(table.c[field.key]).where(table.c.id == at)).scalar_one_or_none()
    return False


def claim_files(context: Context, tx: Transaction, plan: FormPlan, row: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Bind the files of the fields `keys` to the written row. Raises FileUnknown for one that is not the writer's."""
    for key in keys:
        field = plan.fields[key]
        if field.type.links == "file":
            claim(tx, context, row[key] or (), Use("record", plan.name, row["id"], key))
        for name, column in field.columns.items():
            if column.type.links == "file":
                _claim_in_lines(tx, context, row[key] or (), name, Use("record", plan.name, row["id"], f"{key}.{name}"))


def _claim_in_lines(tx: Transaction, context: Context, lines: Sequence[Line], name: str, use: Use) -> None:
    """The files of a column, all lines together; what cannot be claimed is told at its cell."""
    places = {id: place for place, line in enumerate(lines) for id in line[name] or ()}
    try:
        claim(tx, context, places, use)
    except FileUnknown as error:
        key = use.field.partition(".")[0]
        error.pointer = f"/values/{key}/{places[error.context['file']]}/{name}"
        raise


def _line_problems(
    context: Context,
    tx: Transaction,
    plans: Plans,
    naming: Callable[[], Naming],
    field: FieldPlan,
    lines: list[Line],
    before: list[Line] | None,
) -> Iterator[PlatformError]:
    """One question to the database for each column that points to records."""
    known = {line["id"]: line for line in before or ()}
    for key, column in field.columns.items():
        if column.type.links in (None, "file") or column.given:
            continue
        fresh = {
            place: line[key]
            for place, line in enumerate(lines)
            if line[key] is not None and line[key] != known.get(line["id"], {}).get(key)
        }
        if (kind := column.type.links) in UNKNOWN:
            wrong = {id for id in fresh.values() if not naming().may_be_chosen(kind, id)}
        else:
            wrong = set(fresh.values()) - _readable(context, tx, plans, column.settings["target"], set(fresh.values()))
        error = UNKNOWN.get(kind, RecordUnknown)
        for place, id in fresh.items():
            if id in wrong:
                yield error(pointer=f"/values/{field.key}/{place}/{key}")


def _readable(context: Context, tx: Transaction, plans: Plans, target: tuple[str, str], ids: set[str]) -> set[str]:
    """Those of the records that the actor may see, locked."""
    _note_asked(tx, target, ids)
    reading = _reading(context, tx, plans, target) if ids else None
    return {record.id for record in reading.some(sorted(ids), lock=True)} if reading is not None else set()


def _is_readable(context: Context, tx: Transaction, plans: Plans, field: FieldPlan, id: str) -> bool:
    if (field.settings["target"], id) in tx.extras.get(_KNOWN, ()):
        return True
    return bool(_readable(context, tx, plans, field.settings["target"], {id}))
