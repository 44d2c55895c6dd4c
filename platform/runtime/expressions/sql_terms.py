"""Building blocks of SQL expressions: terms, and how each database represents their values.

Numbers: NUMERIC on PostgreSQL. On SQLite a column is an integer, scaled for decimals, and everything worked out is the
number's plain text, made by the registered Python functions, since SQLite's own arithmetic is floating point.
Conditions are never NULL: `column >= 5 AND column IS NOT NULL` is exact and still served by an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from ..storage.types import ExactDecimal, Moment, long_text
from .errors import NotInLists
from .types import NUMBERS, Type
from .values import number_text

SQLITE_FUNCTION = "loomwork"

Element = sa.ColumnElement[Any]


class Number(sa.types.TypeDecorator[Any]):
    """A number worked out by the database: NUMERIC on PostgreSQL, plain text on SQLite."""

    impl = sa.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.Numeric())

    def process_bind_param(self, value: int | Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return number_text(value) if dialect.name == "sqlite" else Decimal(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


@dataclass(frozen=True)
class Term:
    """A constant (`element` is None) or an SQL expression.

    scale: the element is a column of integers scaled by 10**scale (SQLite decimals; 0 for whole numbers anywhere).
    column: a bare column, whose index may serve.
    sure: a condition that is never NULL.
    """

    type: Type
    value: Any = None
    element: Element | None = None
    scale: int | None = None
    column: bool = False
    sure: bool = False

    @property
    def constant(self) -> bool:
        return self.element is None


class Builder:
    """Turns terms into the representation an SQL operator needs on one dialect, "sqlite" or "postgresql"."""

    def __init__(self, dialect: str, zone: str) -> None:
        self.sqlite = dialect == "sqlite"
        self.zone = zone

    def condition(self, term: Term) -> sa.ColumnElement[bool]:
        """Surely true or false."""
        if term.element is None:
            return sa.true() if term.value is True else sa.false()
        return term.element if term.sure else term.element.is_(sa.true())

    def number(self, term: Term) -> Element:
        """The number as everything worked out is represented."""
        if term.element is None:
            return sa.literal(term.value, Number())
        if not self.sqlite:
            return sa.cast(term.element, sa.Numeric) if term.type is Type.INTEGER else term.element
        if term.scale is None:
            return term.element
        stored = sa.type_coerce(term.element, sa.BigInteger)
        return sa.type_coerce(self.call("from_scaled", [], stored, term.scale), Number())

    def text(self, term: Term) -> Element:
        """Text that sorts by code point."""
        if term.element is None:
            return sa.literal(term.value, long_text())
        return term.element

    def sortable(self, term: Term) -> Element:
        """The value, texts in the order of code points; only PostgreSQL has other orders."""
        value = self.value(term)
        return value.collate("C") if term.type is Type.TEXT and not self.sqlite else value

    def day(self, term: Term) -> Element:
        """A date; of a moment, its day in the workspace's zone."""
        if term.type is not Type.DATETIME:
            return sa.literal(term.value, sa.Date) if term.element is None else term.element
        moment = self.moment(term)
        if self.sqlite:
            return sa.type_coerce(self.call("local_day", [], moment, self.zone), sa.Date)
        return sa.cast(sa.func.timezone(self.zone, moment), sa.Date)

    def moment(self, term: Term) -> Element:
        return sa.literal(term.value, Moment()) if term.element is None else term.element

    def words(self, term: Term) -> Element:
        """What a term reads like inside a text."""
        if term.type in NUMBERS:
            number = self.number(term)
            return sa.type_coerce(number, sa.Text) if self.sqlite else sa.cast(sa.func.trim_scale(number), sa.Text)
        if term.type is Type.DATE:
            day = self.day(term)
            return sa.type_coerce(day, sa.Text) if self.sqlite else sa.func.to_char(day, "YYYY-MM-DD")
        return self.text(term)

    def value(self, term: Term) -> Element:
        """The term as its type is represented."""
        if term.element is None and term.value is None:
            return sa.null() if term.type is Type.NULL else sa.cast(sa.null(), sql_type(term.type))
        if term.type in NUMBERS:
            return self.number(term)
        if term.type is Type.DATE:
            return self.day(term)
        if term.type is Type.DATETIME:
            return self.moment(term)
        if term.type is Type.BOOLEAN:
            return sa.literal(term.value, sa.Boolean) if term.element is None else term.element
        if term.type is Type.LIST:
            raise NotInLists(name="[…]")
        return self.text(term)

    def alike(self, terms: Sequence[Term]) -> list[Element]:
        """The terms in one representation."""
        return [self.value(term) for term in terms]

    def call(self, key: str, types: Sequence[str], *arguments: Any) -> Element:
        """SQLite: the registered Python function `key`; `types` tells it how to read the arguments."""
        return sa.Function(SQLITE_FUNCTION, key, " ".join(types), *arguments)


def term_of(value: Any, type_: Type) -> Term:
    """A constant term."""
    return Term(type_, value=value)


def column_term(element: Element, dialect: str) -> Term:
    """The term of a column, its type read from the column's."""
    kind = element.type
    if isinstance(kind, ExactDecimal):
        return Term(Type.DECIMAL, element=element, scale=kind.scale if dialect == "sqlite" else None, column=True)
    return Term(column_type(kind), element=element, scale=0 if isinstance(kind, sa.Integer) else None, column=True)


def column_type(kind: TypeEngine[Any]) -> Type:
    """The expression type of an SQL type; LIST for documents, with which nothing can be done in SQL."""
    for sql_types, type_ in _BY_SQL_TYPE:
        if isinstance(kind, sql_types):
            return type_
    return Type.LIST


def sql_type(type_: Type) -> TypeEngine[Any]:
    """How a value of `type_` that is worked out is represented."""
    if type_ in NUMBERS:
        return Number()
    return _SQL_TYPES.get(type_, long_text())


_SQL_TYPES: dict[Type, TypeEngine[Any]] = {
    Type.BOOLEAN: sa.Boolean(),
    Type.DATE: sa.Date(),
    Type.DATETIME: Moment(),
}


_BY_SQL_TYPE: list[tuple[tuple[type, ...], Type]] = [
    ((sa.Boolean,), Type.BOOLEAN),
    ((Moment, sa.DateTime), Type.DATETIME),
    ((sa.Date,), Type.DATE),
    ((ExactDecimal, Number), Type.DECIMAL),
    ((sa.Integer,), Type.INTEGER),
    ((sa.Numeric,), Type.DECIMAL),
    ((sa.String,), Type.TEXT),
]
