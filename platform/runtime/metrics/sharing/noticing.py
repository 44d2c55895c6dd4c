"""What an answer depends on, noticed while it is worked out and never declared: what its statements read, whether it
asked who the reader is beyond his roles, and whether it asked the moment."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from ...changes.tables import change, change_entry
from ...changes.touched import ANYTHING
from ...context import Actor, Context
from ...people import tables as people
from ...storage import Clock
from ...storage.tables import workspace_state

# Of a reader, what others with the same roles do not have alike.
_PERSONAL = frozenset({"person_id", "name", "departments", "account_id", "session_id", "on_behalf_of"})

# Told by the revisions of definitions and people, or written together with the records they tell of.
_TOLD = frozenset(
    {
        workspace_state,
        change,
        change_entry,
        people.person,
        people.department,
        people.department_place,
        people.membership,
        people.reporting,
        people.role_member,
    }
)


@dataclass(slots=True)
class Noticed:
    """touchable: names as `Touched` knows them. personal: it depends on who the reader is. passing: on the moment."""

    touchable: set[str] = field(default_factory=set)
    personal: bool = False
    passing: bool = False


def noticing(context: Context, connection: sa.Connection, noticed: Noticed) -> Context:
    """The context by which to work an answer out, on that connection alone; what it depends on is noticed."""

    def read(_: Any, statement: Any, *__: Any) -> None:
        noticed.touchable.update(_touchable(statement))

    sa.event.listen(connection, "before_execute", read)
    actor = _NoticedActor(**_members(context.actor), noticed=noticed)
    return _NoticedContext(**_members(context) | {"actor": actor}, noticed=noticed)


@dataclass(frozen=True, slots=True)
class _NoticedActor(Actor):
    noticed: Noticed = field(default_factory=Noticed, compare=False)

    def __getattribute__(self, name: str) -> Any:
        if name in _PERSONAL:
            self.noticed.personal = True
        return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True)
class _NoticedContext(Context):
    noticed: Noticed = field(default_factory=Noticed, compare=False)

    @property
    def clock(self) -> Clock:
        self.noticed.passing = True
        return self.workspace.clock

    def now(self) -> datetime:
        return self.clock.now()


def _members(one: Actor | Context) -> dict[str, Any]:
    return {member.name: getattr(one, member.name) for member in fields(one)}


def _touchable(statement: Any) -> Iterator[str]:
    """The names of what a statement reads."""
    for element in visitors.iterate(statement):
        if isinstance(element, sa.Table):
            if element not in _TOLD:
                form = element.info.get("form")
                yield ANYTHING if form is None else f"record {form}"
        elif isinstance(element, sa.Column) and element.key == "flow_state":
            # It follows the record's workflows, and is no change of the record.
            yield "instance"
