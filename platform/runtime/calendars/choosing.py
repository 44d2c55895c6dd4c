"""Which calendar holds: that of the nearest department that has one, else the company's, else the usual one.

Calendars are live definitions of the workspace's own namespace; a package's calendars hold where a department is given
to them there.
"""

from collections.abc import Iterable
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.publishing import content_hash
from ..storage import Workspace
from .plan import CalendarPlan, compile_calendar

COMPANY = "company"

_OFFICE = [["09:00", "12:00"], ["13:00", "18:00"]]
_USUAL: dict[str, Any] = {
    "kind": "calendar",
    "key": COMPANY,
    "title": {"zh-CN": "公司日历", "en": "Company calendar"},
    "holidays": "CN",
    "hours": dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), _OFFICE),
}


def calendars(workspace: Workspace, plans: Plans) -> list[Definition]:
    """The workspace's own calendars, the company's first; where none was set up, the usual one (revision 0)."""
    own = plans.documents("calendar", workspace.namespace)
    company = next((one for one in own if one.key == COMPANY), None) or _usual(workspace)
    return [company, *(one for one in own if one.key != COMPANY)]


def calendar_plan(workspace: Workspace, plans: Plans, key: str = COMPANY) -> CalendarPlan:
    """One of them, compiled. Raises NotFound."""
    if key == COMPANY and plans.find("calendar", workspace.namespace, COMPANY) is None:
        return plans.once(("calendar", key), lambda: compile_calendar(_usual(workspace), workspace.zone))
    definition = plans.get("calendar", workspace.namespace, key)
    return plans.once(("calendar", key), lambda: compile_calendar(definition, workspace.zone))


def calendar_of(workspace: Workspace, plans: Plans, departments: Iterable[str]) -> CalendarPlan:
    """The calendar of people of a department. `departments`: its id and those above it, nearest first."""
    by_department = plans.once("calendars by department", lambda: _by_department(workspace, plans))
    key = next((by_department[id] for id in departments if id in by_department), COMPANY)
    return calendar_plan(workspace, plans, key)


def _by_department(workspace: Workspace, plans: Plans) -> dict[str, str]:
    return {
        department: definition.key
        for definition in calendars(workspace, plans)
        for department in definition.document.get("departments", ())
    }


def _usual(workspace: Workspace) -> Definition:
    return Definition(workspace.namespace, "calendar", COMPANY, 0, content_hash(_USUAL), _USUAL)
