"""What a person fills in when he starts a workflow: read by its fields' types, and what it points to must be there."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...errors import PlatformError, Problems
from ...forms import FieldPlan
from ...people import Organisation, organisation_of
from ...records.submission.closed_options import chosen_anew
from ...records.submission.links import UNKNOWN
from ...triggers import Listener
from ...triggers.inputs import input_fields, load_inputs


def check_inputs(
    context: Context, connection: sa.Connection, plans: Plans, listener: Listener, values: Mapping[str, Any]
) -> dict[str, Any]:
    """What the workflow is told (JSON). Raises Problems with a pointer for each input that does not fit."""
    inputs = input_fields(listener.settings["inputs"], plans, listener.app)
    told = load_inputs(inputs, values)
    people = organisation_of(context.workspace, connection)
    problems = [one for key, field in inputs.items() for one in _problems(people, field, told[key])]
    if problems:
        raise Problems(problems)
    return told


def _problems(people: Organisation, field: FieldPlan, given: Any) -> Iterator[PlatformError]:
    pointer = f"/inputs/{field.key}"
    if given is None:
        return
    if field.type.links == "person":
        person = people.person(given)
        if person is None or not person.active:
            yield UNKNOWN["person"](pointer=pointer)
    elif field.type.links == "department" and given not in people.departments:
        yield UNKNOWN["department"](pointer=pointer)
    elif "closed" in field.settings:
        yield from chosen_anew(field.settings, field.load(given), None, pointer)
