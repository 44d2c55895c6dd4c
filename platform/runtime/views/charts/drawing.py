"""Draw a chart: its grouping through the one permission-aware query, its rows named in the reader's language."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from ... import records
from ...context import Context
from ...errors import InvalidValue
from ...records import Query
from ...records.labels import labels_of
from .chart import ChartType, chart_types


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
        labels = labels_of(context, connection, groups.field, [group.value for group in groups.items])
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
