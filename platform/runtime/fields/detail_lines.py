"""Detail lines: rows of a table within the record, such as the articles of an order.

Stored: a list of {"id", column → stored value}, each line a row of the field's own table; None when there are none.
JSON: the same list with JSON values. A line's id stays with it through every change. As text, and in a spreadsheet's
cell, one line of text for each, values separated by "|".
"""

import csv
import io
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..identifiers import is_id, new_id
from .base import FieldType, Find, Prepared, Reader, field_type
from .cleanings import as_read
from .columns import Line, compile_columns

_MOST_LINES = 2_000
_MOST_COLUMNS = 60
_ID = "01kdaaaaaaaaaaaaaaaaaaaaaa"


@field_type("detail_lines")
class DetailLines(FieldType):
    """A table inside the record, filled like a spreadsheet."""

    label = {"zh-CN": "明细", "en": "Detail lines"}
    filters = ("empty", "not_empty")
    example_settings = {"columns": [{"key": "article", "type": "text", "title": {"zh-CN": "品名", "en": "Article"}}]}
    examples = {None: None}
    rejects = ("x", 5, {"id": _ID}, [5], [{"id": "x"}], [{"id": _ID}, {"id": _ID}], [{"weight": 5}], [{"article": 5}])
    sortable = False
    in_lines = False
    side = "lines"
    type = Type.LIST

    class Settings(Schema):
        columns = fields.List(
            fields.Raw(metadata={"column": True}), required=True, validate=validate.Length(1, _MOST_COLUMNS)
        )
        max_lines = fields.Integer(load_default=500, validate=validate.Range(1, _MOST_LINES))

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `by_key`: the columns made ready."""
        return settings | {"by_key": compile_columns(settings["columns"], find)}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        """Lines have a table of their own, see `side`."""
        raise NotImplementedError

    def load(self, raw: Any, settings: Prepared) -> list[Line] | None:
        if raw is None or raw == []:
            return None
        limit = settings["max_lines"]
        if not isinstance(raw, list) or len(raw) > limit:
            raise InvalidValue(expected={"zh-CN": f"最多 {limit} 行明细", "en": f"up to {limit} lines"})
        lines = [_line(item, settings) for item in raw]
        if len({line["id"] for line in lines}) != len(lines):
            raise InvalidValue(expected=_LINE)
        return lines

    def dump(self, stored: Any, settings: Prepared) -> list[Line] | None:
        """Columns that a line lacks are left out: they are not for this reader."""
        if stored is None:
            return None
        columns = settings["by_key"]
        return [
            {"id": line["id"]} | {key: columns[key].json(value) for key, value in line.items() if key in columns}
            for line in stored
        ]

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if not stored:
            return ""
        written = io.StringIO()
        csv.writer(written, delimiter="|", lineterminator="\n").writerows(
            [
                column.type.text(line[key], column.settings, reader)
                for key, column in settings["by_key"].items()
                if key in line
            ]
            for line in stored
        )
        return written.getvalue().removesuffix("\n")

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """What `text` writes; columns that are worked out are passed over."""
        rows = [row for row in csv.reader(io.StringIO(str(cell or "").strip()), delimiter="|") if row]
        columns = list(settings["by_key"].values())
        if any(len(row) > len(columns) for row in rows):
            raise InvalidValue(expected=_LINE)
        return [
            {
                column.key: as_read(column.type.read_cell(part, column.settings)).value
                for column, part in zip(columns, row, strict=False)
                if not column.computed
            }
            for row in rows
        ] or None

    def settle(self, value: Any, settings: Prepared) -> Any:
        """Lines are worked out one by one; what comes here is stored already."""
        return value


_LINE = {"zh-CN": "明细行，各有各的编号", "en": "lines, each with an id of its own"}


def _line(item: Any, settings: Prepared) -> Line:
    columns = settings["by_key"]
    if not isinstance(item, dict) or not {"id", *columns}.issuperset(item):
        raise InvalidValue(expected=_LINE)
    id = item.get("id") or new_id()
    if not is_id(id):
        raise InvalidValue(expected=_LINE)
    return {"id": id} | {key: column.load(item.get(key)) for key, column in columns.items()}
