"""Department: one of the company's, by its id; the default "mine" is that of whoever looks."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...errors import InvalidValue
from ...forms.locating import wrong
from ...people import organisation_of
from .filter import FilterType, filter_type

MINE = "mine"


@filter_type("department")
class DepartmentFilter(FilterType):
    """One department: what people did while they were in it."""

    label = {"zh-CN": "部门", "en": "Department"}
    control = "options"

    def check(self, plans: Plans, app: str, settings: Mapping[str, Any], default: Any) -> None:
        if default not in (None, MINE):
            raise wrong("/default", "只能写 mine（本人部门）或留空", "it may only be mine, one's own, or absent")

    def default(self, context: Context, declared: Any) -> Any:
        return next(iter(context.actor.departments), None) if declared == MINE else None

    def options(
        self, context: Context, connection: sa.Connection, plans: Plans, app: str, settings: Mapping[str, Any]
    ) -> list[dict[str, str]] | None:
        known = organisation_of(context.workspace, connection).departments
        return [{"value": id, "label": name} for id, name in sorted(known.items(), key=lambda one: (one[1], one[0]))]

    def load(self, context: Context, raw: Any) -> Any:
        if raw not in organisation_of(context.workspace).departments:
            raise InvalidValue(expected={"zh-CN": "一个部门", "en": "a department"})
        return raw
