"""What a chart type is: from settings to the grouping it needs. It never reads; the front draws it by its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import Schema

from ...registry import Registry


@dataclass(frozen=True, slots=True)
class Grouping:
    """Count records by `field`: the `most` largest groups, the others in one figure."""

    field: str
    most: int


class ChartType:
    """One way to draw figures. The class docstring is its help text.

    example_settings: settings for any form that has the field `status`. `Settings` also reads them from texts, as they
    come in an address.
    """

    key: str
    label: ClassVar[dict[str, str]]
    example_settings: ClassVar[dict[str, Any]] = {}

    class Settings(Schema):
        """No settings."""

    def grouping(self, settings: Mapping[str, Any]) -> Grouping:
        """The figures it needs, for settings that `Settings` loaded."""
        raise NotImplementedError


chart_types: Registry[ChartType] = Registry(
    "loomwork.runtime.views.charts", "loomwork.charts", {"zh-CN": "图表类型", "en": "chart type"}
)
chart_type = chart_types.registers
