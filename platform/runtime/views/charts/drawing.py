"""Draw a chart: its grouping through the one permission-aware query, its rows named in the reader's language."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from marshmallow import ValidationError

from ... import records
from ...context import Context
from ...definitions import plan_cache
from ...errors import InvalidValue
from ...localized import text
from ...people import KINDS, Naming
from ...records import Groups, Query
from ...records.reading import reader_of
from .chart import ChartType, chart_types

_EMPTY = {"zh-CN": "未填写", "en": "Empty"}


def draw(
    context: Context, app: str, form: str, chart: str, settings: Mapping[str, Any], query: Query | None = None
) -> dict[str, Any]:
    """{"field", "rows": [{"key", "label", "value"}], "rest", "total"}; `key` is the JSON value, None where empty.

    A label is None where the reader may not know what the value points to. Raises UnknownType, InvalidValue, NotFound
    and what a query raises.
    """
    type_ = chart_types.get(chart)
    wanted = type_.grouping(_load(type_, settings))
    with context.workspace.database.read() as connection:
        groups = records.grouped(context, app, form, wanted.field, query, most=wanted.most, connection=connection)
        labels = _labels(context, connection, groups)
    field = groups.field
    rows = [
        {"key": field.type.dump(group.value, field.settings), "label": labels[group.value], "value": group.count}
        for group in groups.items
    ]
    return {"field": field.key, "rows": rows, "rest": groups.rest, "total": groups.total}


def _load(type_: ChartType, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        loaded: dict[str, Any] = type_.Settings().load(dict(settings))
    except ValidationError as error:
        name = next(iter(error.messages_dict))
        expected = {"zh-CN": "图表可用的设置", "en": "a setting the chart takes"}
        raise InvalidValue(pointer=f"/{name}", expected=expected) from None
    return loaded


def _labels(context: Context, connection: sa.Connection, groups: Groups) -> dict[Any, str | None]:
    """Stored value → what people read."""
    field, values = groups.field, [group.value for group in groups.items if group.value is not None]
    found: dict[Any, str | None] = {None: text(_EMPTY, context.locale)}
    if field.type.links in KINDS:
        naming = Naming(context, connection, plan_cache(context.workspace).latest())
        return found | {value: naming.name(field.type.links, value) for value in values}
    if field.type.links == "record":
        app, form = field.settings["target"]
        titles = records.titles(context, app, form, values, connection=connection)
        return found | {value: titles.get(value) for value in values}
    reader = reader_of(context)
    return found | {value: field.type.text(value, field.settings, reader) for value in values}
