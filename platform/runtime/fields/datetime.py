"""Date and time: a moment.

Stored: aware datetime in UTC. JSON: "2026-01-05T01:00:00Z" (any offset is read, UTC is written); null when empty.
"""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..expressions.values import parse
from ..storage.types import Moment
from .base import FieldType, Prepared, Reader, cell_text, field_type
from .operators import ORDERED


@field_type("datetime")
class DateTime(FieldType):
    """A moment, such as the start of a visit."""

    label = {"zh-CN": "日期时间", "en": "Date and time"}
    filters = ORDERED
    examples = {
        "2026-01-05T01:00:00Z": datetime(2026, 1, 5, 1, tzinfo=UTC),
        "2026-01-05T01:00:00.250000Z": datetime(2026, 1, 5, 1, 0, 0, 250_000, tzinfo=UTC),
        None: None,
    }
    rejects = ("2026-01-05", "2026-01-05T09:00:00", "2026-13-05T01:00:00Z", "", 0, "now")
    type = Type.DATETIME

    class Settings(Schema):
        # Where a moment without an offset was meant, in a spreadsheet.
        zone = fields.String(load_default="Asia/Shanghai")

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return Moment()

    def load(self, raw: Any, settings: Prepared) -> datetime | None:
        if raw is None:
            return None
        value = parse(raw, Type.DATETIME) if isinstance(raw, str) else None
        try:
            if value is not None:
                return value.astimezone(UTC)
        except OverflowError:
            pass
        raise InvalidValue(
            expected={
                "zh-CN": "日期和时间，例如 2026-01-05T09:00:00+08:00",
                "en": "a date with time, such as 2026-01-05T09:00:00+08:00",
            }
        )

    def dump(self, stored: Any, settings: Prepared) -> str | None:
        return None if stored is None else moment_text(stored)

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else stored.astimezone(reader.zone).strftime("%Y-%m-%d %H:%M")

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        moment = _cell_moment(cell)
        if moment is None:
            return cell_text(cell) or None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(settings["zone"]))
        return moment.astimezone(UTC).isoformat()


def moment_text(moment: datetime) -> str:
    """A UTC moment as JSON text: "2026-01-05T01:00:00Z"."""
    return moment.isoformat()[:-6] + "Z"


def _cell_moment(cell: Any) -> datetime | None:
    """The moment of a date cell, or of ISO text with or without seconds and offset."""
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    try:
        return datetime.fromisoformat(cell_text(cell)) if isinstance(cell, str) else None
    except ValueError:
        return None
