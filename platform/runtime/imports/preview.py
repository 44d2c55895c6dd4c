"""What an import would do, before it does: for each column every kind of cleaning with its count and examples, for each
name who is meant, and how many rows would come in."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..context import Context
from ..definitions import plan_cache
from ..errors import InvalidValue, PlatformError
from ..fields.base import cell_text
from ..fields.cleanings import REFUSE, cleanings
from ..forms import FieldPlan, form_plan
from ..localized import text
from ..records.reading import reader_of
from .names import NAMED
from .reading import read
from .runs import folder_of, get
from .sheets import Row, cell_at, rows_at
from .taking import Taken, Taker

LOOKED_AT = 5000
_CHUNK = 500
_EXAMPLES = 3
_MOST_NAMES = 100
_LONGEST_SHOWN = 80


@dataclass(slots=True)
class _Kind:
    count: int = 0
    examples: list[dict[str, Any]] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class _Column:
    """What was seen of one column."""

    name: str
    index: int
    field: FieldPlan
    chosen: Mapping[str, Any]
    decided: Mapping[str, Any]
    kinds: dict[str, _Kind] = dataclasses.field(default_factory=dict)
    refused: _Kind = dataclasses.field(default_factory=_Kind)
    names: Counter[str] = dataclasses.field(default_factory=Counter)


def preview(context: Context, id: str) -> dict[str, Any]:
    """{"looked_at", "ready", "refused", "columns", "reasons"} for the first 5,000 rows of a draft. Raises NotFound."""
    run = get(context, id)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, run["app"], run["form"])
        columns = [
            _Column(one["name"], index, plan.writable[one["field"]], one["cleanings"], one["names"])
            for index, one in enumerate(run["columns"])
            if one["field"] in plan.writable
        ]
        taker = Taker(context, connection, plans, plan, run["columns"])
        looked_at = ready = 0
        reasons: Counter[str] = Counter()
        while looked_at < LOOKED_AT:
            rows = rows_at(folder_of(context.workspace, id), looked_at, min(_CHUNK, LOOKED_AT - looked_at))
            if not rows:
                break
            looked_at += len(rows)
            for column in columns:
                _look(context, column, rows)
            for taken in taker.take(None, rows):
                errors = taker.problems_with(taken)
                ready += not errors
                reasons.update({error.sentence(context.locale) for error in errors})
                _tell(columns, taken, errors, context.locale)
        shown = [_shown(context, column, taker) for column in columns]
    told = [{"reason": reason, "count": count} for reason, count in reasons.most_common(20)]
    return {"looked_at": looked_at, "ready": ready, "refused": looked_at - ready, "columns": shown, "reasons": told}


def _look(context: Context, column: _Column, rows: Sequence[Row]) -> None:
    """Count what is done to the cells, and keep the first few of each kind."""
    for number, cells in rows:
        cell = cell_at(cells, column.index)
        if cell is None:
            continue
        if column.field.type.links in NAMED:
            if name := cell_text(cell):
                column.names[name] += 1
            continue
        # What could be done is shown also where it is switched off.
        got = read(column.field, cell, {kind: answer for kind, answer in column.chosen.items() if answer is not False})
        for kind in got.done:
            seen = column.kinds.setdefault(kind, _Kind())
            seen.count += 1
            if len(seen.examples) < _EXAMPLES:
                asked = got.asks == kind
                after = "" if asked else _text(context, column.field, got.value)
                seen.examples.append({"row": number, "before": _cut(cell), "after": after})


def _tell(columns: Sequence[_Column], taken: Taken, errors: Sequence[PlatformError], locale: str) -> None:
    by_key = {column.field.key: column for column in columns}
    for error in errors:
        column = by_key.get((error.pointer or "").removeprefix("/values/"))
        if column is None:
            continue
        column.refused.count += 1
        if len(column.refused.examples) < _EXAMPLES:
            cell = taken.cells.get(column.field.key)
            reason = error.sentence(locale)
            column.refused.examples.append({"row": taken.number, "before": _cut(cell), "reason": reason})


def _shown(context: Context, column: _Column, taker: Taker) -> dict[str, Any]:
    return {
        "name": column.name,
        "field": column.field.key,
        "title": text(column.field.title, context.locale),
        "kinds": [_kind(context, column, key, seen) for key, seen in column.kinds.items()],
        "refused": {"count": column.refused.count, "examples": column.refused.examples},
        "names": _names(column, taker) if column.names else None,
    }


def _kind(context: Context, column: _Column, key: str, seen: _Kind) -> dict[str, Any]:
    cleaning = cleanings[key]
    choices = [{"key": one, "title": text(title, context.locale)} for one, title in cleaning.choices.items()]
    return {
        "kind": key,
        "title": text(cleaning.title, context.locale),
        "count": seen.count,
        "examples": seen.examples,
        "choices": choices,
        "chosen": column.chosen.get(key, REFUSE if choices else True),
    }


def _names(column: _Column, taker: Taker) -> dict[str, Any]:
    """How many names were found and how; those that were not, most frequent first."""
    names = taker.names_of(column.field.key)
    found: Counter[str] = Counter()
    others: list[dict[str, Any]] = []
    for name, count in column.names.most_common():
        match = names.match(name)
        found[match.how] += 1
        if match.how != "exact" and len(others) < _MOST_NAMES:
            like = [{"id": id, "title": title} for id, title in match.like]
            others.append(
                {"name": name[:_LONGEST_SHOWN], "count": count, "how": match.how, "id": match.id, "like": like}
            )
    creates = column.field.type.links == "record"
    return {"found": dict(found), "others": others, "creates": creates}


def _text(context: Context, known: FieldPlan, value: Any) -> str:
    """What people would read; what the field refuses is told elsewhere."""
    if value is None:
        return ""
    try:
        return known.type.text(known.load(value), known.settings, reader_of(context))
    except InvalidValue:
        return ""


def _cut(cell: Any) -> str:
    shown = "" if cell is None else str(cell)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + "…"
