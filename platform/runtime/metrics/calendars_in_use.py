"""The calendars by which people work, numbered for one question, and which department has which."""

from ..calendars import COMPANY, CalendarPlan, calendar_of, calendar_plan
from ..context import Context
from ..definitions import Plans
from ..people.organisation import Organisation


def calendars_in_use(
    context: Context, plans: Plans, organisation: Organisation
) -> tuple[list[CalendarPlan], dict[str, int]]:
    """The company's calendar (0) and those of departments; department id → number, by the nearest above it that has
    one, where that is not the company's."""
    company = calendar_plan(context.workspace, plans)
    kept, places = [company], {COMPANY: 0}
    departments: dict[str, int] = {}
    for id in organisation.departments:
        calendar = calendar_of(context.workspace, plans, organisation.above(id, context.now()))
        if calendar.key not in places:
            places[calendar.key] = len(kept)
            kept.append(calendar)
        if place := places[calendar.key]:
            departments[id] = place
    return kept, departments
