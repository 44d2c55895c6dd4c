"""Which column is which field: guessed from keys and titles in any language."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from ...forms import FieldPlan
from ..errors import UnknownField
from .sheets import Sheet

_SAMPLES = 3
_SAMPLE_LENGTH = 60


def guessed_columns(sheet: Sheet, fields: Iterable[FieldPlan]) -> list[dict[str, Any]]:
    """[{"name", "samples", "field"}] in the order of the file; each field is guessed once."""
    by_name = {name: field.key for field in fields for name in _called(field)}
    taken: set[str] = set()
    columns = []
    for index, name in enumerate(sheet.names):
        key = by_name.get(_folded(name))
        field = None if key in taken else key
        taken.update({key} if key else ())
        columns.append({"name": name, "samples": _samples(sheet, index), "field": field})
    return columns


def chosen_columns(
    columns: Sequence[dict[str, Any]], chosen: Sequence[Any], allowed: Iterable[str]
) -> list[dict[str, Any]]:
    """`columns` with the fields that a person chose ([{"name", "field"}]). Raises UnknownField."""
    fields = {one.get("name"): one.get("field") for one in chosen if isinstance(one, dict)}
    known = set(allowed)
    made = [column | {"field": fields.get(column["name"], column["field"])} for column in columns]
    used: set[str] = set()
    for index, column in enumerate(made):
        key = column["field"]
        if key is not None and (key not in known or key in used):
            raise UnknownField(pointer=f"/columns/{index}/field", name=str(key)[:60])
        used.update({key} if key else ())
    return made


def _called(field: FieldPlan) -> set[str]:
    titles = field.title.values() if isinstance(field.title, dict) else (field.title,)
    return {_folded(name) for name in (field.key, *titles)}


def _folded(name: str) -> str:
    """Width, case, blanks and underscores make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


def _samples(sheet: Sheet, index: int) -> list[str]:
    found: dict[str, None] = {}
    for _, cells in sheet.rows:
        if index < len(cells) and cells[index] is not None:
            found[str(cells[index])[:_SAMPLE_LENGTH]] = None
        if len(found) == _SAMPLES:
            break
    return list(found)
