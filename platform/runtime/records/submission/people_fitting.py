"""The people that a picker offers: those of the workspace that fit the other fields of the record being filled in."""

from collections.abc import Mapping
from typing import Any

from ...context import Context
from ...definitions import plan_cache
from ...errors import InvalidValue, NotFound
from ...forms import FormPlan, form_plan
from ...forms.people_picking import PeopleFit
from ...people import actor_values, organisation_of, person_values
from ...people.organisation import Person
from ..rights import rights_on


def people_fitting(
    context: Context, app: str, form: str, field: str, values: Mapping[str, Any], search: str, limit: int
) -> list[Person]:
    """Active persons whose code or name contains `search` and who fit `values`, the JSON of the fields that decide.

    Raises NotFound for a field that the actor does not know or that takes no people, InvalidValue.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        rights = rights_on(context, plans, plan)
        seen = rights.readable | (rights.creates or frozenset())
        if field not in seen or plan.fields[field].type.links != "person":
            raise NotFound
        organisation = organisation_of(context.workspace, connection)
    fit = plan.people.get(field)
    if fit is None or not fit.reads <= seen:
        return organisation.search(search, limit)
    data = _data(context, plan, fit, values)
    if fit.waits(data["record"]):
        return organisation.search(search, limit)
    now = context.now()
    return organisation.search(search, limit, lambda id: fit.fits(data, person_values(organisation, id, now, app)))


def _data(context: Context, plan: FormPlan, fit: PeopleFit, values: Mapping[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = dict.fromkeys(plan.fields)
    for name in fit.reads & plan.fields.keys() & values.keys():
        try:
            record[name] = plan.fields[name].load(values[name])
        except InvalidValue as error:
            error.pointer = f"/values/{name}"
            raise
    return {
        "record": record,
        "actor": actor_values(context),
        "param": plan.parameters,
        "now": context.now(),
        "zone": context.workspace.zone,
        "calendar": plan.calendar,
    }
