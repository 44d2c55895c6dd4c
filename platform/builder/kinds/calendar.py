"""Calendars: which hours of which dates are worked."""

from typing import Any

from ...runtime.calendars import calendar_schema, compile_calendar
from ...runtime.definitions import Definition, Plans
from ...runtime.errors import InvalidDefinition
from .registry import DefinitionKind, definition_kinds

# A calendar is checked in any zone: its hours are local.
_ANY_ZONE = "UTC"


@definition_kinds.registers("calendar")
class CalendarKind(DefinitionKind):
    folder = "calendars"
    title = {"zh-CN": "工作日历", "en": "Working calendar"}

    def schema(self) -> dict[str, Any]:
        return calendar_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        compile_calendar(definition, _ANY_ZONE)
        if definition.app in plans.apps and definition.document.get("departments"):
            reason = {
                "zh-CN": "应用包里的日历不能指定部门，安装后在「管理」里指定",
                "en": "a package's calendar cannot name departments; give them after installing, in administration",
            }
            raise InvalidDefinition(pointer="/departments", reason=reason)
