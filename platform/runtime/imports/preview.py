"""What an import would do, before it does: for each field every kind of cleaning with its count and examples, for each
name who is meant, and how many rows would come in. How it is worked out for a whole file, see `looking.py`."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..context import Context
from ..errors import InvalidValue, PlatformError
from ..fields.cleanings import REFUSE, cleanings
from ..forms import FieldPlan, FormPlan
from ..localized import text
from ..records.reading import reader_of
from .fillable import fillable
from .names import NAMED
from .reading import read
from .sheets import Row
from .spellings import Match
from .taking import Taken, Taker, placed
from .targets import targets

_EXAMPLES = 3
_MOST_NAMES = 200
_LONGEST_SHOWN = 80


@dataclass(slots=True)
class _Kind:
    count: int = 0
    examples: list[dict[str, Any]] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class _Filled:
    """What was seen of one field: its cells, from one column or several."""

    field: FieldPlan
    columns: Sequence[str]
    chosen: Mapping[str, Any]
    kinds: dict[str, _Kind] = dataclasses.field(default_factory=dict)
    refused: _Kind = dataclasses.field(default_factory=_Kind)
    names: Counter[str] = dataclasses.field(default_factory=Counter)
    matches: dict[str, Match] = dataclasses.field(default_factory=dict)
    # Whether another field keeps the name, and whether a directory counts one that it does not know.
    kept: bool = False
    counted: bool = False


class Look:
    """Looks at the rows of a draft, some at a time."""

    def __init__(self, plan: FormPlan, columns: Sequence[Mapping[str, Any]]) -> None:
        self.looked_at = 0
        self._ready = 0
        self._records = 0
        self._reasons: Counter[str] = Counter()
        self._filled: dict[str, _Filled] = {}
        fields = fillable(plan)
        for target in targets(columns):
            if target.field in fields:
                before = self._filled.get(target.field)
                named = [*(before.columns if before else ()), target.column]
                chosen = {**(before.chosen if before else {}), **target.cleanings}
                self._filled[target.field] = _Filled(fields[target.field], named, chosen)

    def see(self, context: Context, taker: Taker, rows: Sequence[Row]) -> None:
        """Count what would be done to these rows."""
        self.looked_at += len(rows)
        takens = taker.take(None, rows)
        for filled in self._filled.values():
            _look(context, taker, filled, takens)
            if filled.names:
                names = taker.names[filled.field.key]
                filled.kept, filled.counted = names.kept_elsewhere, names.counts
                new = [name for name in filled.names if name not in filled.matches]
                filled.matches.update((name, names.match(name)) for name in new)
        for taken in takens:
            errors = taker.problems_with(taken)
            self._ready += 0 if errors else len(taken.numbers)
            self._records += not errors
            self._reasons.update({error.sentence(context.locale) for error in errors})
            _tell(self._filled, taken, errors, context.locale)

    def answer(self, context: Context, *, complete: bool) -> dict[str, Any]:
        """{"looked_at", "complete", "ready", "refused", "records", "columns", "reasons"} as it is so far; `records` are
        those that the rows which are ready make."""
        return {
            "looked_at": self.looked_at,
            "complete": complete,
            "ready": self._ready,
            "refused": self.looked_at - self._ready,
            "records": self._records,
            "columns": [_shown(context, filled) for filled in self._filled.values()],
            "reasons": [{"reason": reason, "count": count} for reason, count in self._reasons.most_common(20)],
        }


def _look(context: Context, taker: Taker, filled: _Filled, takens: Sequence[Taken]) -> None:
    """Count what is done to the cells, and keep the first few of each kind."""
    for number, cell in (found for taken in takens for found in taken.cells_of(filled.field.key)):
        if cell is None:
            continue
        if filled.field.type.links in NAMED:
            filled.names.update(taker.names_in(filled.field.key, cell))
            continue
        # What could be done is shown also where it is switched off.
        got = read(filled.field, cell, {kind: answer for kind, answer in filled.chosen.items() if answer is not False})
        for kind in got.done:
            seen = filled.kinds.setdefault(kind, _Kind())
            seen.count += 1
            before = _cut(cell)
            if len(seen.examples) < _EXAMPLES and all(before != one["before"] for one in seen.examples):
                asked = got.asks == kind
                after = "" if asked else _text(context, filled.field, got.value)
                seen.examples.append({"row": number, "before": before, "after": after})


def _tell(filled: Mapping[str, _Filled], taken: Taken, errors: Sequence[PlatformError], locale: str) -> None:
    for number, key, error in placed(taken, errors):
        column = filled.get(key)
        if column is None:
            continue
        column.refused.count += 1
        if len(column.refused.examples) < _EXAMPLES:
            cell = dict(taken.cells_of(key)).get(number)
            reason = error.sentence(locale)
            column.refused.examples.append({"row": number, "before": _cut(cell), "reason": reason})


def _shown(context: Context, column: _Filled) -> dict[str, Any]:
    return {
        "name": " + ".join(column.columns),
        "columns": list(column.columns),
        "field": column.field.key,
        "title": text(column.field.title, context.locale),
        "kinds": [_kind(context, column, key, seen) for key, seen in column.kinds.items()],
        "refused": {"count": column.refused.count, "examples": column.refused.examples},
        "names": _names(column) if column.names else None,
    }


def _kind(context: Context, column: _Filled, key: str, seen: _Kind) -> dict[str, Any]:
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


def _names(column: _Filled) -> dict[str, Any]:
    """How many spellings were found and how, and those that were not found by the very name: by what a person has to
    do about them, then the most frequent first."""
    found: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    others: dict[str, list[dict[str, Any]]] = {}
    for name, count in column.names.most_common():
        match = column.matches[name]
        found[match.how] += 1
        rows[match.how] += count
        listed = others.setdefault(match.how, [])
        if match.how != "exact" and len(listed) < _MOST_NAMES:
            like = [{"id": id, "title": title} for id, title in match.like]
            one = {"name": name, "count": count, "how": match.how, "by": match.by, "id": match.id, "like": like}
            listed.append(one)
    ordered = [one for how in _TO_DO for one in others.get(how, ())]
    creates = column.field.type.links == "record"
    shown = {"found": dict(found), "rows": dict(rows), "others": ordered, "creates": creates}
    return shown | {"kept": column.kept, "counted": column.counted, "required": column.field.required}


_TO_DO = ("similar", "unknown", "chosen", "new", "empty", "alias")


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
