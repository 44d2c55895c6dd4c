"""Bar: how many records there are for each value of a field, the largest groups first."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from .chart import ChartType, Grouping, chart_type


@chart_type("bar")
class Bar(ChartType):
    """Counts records by a field, such as leads by source. Small groups are summed up in one bar."""

    label = {"zh-CN": "条形图", "en": "Bars"}
    example_settings = {"field": "status", "most": 5}

    class Settings(Schema):
        field = fields.String(required=True, validate=validate.Length(1, 60), metadata={"field": True})
        most = fields.Integer(load_default=12, validate=validate.Range(1, 50))

    def grouping(self, settings: Mapping[str, Any]) -> Grouping:
        return Grouping(settings["field"], settings["most"])
