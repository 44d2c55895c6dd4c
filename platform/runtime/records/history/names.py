"""What a history calls those whom it names: who acted, and the persons, departments, roles and records that values
point to, records by their titles as far as the reader sees them."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from ...changes import HistoryEntry
from ...context import Context
from ...definitions import Plans
from ...fields.columns import Column
from ...forms import FieldPlan, FormPlan, form_plan
from ...people import KINDS, Naming
from ..reading import reading_of, titles_in

Target = tuple[str, str]
_UNSEEN = "…"


class Names:
    """The names that the entries of a record's history need."""

    def __init__(
        self, context: Context, connection: sa.Connection, plans: Plans, plan: FormPlan, entries: Iterable[HistoryEntry]
    ) -> None:
        self._naming = Naming(context, connection, plans)
        self._titles = _titles(context, connection, plans, _pointed(plan, entries))

    def knows(self, holder: FieldPlan | Column) -> bool:
        """Whether values of the field or column are ids with a name."""
        return holder.type.links in (*KINDS, "record")

    def called(self, holder: FieldPlan | Column, id: str) -> str:
        """What the value's owner is called; the id of a person, department or role that is gone."""
        kind = str(holder.type.links)
        if kind == "record":
            return self._titles.get((holder.settings["target"], id), _UNSEEN)
        return self.of(id) if kind == "person" else self._naming.name(kind, id) or id

    def of(self, identity: str | None) -> str:
        """The name of who acted."""
        return self._naming.actor(identity)


def _titles(
    context: Context, connection: sa.Connection, plans: Plans, pointed: Iterable[tuple[Target, str]]
) -> dict[tuple[Target, str], str]:
    """One question for each form that values point to."""
    wanted: dict[Target, set[str]] = {}
    for target, id in pointed:
        wanted.setdefault(target, set()).add(id)
    found: dict[tuple[Target, str], str] = {}
    for target, ids in wanted.items():
        reading = reading_of(context, connection, plans, form_plan(plans, *target))
        if reading is not None:
            found |= {(target, id): title for id, title in titles_in(context, reading, ids).items()}
    return found


def _pointed(plan: FormPlan, entries: Iterable[HistoryEntry]) -> Iterator[tuple[Target, str]]:
    for entry in entries:
        for operation in entry.patch:
            path = operation["path"]
            for side in (operation.get("before"), operation.get("after")):
                if not path:
                    for key, value in (side or {}).items():
                        yield from _in_field(plan.fields.get(key), value)
                elif (field := plan.fields.get(path[0])) is not None:
                    yield from _in_part(field, path[1:], side)


def _in_part(field: FieldPlan, path: list[str], value: Any) -> Iterator[tuple[Target, str]]:
    """`path` leads to the whole field, a line, or a cell."""
    if not path:
        yield from _in_field(field, value)
    elif len(path) == 1:
        yield from _in_field(field, [value])
    else:
        yield from _in_field(field, [{path[1]: value}])


def _in_field(field: FieldPlan | None, value: Any) -> Iterator[tuple[Target, str]]:
    if field is None:
        return
    if field.type.links == "record" and isinstance(value, str):
        yield field.settings["target"], value
    for line in value if field.columns and isinstance(value, list) else ():
        for key, cell in (line or {}).items():
            column = field.columns.get(key)
            if column is not None and column.type.links == "record" and isinstance(cell, str):
                yield column.settings["target"], cell
