"""The base of all field types and the registry that finds them: one class says everything about one type."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from marshmallow import Schema
from sqlalchemy.types import TypeEngine

from ..definitions import Definition
from ..errors import InvalidValue
from ..expressions.types import Type
from ..registry import Registry
from .guessing import Guess
from .operators import Operator

# Settings loaded by `Settings` and made ready by `prepare`.
Prepared = dict[str, Any]

# Looks up another document of the workspace by kind and key ("key", or "app.key" of another app).
Find = Callable[[str, str], Definition | None]

field_types: "Registry[FieldType]" = Registry(
    "loomwork.runtime.fields", "loomwork.fields", {"zh-CN": "字段类型", "en": "field type"}
)
field_type = field_types.registers


class Reader(NamedTuple):
    """For whom a value is written out as text."""

    locale: str
    zone: ZoneInfo


class FieldType:
    """One type of field. `settings` are always loaded by `Settings` and made ready by `prepare`.

    examples: JSON value → stored value, as pairs where JSON values are lists or objects; rejects: JSON values that are
    refused; both under `example_settings`.
    links: what a stored value points to; the features that show names or check existence ask for it.
    counted: whether the value is a running number, given when the record is created ("numbers" in the settings).
    side: set where values live in a table of their own, one row a member. "lines": a list of {"id", column → value},
    with the columns in the settings ("by_key"); "items": such a list too, but of which lines there are the platform
    says.
    derived: set where the value is not stored but worked out in the database whenever it is read ("as" in the settings:
    the type it is shown under): "lookup" is a field of a record referred to, "rollup" sums up those that refer here;
    "related" lists them and has no value at all. A formula is one ("formula") where its settings refresh it on read.
    in_lines: whether it may be a column of such lines.
    imported: whether a spreadsheet's column may hold it.
    working: settings that tell how values come about, which may tell of hidden fields: pages are not told them.
    located: whether a value may say where it is: an object with "latitude" and "longitude", in WGS-84.
    many: whether a value is a list of texts that filters look into.
    placed: whether values are keys, sorted by their place among the "titles" of the settings.
    worded: whether values are words, sorted as a dictionary has them (see wording.py) where the form keeps their order.
    guess: when a spreadsheet's column is taken for one of this type (see guessing.py); None: never.
    moves: whether a value, once there, changes only by moves that the prepared settings allow ("allowed", "moves").
    """

    key: str
    label: ClassVar[dict[str, str]]
    filters: ClassVar[tuple[str, ...]] = ("equal", "not_equal", "empty", "not_empty")
    examples: ClassVar[Mapping[Any, Any] | tuple[tuple[Any, Any], ...]] = {}
    rejects: ClassVar[tuple[Any, ...]] = ()
    example_settings: ClassVar[Prepared] = {}
    sortable: ClassVar[bool] = True
    searchable: ClassVar[bool] = False
    computed: ClassVar[bool] = False
    counted: ClassVar[bool] = False
    side: ClassVar[Literal["lines", "items"] | None] = None
    derived: ClassVar[Literal["lookup", "rollup", "related"] | None] = None
    in_lines: ClassVar[bool] = True
    imported: ClassVar[bool] = True
    working: ClassVar[tuple[str, ...]] = ()
    located: ClassVar[bool] = False
    many: ClassVar[bool] = False
    placed: ClassVar[bool] = False
    worded: ClassVar[bool] = False
    moves: ClassVar[bool] = False
    guess: ClassVar[Guess | None] = None
    links: ClassVar[Literal["person", "department", "role", "record", "file"] | None] = None
    type: ClassVar[Type] = Type.TEXT

    class Settings(Schema):
        """No settings."""

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Settings made ready for work: names looked up. Raises InvalidDefinition with a pointer into the settings."""
        return settings

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        """The column type that holds a stored value."""
        raise NotImplementedError

    def load(self, raw: Any, settings: Prepared) -> Any:
        """The stored value for a JSON value; None stays None. Raises InvalidValue."""
        raise NotImplementedError

    def dump(self, stored: Any, settings: Prepared) -> Any:
        """The JSON value of a stored value."""
        return stored

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        """The value as people read it in history and exports; empty text when empty."""
        return "" if stored is None else str(self.dump(stored, settings))

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """The JSON value for a spreadsheet cell (str, float, int, bool, date, datetime); None for an empty one.

        A `Read` when something was done to what stood there, or when somebody has to say what is meant.
        """
        text = cell_text(cell)
        return text or None

    def expression_type(self, settings: Prepared) -> Type:
        """The type under which expressions see the stored value."""
        return self.type

    def settle(self, value: Any, settings: Prepared) -> Any:
        """The stored value for what an expression gave. Raises InvalidValue when it does not fit."""
        return self.load(None if value is None else self.dump(value, settings), settings)

    def order(self, column: sa.ColumnElement[Any], settings: Prepared) -> sa.ColumnElement[Any]:
        """What rows are sorted by; NULL exactly where the column is."""
        return column

    def operators_for(self, settings: Prepared) -> tuple[str, ...]:
        """Keys of the filter operators under these settings."""
        return self.filters

    def condition(
        self, column: sa.ColumnElement[Any], operator: Operator, raw: Any, settings: Prepared
    ) -> sa.ColumnElement[bool]:
        """The SQL condition for a filter; `raw` is the filter's JSON value. Raises InvalidValue."""
        return operator.sql(column, self.filter_value(operator, raw, settings))

    def filter_value(self, operator: Operator, raw: Any, settings: Prepared) -> Any:
        """The filter's value as stored values. Raises InvalidValue."""
        if operator.takes == "nothing":
            return None
        if operator.takes == "text":
            return _some_text(raw)
        raws = [raw] if operator.takes == "one" else raw
        if not isinstance(raws, list) or (operator.takes == "two" and len(raws) != 2):
            raise InvalidValue(expected={"zh-CN": "一组值", "en": "a list of values"})
        values = [self.load(item, settings) for item in raws]
        if None in values:
            raise InvalidValue(expected={"zh-CN": "一个值", "en": "a value"})
        return values[0] if operator.takes == "one" else values


def example_pairs(type_: FieldType) -> Iterable[tuple[Any, Any]]:
    """The type's examples, each as (JSON value, stored value)."""
    return type_.examples.items() if isinstance(type_.examples, Mapping) else type_.examples


def cell_text(cell: Any) -> str:
    """A spreadsheet cell as trimmed text; a whole number comes without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def is_storable(text: str) -> bool:
    """False for texts that PostgreSQL or UTF-8 cannot hold: U+0000 and half surrogate pairs."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _some_text(raw: Any) -> str:
    if isinstance(raw, str) and raw and is_storable(raw):
        return raw
    raise InvalidValue(expected={"zh-CN": "一段文字", "en": "a text"})
