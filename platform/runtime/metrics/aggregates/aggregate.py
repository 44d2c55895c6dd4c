"""What a way to aggregate is: from settings to what is read of each record, to totals in SQL, to one exact figure.

Totals are sums, counts and picks that both databases give exactly; divisions happen in Python, so that a figure never
depends on the database.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Protocol

import sqlalchemy as sa
from marshmallow import Schema

from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ...records.querying.catalogue import Named
from ...records.querying.declared import field_named
from ...registry import Registry
from ...storage.types import Seconds

Element = sa.ColumnElement[Any]
Given = Mapping[str, Any]
Words = dict[str, str]


class Source(Protocol):
    """The rows of a form as their reader sees them."""

    plan: FormPlan

    def column(self, key: str) -> Element:
        """The column of a field."""

    def holds(self, tree: Any) -> sa.ColumnElement[bool]:
        """A filter as a condition; None always holds."""

    def formula(self, tree: Any) -> Element:
        """What a formula gives."""

    def calendar(self, key: str | None, moment: Element) -> Element:
        """The number of the calendar by which a field's person or department works at the moment; 0, the company's,
        without a field."""

    def on_working_time(self, rows: sa.Subquery, unit: str, days: bool) -> sa.Subquery:
        """The rows with the working time from v_0 to v_1 (seconds since 1970, of days their midnight's) by the calendar
        v_2 as their only value."""


class Telling(Protocol):
    """Writes names of fields and filters in words of both languages."""

    def field(self, key: str) -> Words: ...

    def filter(self, tree: Any) -> Words: ...

    def formula(self, tree: Any) -> str: ...


class Aggregate:
    """One way to aggregate. The class docstring is its help text.

    example_settings: settings for any form that has the fields `title`, `amount` (money), `due` (a day), `status` (a
    stage, "new" or "won"). zero: the figure of no records at all; None where that is no figure. shown: how a figure
    reads, "count", "amount", "share" (of one) or "duration". adds_up: the figures of the values of a dimension make
    that of all.
    """

    key: str
    label: ClassVar[dict[str, str]]
    example_settings: ClassVar[dict[str, Any]] = {}
    zero: ClassVar[Decimal | None] = None
    shown: ClassVar[str] = "amount"
    adds_up: ClassVar[bool] = False

    class Settings(Schema):
        """No settings."""

    def check(self, settings: Given, form: FormPlan) -> frozenset[str]:
        """The form's own fields it reads. Raises InvalidDefinition with a pointer into the settings."""
        return frozenset()

    def values(self, source: Source, settings: Given) -> list[Element]:
        """What is read of a record. A record whose first value is empty does not count."""
        raise NotImplementedError

    def measured(self, rows: sa.Subquery, source: Source, settings: Given) -> sa.Subquery:
        """The rows with what is worked out of their values v_0, v_1 … for all of them together."""
        return rows

    def costly(self, settings: Given) -> bool:
        """Whether working out the values takes long, such as questions to the change record."""
        return False

    def folds(self, settings: Given) -> Sequence[str] | None:
        """By which function each of the totals of several groups makes that of all their records; None where it takes
        the records."""
        return None

    def ordered(self, settings: Given) -> bool:
        """Whether `totals` reads each record's place among those of its group, by the first value."""
        return False

    def totals(self, values: Sequence[Element], place: Element, size: Element, settings: Given) -> list[Element]:
        """What SQL sums up. `place` (from 1) and `size` tell a record's place in its group and how many count there;
        they stand for something only where `ordered` says so."""
        raise NotImplementedError

    def figure(self, totals: Sequence[Any], settings: Given) -> Decimal | None:
        """The figure made of the totals of a group; None where there is none."""
        raise NotImplementedError

    def weight(self, values: Sequence[Element]) -> Element:
        """By what the groups of a dimension come in order, the heaviest first."""
        return sa.func.count(values[0])

    def counts(self, settings: Given) -> list[Any]:
        """Filters that find those records that count."""
        return []

    def part(self, settings: Given) -> Any:
        """The filter that finds the part, of a share; None for what is no share."""
        return None

    def words(self, settings: Given, telling: Telling) -> Words:
        """What it does with the records, as a phrase."""
        raise NotImplementedError

    def calendar_words(self, settings: Given, telling: Telling) -> Words | None:
        """By whose calendar it counts working time, as a phrase; None where it counts none."""
        return None


aggregates: Registry[Aggregate] = Registry(
    "loomwork.runtime.metrics.aggregates", "loomwork.aggregates", {"zh-CN": "统计方式", "en": "way to aggregate"}
)
aggregate = aggregates.registers


def number_field(form: FormPlan, key: str, pointer: str) -> Named:
    """The field, one with numbers or lengths of time, stored or worked out when read. Raises InvalidDefinition."""
    found = field_named(form, key, pointer)
    if found.type.expression_type(found.settings) not in (Type.INTEGER, Type.DECIMAL, Type.DURATION):
        raise wrong(
            pointer, f"「{key}」里不是数字，请改选数字字段", f"{key} holds no numbers; choose a field with numbers"
        )
    return found


def amount(source: Source, key: str) -> Element:
    """The column of a number as it is summed up and compared exactly: a length of time in seconds."""
    column = source.column(key)
    return sa.type_coerce(column, sa.BigInteger) if isinstance(column.type, Seconds) else column


def exact(value: Any) -> Decimal | None:
    """A total as an exact number."""
    return None if value is None else Decimal(value)


def filled(key: str) -> dict[str, str]:
    """The filter for records in which a field is filled in."""
    return {"field": key, "operator": "not_empty"}
