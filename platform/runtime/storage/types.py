"""Column types that mean the same on SQLite and PostgreSQL."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

_MOMENT_FORMAT_LENGTH = 27


class Moment(sa.types.TypeDecorator[datetime]):
    """A UTC moment with microseconds: timestamptz on PostgreSQL; on SQLite text of fixed width that sorts by time,
    "2026-01-05T01:00:00.000000Z"."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(_MOMENT_FORMAT_LENGTH))
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        # Without the decorator's own layers, as below: every record that is written has three.
        return _dump_if_any if dialect.name == "sqlite" else None

    def process_literal_param(self, value: datetime | None, dialect: Dialect) -> Any:
        # Where a statement is written out with its values.
        return _dump_if_any(value) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        # Without the decorator's own layers: pages of records read two of these a row and more.
        load = self.filled_processor(dialect)
        return None if load is None else lambda value: None if value is None else load(value)

    def filled_processor(self, dialect: Dialect) -> Callable[[str], datetime] | None:
        """As `result_processor`, for values that are there."""
        # PostgreSQL's driver gives moments in the connection's zone, which is UTC (see `engines.py`).
        return datetime.fromisoformat if dialect.name == "sqlite" else None


def dump_moment(moment: datetime) -> str:
    """Fixed-width UTC text of an aware moment."""
    # orjson takes a fifth of the time of isoformat, but leaves out microseconds where there are none.
    text = orjson.dumps(moment.astimezone(UTC), option=orjson.OPT_UTC_Z)[1:-1].decode()
    return text if len(text) == _MOMENT_FORMAT_LENGTH else f"{text[:-1]}.000000Z"


def _dump_if_any(moment: datetime | None) -> str | None:
    return None if moment is None else dump_moment(moment)


def load_moment(stored: str) -> datetime:
    """The moment that `dump_moment` wrote."""
    return datetime.fromisoformat(stored)


class ExactDecimal(sa.types.TypeDecorator[Decimal]):
    """An exact number with `scale` decimals: NUMERIC on PostgreSQL, an integer scaled by 10**scale on SQLite, whose
    own NUMERIC is a float. Values are rounded half away from zero, as Excel does, when stored."""

    impl = sa.Numeric
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__(precision=18 + scale, scale=scale)
        self.scale = scale
        self._unit = Decimal(1).scaleb(-scale)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.BigInteger())
        return dialect.type_descriptor(sa.Numeric(18 + self.scale, self.scale))

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        rounded = Decimal(value).quantize(self._unit, rounding=ROUND_HALF_UP)
        return int(rounded.scaleb(self.scale)) if dialect.name == "sqlite" else rounded

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Decimal | None] | None:
        load = self.filled_processor(dialect)
        return None if load is None else lambda value: None if value is None else load(value)

    def filled_processor(self, dialect: Dialect) -> Callable[[int], Decimal] | None:
        """As `result_processor`, for values that are there."""
        if dialect.name == "sqlite":
            scale = -self.scale
            return lambda value: Decimal(value).scaleb(scale)
        return None  # The driver gives decimals.


class Seconds(sa.types.TypeDecorator[str]):
    """A span of time: whole seconds in the database, so that it sorts and adds up; outside ISO 8601 text, "PT1H30M"."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        return None if value is None else load_duration(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else duration_text(value)


def duration_text(seconds: int) -> str:
    """ISO 8601 text in hours, minutes and seconds: "PT1H30M"; "PT0S" for none."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def load_duration(text: str) -> int:
    """The seconds of a text that `duration_text` wrote."""
    found = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", text, re.ASCII)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


class Document(sa.types.TypeDecorator[Any]):
    """A JSON document: text on both, for JSONB refuses U+0000 and reorders keys, and nothing is queried inside.
    Decimals and moments must be texts already."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else orjson.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else orjson.loads(value)


class TextList(sa.types.TypeDecorator[list[str]]):
    """A list of texts that filters look into: JSONB on PostgreSQL, JSON text on SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(
            postgresql.JSONB(none_as_null=True) if dialect.name == "postgresql" else sa.Text()
        )

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else orjson.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return orjson.loads(value) if isinstance(value, str) else value


def key_text(length: int = 120) -> sa.String:
    """Short text compared byte by byte on both engines: keys, ids, codes."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def id_text() -> sa.String:
    """The type of id columns."""
    return key_text(26)


def long_text() -> sa.Text:
    """Text of any length, compared byte by byte on both engines."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
