"""Lines on their way into a record: what was sent is laid over what is there, by line id, under the actor's rights on
the columns; what he may not see or set stays as it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import InvalidValue, PlatformError, Required
from ...fields.columns import Line
from ...forms import FieldPlan
from ...identifiers import is_id, new_id
from ...pointers import token
from ..errors import FieldReadOnly, UnknownField
from .closed_options import chosen_anew


class LineLoader:
    """Loads the lines of one field. `settable` and `seen` name columns such as "lines.price"."""

    def __init__(self, field: FieldPlan, settable: frozenset[str], seen: frozenset[str]) -> None:
        self._field = field
        self._columns = field.columns
        self._settable = {key for key in field.columns if f"{field.key}.{key}" in settable}
        self._seen = {key for key in field.columns if f"{field.key}.{key}" in seen}
        self.problems: list[PlatformError] = []

    def load(self, raw: Any, before: Sequence[Line] | None) -> list[Line] | None:
        """The lines to store. What is wrong is put into `problems`, with pointers such as /values/lines/3/price."""
        pointer = f"/values/{self._field.key}"
        limit = self._field.settings.get("max_lines", len(raw) if isinstance(raw, list) else 0)
        if raw is None or raw == []:
            return None
        if not isinstance(raw, list) or len(raw) > limit:
            self.problems.append(_invalid(pointer, f"最多 {limit} 行明细", f"up to {limit} lines"))
            return None
        known = {line["id"]: line for line in before or ()}
        lines: dict[str, Line] = {}
        for index, item in enumerate(raw):
            place = f"{pointer}/{index}"
            id = _id_of(item)
            if id is None or id in lines:
                self.problems.append(_invalid(place, "一行明细，编号不重复", "a line, with an id of its own"))
                continue
            lines[id] = self._line(item, id, known.get(id), place)
        return list(lines.values())

    def _line(self, item: Mapping[str, Any], id: str, old: Line | None, place: str) -> Line:
        line = dict(old) if old else {"id": id} | {key: column.default for key, column in self._columns.items()}
        for key, raw in item.items():
            if key == "id":
                continue
            column = self._columns.get(key)
            if column is None or key not in self._settable:
                if old is None or key not in self._seen or column is None or raw != column.json(old[key]):
                    self.problems.append(self._refused(key, f"{place}/{token(str(key)[:60])}"))
                continue
            try:
                line[key] = column.load(raw)
            except InvalidValue as error:
                error.pointer = f"{place}/{key}"
                self.problems.append(error)
                continue
            if column.settings.get("closed"):
                before = old[key] if old else None
                self.problems += chosen_anew(column.settings, line[key], before, f"{place}/{key}")
        return line

    def _refused(self, key: str, pointer: str) -> PlatformError:
        if key in self._seen:
            return FieldReadOnly(pointer=pointer, title=self._columns[key].title)
        return UnknownField(pointer=pointer, name=str(key)[:60])


def missing_cells(field: FieldPlan, lines: Sequence[Line] | None, before: Sequence[Line] | None) -> list[PlatformError]:
    """Required columns left empty, in lines that are new or changed."""
    required = [column for column in field.columns.values() if column.required]
    if not required or not lines:
        return []
    known = {line["id"]: line for line in before or ()}
    return [
        Required(pointer=f"/values/{field.key}/{index}/{column.key}", title=column.title)
        for index, line in enumerate(lines)
        if line != known.get(line["id"])
        for column in required
        if line[column.key] is None
    ]


def cut(field: FieldPlan, lines: list[Line] | None, seen: frozenset[str]) -> list[Line] | None:
    """The lines with the columns that `seen` names."""
    if not lines or all(f"{field.key}.{key}" in seen for key in field.columns):
        return lines
    shown = [key for key in field.columns if f"{field.key}.{key}" in seen]
    return [{"id": line["id"]} | {key: line[key] for key in shown if key in line} for line in lines]


def _id_of(item: Any) -> str | None:
    """The line's id, a fresh one for a new line without; None for what is no line."""
    if not isinstance(item, dict):
        return None
    id = item.get("id") or new_id()
    return id if is_id(id) else None


def _invalid(pointer: str, chinese: str, english: str) -> InvalidValue:
    return InvalidValue(pointer=pointer, expected={"zh-CN": chinese, "en": english})
