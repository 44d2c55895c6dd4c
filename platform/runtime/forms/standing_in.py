"""What stands in for the tables of forms that are not published yet: views with the columns that publishing would add,
empty, and without rows where the whole table is missing."""

import sqlalchemy as sa

from ..definitions import Plans
from ..storage.preview import stand_in
from .plan import FormPlan, form_plan, form_plans


def stand_ins(connection: sa.Connection, before: Plans, after: Plans) -> list[str]:
    """The statements that `storage.preview.previewed` takes, for whoever reads by `after` what `before` has built."""
    return [statement for made in stand_ins_by_form(connection, before, after).values() for statement in made]


def stand_ins_by_form(connection: sa.Connection, before: Plans, after: Plans) -> dict[str, list[str]]:
    """Likewise, by the name of the form that lacks a table or a column."""
    found: dict[str, list[str]] = {}
    inspector = sa.inspect(connection)
    tables = set(inspector.get_table_names())
    for plan in _changed(before, after):
        for table in (plan.table, *(side.table for side in plan.sides)):
            there = None
            if table.name in tables:
                there = frozenset(column["name"] for column in inspector.get_columns(table.name))
            if there is None or not there.issuperset(table.c.keys()):
                found.setdefault(plan.name, []).append(stand_in(connection, table, there))
    return found


def _changed(before: Plans, after: Plans) -> list[FormPlan]:
    found = []
    for plan in form_plans(after):
        known = before.find("form", plan.app, plan.key)
        if known is None or form_plan(before, plan.app, plan.key).document != plan.document:
            found.append(plan)
    return found
