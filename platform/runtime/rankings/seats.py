"""How many records each person holds: counted anew, from the records themselves, with the app's rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..forms import form_plan
from ..records import Query
from ..records.querying.compiler import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Records of `form` ("app.form") that `where` (a list's filter) finds, by the person in `field`."""

    form: str
    field: str
    where: Any


def count_held(context: Context, connection: sa.Connection, plans: Plans, held: Held) -> Mapping[str, int]:
    """The number by person. An index of the form on what is filtered and then the person keeps it to the open ones."""
    form = form_plan(plans, *held.form.split(".", 1))
    reading = Reading(context, connection, plans, form)
    person = form.table.c[held.field]
    # Not by the column itself: for an index that has the persons in order SQLite may leave the one that finds the few
    # open ones, and walk all records there ever were.
    holder: sa.ColumnElement[Any] = sa.func.coalesce(person, person)
    found = reading.matching(sa.select(holder, sa.func.count()), Query(filter=held.where))
    return dict(reading.rows(found.where(person.is_not(None)).group_by(holder)))
