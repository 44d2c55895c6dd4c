"""Query records: read rows of a form, and figures over them, for later steps."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...forms.locating import wrong
from ...records import Record
from ..node import Leave, NodeType, Run, node_type
from ..values import json_value

_MOST = 200
# How a figure is asked of a form.
_FIGURES = {"sum": "sumifs", "average": "averageifs", "least": "minifs", "most": "maxifs"}
_NUMBERS = ("sum", "average")


class FigureSchema(Schema):
    """A figure over all rows found, however many; later steps read it by its key."""

    key = fields.String(required=True, validate=validate.Regexp("^[a-z][a-z0-9_]{0,58}$"))
    figure = fields.String(required=True, validate=validate.OneOf(tuple(_FIGURES)))
    field = fields.String(required=True, metadata={"field": "row"})


class SortSchema(Schema):
    """What the rows are sorted by; empty values come last."""

    field = fields.String(required=True, metadata={"field": "row", "how": "sorts"})
    descending = fields.Boolean(load_default=False, truthy={True}, falsy={False})


@node_type("query_records")
class QueryRecords(NodeType):
    """Find records of a form. Later steps read how many there are, the first, all up to the limit, and figures."""

    label = {"zh-CN": "查询记录", "en": "Query records"}
    outcomes = ("found", "nothing")
    words = {"found": {"zh-CN": "查到了", "en": "Found"}, "nothing": {"zh-CN": "没有符合的记录", "en": "Nothing found"}}

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row"})
        where = fields.Raw(load_default=True, metadata={"expression": True, "asks": True, "how": "filters"})
        sort = fields.List(fields.Nested(SortSchema), load_default=list, validate=validate.Length(max=5))
        limit = fields.Integer(load_default=20, strict=True, validate=validate.Range(1, _MOST))
        # What later steps read of the rows.
        shows = fields.List(fields.String(metadata={"field": "row", "how": "shows"}), load_default=list)
        figures = fields.List(fields.Nested(FigureSchema), load_default=list)

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Figures have names of their own."""
        seen = {"count", "first", "rows", "outcome", "visits"}
        for index, figure in enumerate(settings["figures"]):
            if figure["key"] in seen:
                key = figure["key"]
                raise wrong(f"/figures/{index}/key", f"「{key}」已被占用", f"{key} is taken")
            seen.add(figure["key"])

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        """Of rows the fields shown. Sums and averages are numbers, the least and most whatever their field holds."""
        fields = names.form_named(settings["form"]).fields
        types = {key: field.type.expression_type(field.settings) for key, field in fields.items()}
        shown = {"id": Type.TEXT} | {key: types[key] for key in settings["shows"] if key in types}
        rows = {f"{scope}.{key}": type_ for scope in ("first", "rows") for key, type_ in shown.items()}
        figures = {
            one["key"]: Type.DECIMAL if one["figure"] in _NUMBERS else types.get(one["field"], Type.ANY)
            for one in settings["figures"]
        }
        return {"count": Type.INTEGER, "first": Type.ANY, "rows": Type.LIST} | rows | figures

    def enter(self, run: Run) -> Leave:
        settings = run.settings
        where = settings["where"]
        order = [("-" if one["descending"] else "") + one["field"] for one in settings["sort"]]
        rows = [self._shown(record, settings["shows"]) for record in run.rows(where, order, settings["limit"])]
        count = len(rows) if len(rows) < settings["limit"] else run.figure(where, "countifs", None)
        figures = {
            figure["key"]: json_value(run.figure(where, _FIGURES[figure["figure"]], figure["field"]))
            for figure in settings["figures"]
        }
        output = {"count": count, "first": rows[0] if rows else None, "rows": rows, **figures}
        return Leave("found" if rows else "nothing", output)

    def _shown(self, record: Record, fields: list[str]) -> dict[str, Any]:
        plan = record.plan
        shown = {key: plan.fields[key].json(record.values.get(key)) for key in fields if key in plan.fields}
        return {"id": record.id, **shown}
