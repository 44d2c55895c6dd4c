"""What a type of filters is: from settings to what may be chosen, and how what was chosen is read."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import sqlalchemy as sa
from marshmallow import Schema

from ...context import Context
from ...definitions import Plans
from ...localized import Localized
from ...registry import Registry

Control = Literal["period", "options", "person"]


class FilterType:
    """One way to choose what a page shows. The class docstring is its help text.

    control: how the front lets people choose. narrows: it chooses a value of a dimension or field; else a period.
    """

    key: str
    label: ClassVar[dict[str, str]]
    control: ClassVar[Control]
    narrows: ClassVar[bool] = True

    class Settings(Schema):
        """No settings."""

    def title(self, plans: Plans, app: str, settings: Mapping[str, Any]) -> Localized:
        """What it is called where the page does not say."""
        return self.label

    def check(self, plans: Plans, app: str, settings: Mapping[str, Any], default: Any) -> None:
        """Raises InvalidDefinition with a pointer for settings or a default that cannot be."""

    def default(self, context: Context, declared: Any) -> Any:
        """What is chosen for the reader as long as he chooses nothing; None for all."""
        return declared

    def options(
        self, context: Context, connection: sa.Connection, plans: Plans, app: str, settings: Mapping[str, Any]
    ) -> list[dict[str, str]] | None:
        """[{"value", "label"}] to choose from, for control "options"; None when the reader may not know of them."""
        return []

    def load(self, context: Context, raw: Any) -> Any:
        """What somebody chose, checked. Raises InvalidValue."""
        return raw


filter_types: Registry[FilterType] = Registry(
    "loomwork.runtime.pages.filters", "loomwork.page_filters", {"zh-CN": "页面筛选", "en": "filter of pages"}
)
filter_type = filter_types.registers
