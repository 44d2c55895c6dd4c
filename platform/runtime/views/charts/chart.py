"""What a chart type is: from settings to questions, from their answers to figures. It never reads; the front draws it
by its key."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from marshmallow import Schema

from ...context import Context
from ...forms.settings_schema import settings_schema
from ...localized import text
from ...registry import Registry
from .answer import Answer
from .asking import Ask
from .figures import Figures

Given = Mapping[str, Any]


class ChartType:
    """One way to draw figures. The class docstring is its help text.

    example_settings: settings for any form "deal" with the fields `status` (a stage), `urgent` (a choice) and `amount`,
    or for a metric "m" over it with those as dimensions, and the areas "shapes". lists: whether it can be drawn over
    the records of a form; then its settings have `form`, and each setting with the metadata `split` is a field of it.
    times: whether it is always about periods. shares: whether it tells something of shares only, so that it is not
    offered for amounts and counts.
    """

    key: str
    label: ClassVar[dict[str, str]]
    example_settings: ClassVar[dict[str, Any]] = {}
    lists: ClassVar[bool] = True
    times: ClassVar[bool] = False
    shares: ClassVar[bool] = False

    class Settings(Schema):
        """No settings."""

    def asks(self, settings: Given) -> Sequence[Ask]:
        """The questions, for settings that `Settings` loaded."""
        raise NotImplementedError

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        """What is drawn, from the answers in the order of the questions."""
        raise NotImplementedError


chart_types: Registry[ChartType] = Registry(
    "loomwork.runtime.views.charts", "loomwork.charts", {"zh-CN": "图表类型", "en": "chart type"}
)
chart_type = chart_types.registers


def described(context: Context) -> list[dict[str, Any]]:
    """All types in the reader's language: {"key", "label", "description", "lists", "times", "shares", "settings"}."""
    return [
        {
            "key": key,
            "label": text(type_.label, context.locale),
            "description": type_.__doc__,
            "lists": type_.lists,
            "times": type_.times,
            "shares": type_.shares,
            "settings": settings_schema(type_.Settings()),
        }
        for key, type_ in chart_types.items()
    ]
