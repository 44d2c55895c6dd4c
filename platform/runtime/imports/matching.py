"""Which column is which field: as remembered, by keys, titles and aliases in any language, by likeness, by content."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from ..errors import InvalidValue
from ..expressions import Type
from ..fields.base import cell_text
from ..forms import FieldPlan
from ..records.errors import UnknownField
from .fillable import line_of
from .headers import bare, folded, last_part
from .reading import read
from .sheets import cell_at
from .targets import fields_of

_WHOLE_OR_COLUMNS = {
    "zh-CN": "明细的各列，或一格装下全部明细的一列，二者选一",
    "en": "either the columns of the lines, or one column that holds them all",
}
_SAMPLES = 3
_SAMPLE_LENGTH = 60
_ALIKE = 0.8
_FITTING = 0.8
_FEWEST = 5
_ASKED = 60
# What the list of refused rows adds to a file; coming back, it is no data (see `problems.py`).
RETURNED = {
    "row": {"zh-CN": "原行号", "en": "Original row"},
    "reason": {"zh-CN": "未导入原因", "en": "Reason not imported"},
}
_RETURNED = frozenset(folded(name) for names in RETURNED.values() for name in names.values())


def known_names(fields: Iterable[FieldPlan]) -> frozenset[str]:
    """All that the fields are called, folded."""
    return frozenset(name for field in fields for name in _called(field))


def called(field: FieldPlan) -> frozenset[str]:
    """All that one field is called, folded."""
    return frozenset(_called(field))


def named_columns(names: Sequence[str], fields: Iterable[FieldPlan]) -> list[str | None]:
    """The key of the field that each column names; each field is taken once."""
    by_name: dict[str, str] = {}
    for field in fields:
        for name in _called(field):
            by_name.setdefault(name, field.key)
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
    namesakes: Mapping[str, frozenset[str]] = MappingProxyType({}),
    knows: Callable[[str, Sequence[str]], bool] = lambda key, names: True,
) -> list[dict[str, Any]]:
    """[{"name", "samples", "field", "by", "cleanings", "names", "also"}] in the order of the file; each field is taken
    once.

    `remembered`: column name → what a person chose for it before. `by`: memory, name, names, likeness, content or
    None. `namesakes`: reference → what the names of its records are called, folded; `also` gives a column of such
    names to the reference besides, if it `knows` enough of the names that stand there.
    """
    known = {field.key: field for field in fields}
    columns: list[dict[str, Any]] = [
        {"name": name, "samples": _samples(sampled, index), "also": [], **_part(None, None)}
        for index, name in enumerate(names)
    ]
    taken: set[str] = set()
    for column in columns:
        if (before := remembered.get(column["name"])) is not None:
            key = before["field"] if before["field"] in known else None
            column |= {"field": key, "by": "memory", "cleanings": before["cleanings"]}
            column["also"] = [_part(one, "memory") for one in before.get("also", ()) if one in known and one != key]
            taken.update(fields_of(column))
    for column, key in zip(columns, _without_strays(named_columns(names, fields), fields, taken), strict=True):
        _take(column, key, "name", taken)
    for key, called in namesakes.items():
        named = _of_names(columns, key, called, remembered, taken)
        if named is not None and knows(key, _texts(sampled, columns.index(named))):
            _give(named, key, taken)
    # Columns that fill lines make rows belong together: that is not done for a mere likeness.
    known = {key: field for key, field in known.items() if line_of(key) is None}
    for column in columns:
        _take(column, _alike(column, known, taken), "likeness", taken)
    for index, column in enumerate(columns):
        _take(column, _fitting(column, [cell_at(row, index) for row in sampled], known, taken), "content", taken)
    return columns


def chosen_columns(
    columns: Sequence[dict[str, Any]], chosen: Sequence[Any], allowed: Iterable[str]
) -> list[dict[str, Any]]:
    """`columns` with what a person chose ([{"name", "field", "cleanings"?, "names"?, "also"?: [{"field", …}]}]).

    Several columns may fill one field, no column one field twice. Raises UnknownField."""
    by_name = {one.get("name"): one for one in chosen if isinstance(one, dict)}
    known = set(allowed)
    made: list[dict[str, Any]] = []
    filled: set[str] = set()
    for index, column in enumerate(columns):
        wish = by_name.get(column["name"], {})
        chosen_part = _chosen(column, wish, column["field"])
        before = {one["field"]: one for one in column["also"]}
        wished = wish.get("also", column["also"])
        also = [_chosen(before.get(one["field"], _part(None, None)), one, None) for one in wished]
        whole = column | chosen_part | {"also": [one for one in also if one["field"] is not None]}
        keys = fields_of(whole)
        wrong = next((key for place, key in enumerate(keys) if key not in known or key in keys[:place]), None)
        if wrong is not None:
            raise UnknownField(pointer=f"/columns/{index}/field", name=str(wrong)[:60])
        filled.update(keys)
        if any(line is not None and line[0] in filled for line in map(line_of, filled)):
            raise InvalidValue(pointer=f"/columns/{index}/field", expected=_WHOLE_OR_COLUMNS)
        if whole["field"] is None and whole["also"]:
            first, *others = whole["also"]
            whole |= {**first, "also": others}
        made.append(whole)
    return made


def _without_strays(
    found: Sequence[str | None], fields: Iterable[FieldPlan], taken: Collection[str]
) -> list[str | None]:
    """Without columns of lines that are named by chance: one of several, or beside a column that holds all lines."""
    lines = Counter(line[0] for field in fields if (line := line_of(field.key)) is not None)
    named = Counter(line[0] for key in {*found, *taken} if key and (line := line_of(key)) is not None)
    strays = {field for field, count in named.items() if count < min(lines[field], 2) or field in {*found, *taken}}
    return [None if key and (line := line_of(key)) and line[0] in strays else key for key in found]


def _chosen(before: Mapping[str, Any], wish: Mapping[str, Any], field: str | None) -> dict[str, Any]:
    """One field of a column, as a person wishes it; what he does not speak of stays, unless the field changed."""
    key = wish.get("field", field)
    same = key == before["field"]
    chosen = {part: wish.get(part, before[part] if same else {}) for part in ("cleanings", "names")}
    return {"field": key, "by": before["by"] if same else "person", **chosen}


def _part(field: str | None, by: str | None) -> dict[str, Any]:
    return {"field": field, "by": by, "cleanings": {}, "names": {}}


def _of_names(
    columns: Sequence[dict[str, Any]],
    key: str,
    called: frozenset[str],
    remembered: Mapping[str, Mapping[str, Any]],
    taken: set[str],
) -> dict[str, Any] | None:
    """The column that is called as the names of the reference's records are, and may be given to it."""
    for column in columns:
        candidates = (column["name"], last_part(column["name"]), bare(last_part(column["name"])))
        unsaid = key not in taken and "also" not in remembered.get(column["name"], {})
        if unsaid and not called.isdisjoint(map(folded, candidates)):
            return column
    return None


def _give(column: dict[str, Any], key: str, taken: set[str]) -> None:
    """Besides the field that the column fills, if it fills one."""
    taken.add(key)
    if column["field"] is None:
        column |= {"field": key, "by": "names"}
    else:
        column["also"] = [*column["also"], _part(key, "names")]


def _texts(sampled: Sequence[tuple[Any, ...]], index: int) -> list[str]:
    texts = (cell_text(cell_at(cells, index)) for cells in sampled)
    return list(dict.fromkeys(text for text in texts if text))[:_ASKED]


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
