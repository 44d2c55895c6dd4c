"""Which column is which field: as remembered, by keys, titles and aliases in any language, by likeness, by content."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from ..errors import InvalidValue
from ..expressions import Type
from ..forms import FieldPlan
from ..records.errors import UnknownField
from .headers import bare, folded, last_part
from .reading import read
from .sheets import cell_at

_SAMPLES = 3
_SAMPLE_LENGTH = 60
_ALIKE = 0.8
_FITTING = 0.8
_FEWEST = 5
# What the list of refused rows adds to a file; coming back, it is no data (see `problems.py`).
RETURNED = {
    "row": {"zh-CN": "原行号", "en": "Original row"},
    "reason": {"zh-CN": "未导入原因", "en": "Reason not imported"},
}
_RETURNED = frozenset(folded(name) for names in RETURNED.values() for name in names.values())


def known_names(fields: Iterable[FieldPlan]) -> frozenset[str]:
    """All that the fields are called, folded."""
    return frozenset(name for field in fields for name in _called(field))


def named_columns(names: Sequence[str], fields: Iterable[FieldPlan]) -> list[str | None]:
    """The key of the field that each column names; each field is taken once."""
    by_name = {name: field.key for field in fields for name in _called(field)}
    taken: set[str] = set()
    found: list[str | None] = []
    for name in names:
        candidates = (name, last_part(name), bare(name), bare(last_part(name)))
        key = next((by_name[one] for one in map(folded, candidates) if one in by_name), None)
        found.append(key if key not in taken else None)
        taken.update({key} if key else ())
    return found


def guessed_columns(
    names: Sequence[str],
    sampled: Sequence[tuple[Any, ...]],
    fields: Sequence[FieldPlan],
    remembered: Mapping[str, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """[{"name", "samples", "field", "by", "cleanings", "names"}] in the order of the file; each field is taken once.

    `remembered`: column name → what a person chose for it before. `by`: memory, name, likeness, content or None.
    """
    known = {field.key: field for field in fields}
    columns: list[dict[str, Any]] = [
        {"name": name, "samples": _samples(sampled, index), "field": None, "by": None, "cleanings": {}, "names": {}}
        for index, name in enumerate(names)
    ]
    taken: set[str] = set()
    for column in columns:
        if (before := remembered.get(column["name"])) is not None:
            key = before["field"] if before["field"] in known and before["field"] not in taken else None
            column |= {"field": key, "by": "memory", "cleanings": before["cleanings"]}
            taken.update({key} if key else ())
    for column, key in zip(columns, named_columns(names, fields), strict=True):
        _take(column, key, "name", taken)
    for column in columns:
        _take(column, _alike(column, known, taken), "likeness", taken)
    for index, column in enumerate(columns):
        _take(column, _fitting(column, [cell_at(row, index) for row in sampled], known, taken), "content", taken)
    return columns


def chosen_columns(
    columns: Sequence[dict[str, Any]], chosen: Sequence[Any], allowed: Iterable[str]
) -> list[dict[str, Any]]:
    """`columns` with what a person chose ([{"name", "field", "cleanings"?, "names"?}]). Raises UnknownField."""
    by_name = {one.get("name"): one for one in chosen if isinstance(one, dict)}
    known = set(allowed)
    used: set[str] = set()
    made: list[dict[str, Any]] = []
    for index, column in enumerate(columns):
        wish = by_name.get(column["name"], {})
        key = wish.get("field", column["field"])
        if key is not None and (key not in known or key in used):
            raise UnknownField(pointer=f"/columns/{index}/field", name=str(key)[:60])
        used.update({key} if key else ())
        same = key == column["field"]
        made.append(
            column
            | {"field": key, "by": column["by"] if same else "person"}
            | {part: wish.get(part, column[part] if same else {}) for part in ("cleanings", "names")}
        )
    return made


def _take(column: dict[str, Any], key: str | None, by: str, taken: set[str]) -> None:
    if column["by"] is None and key is not None and key not in taken:
        column |= {"field": key, "by": by}
        taken.add(key)


def _alike(column: Mapping[str, Any], known: Mapping[str, FieldPlan], taken: set[str]) -> str | None:
    """The one field whose name is nearly this."""
    name = folded(bare(last_part(column["name"])))
    if column["by"] is not None or len(name) < 2 or name in _RETURNED:
        return None
    scores = {
        key: max(SequenceMatcher(None, name, one).ratio() for one in _called(field))
        for key, field in known.items()
        if key not in taken
    }
    best = max(scores, key=lambda key: scores[key], default=None)
    return best if best is not None and scores[best] >= _ALIKE else None


def _fitting(
    column: Mapping[str, Any], cells: Sequence[Any], known: Mapping[str, FieldPlan], taken: set[str]
) -> str | None:
    """The one field into which the cells go, when its type does not take just anything."""
    filled = [cell for cell in cells if cell not in (None, "")]
    if column["by"] is not None or len(filled) < _FEWEST or folded(column["name"]) in _RETURNED:
        return None
    fitting = [
        key
        for key, field in known.items()
        if key not in taken and _is_choosy(field) and _share(field, filled) >= _FITTING
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_choosy(field: FieldPlan) -> bool:
    """Whether the type takes neither any number nor any words."""
    numeric = field.type.expression_type(field.settings) in (Type.INTEGER, Type.DECIMAL)
    return not numeric and not field.type.links and not _fits(field, "甲 x")


def _share(field: FieldPlan, cells: Sequence[Any]) -> float:
    return sum(_fits(field, cell) for cell in cells) / len(cells)


def _fits(field: FieldPlan, cell: Any) -> bool:
    try:
        got = read(field, cell, {})
        return not got.asks and field.load(got.value) is not None
    except InvalidValue:
        return False


def _called(field: FieldPlan) -> set[str]:
    titles = field.title.values() if isinstance(field.title, dict) else (field.title,)
    return {folded(name) for name in (field.key, *titles, *field.document.get("aliases", ()))}


def _samples(sampled: Sequence[tuple[Any, ...]], index: int) -> list[str]:
    found: dict[str, None] = {}
    for cells in sampled:
        if (cell := cell_at(cells, index)) is not None:
            found[str(cell)[:_SAMPLE_LENGTH]] = None
        if len(found) == _SAMPLES:
            break
    return list(found)
