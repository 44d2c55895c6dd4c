"""Change the organisation: every change is dated, entered in the change record, and raises the people revision.

The acts take a recorded transaction (`changes.run`). Who may call them is decided at the edge: right people.manage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..changes import change_of
from ..context import Context
from ..errors import Conflict, NotFound
from ..identifiers import new_id
from ..storage import Transaction
from ..storage.tables import workspace_state
from . import tables
from .naming import forget_naming

# What rooms above do about somebody who was switched off, in the same transaction: with the id.
after_leaving: list[Callable[[Transaction, Context, str], None]] = []


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to add."""

    code: str
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What to change of a person; None leaves it."""

    name: str | None = None
    phone: str | None = None
    active: bool | None = None


def add_person(tx: Transaction, context: Context, new: NewPerson) -> str:
    """The id of the person added. Raises Conflict when the code is taken."""
    t = tables.person
    if tx.execute(sa.select(t.c.id).where(t.c.code == new.code)).first():
        reason = {"zh-CN": f"工号「{new.code}」已被使用。", "en": f"The code {new.code} is taken."}
        raise Conflict(pointer="/code", reason=reason)
    id = new_id()
    values = {"code": new.code, "name": new.name, "phone": new.phone, "active": True}
    tx.execute(sa.insert(t).values(id=id, created_at=context.now(), **values))
    _record(tx, "person", id, "create", [_set(key, None, value) for key, value in values.items()])
    return id


def change_person(tx: Transaction, context: Context, id: str, change: PersonChange) -> None:
    """Change a person's own facts. Raises NotFound."""
    t = tables.person
    before = tx.execute(sa.select(t).where(t.c.id == id).with_for_update()).mappings().one_or_none()
    if before is None:
        raise NotFound
    asked = {"name": change.name, "phone": change.phone, "active": change.active}
    values = {key: value for key, value in asked.items() if value is not None and value != before[key]}
    if values:
        tx.execute(sa.update(t).where(t.c.id == id).values(**values))
        _record(tx, "person", id, "change", [_set(key, before[key], value) for key, value in values.items()])
    if values.get("active") is False:
        for follow in after_leaving:
            follow(tx, context, id)


def dismiss_person(tx: Transaction, context: Context, id: str) -> None:
    """The person has left: signs in no more, is offered and asked no more; what he did stays his, what he had in hand
    is handed on by the rooms that know of it."""
    change_person(tx, context, id, PersonChange(active=False))


def add_department(tx: Transaction, context: Context, name: str, *, parent: str | None = None) -> str:
    """The id of the department added."""
    id = new_id()
    tx.execute(sa.insert(tables.department).values(id=id, name=name, created_at=context.now()))
    _open(tx, tables.department_place, context.now(), department_id=id, parent_id=parent, head_id=None)
    _record(tx, "department", id, "create", [_set("name", None, name), _set("parent", None, parent)])
    return id


def appoint_head(
    tx: Transaction, context: Context, department: str, person: str | None, *, since: datetime | None = None
) -> None:
    """Who heads a department from now (or `since`) on. Raises NotFound."""
    t = tables.department_place
    query = sa.select(t).where(t.c.department_id == department, t.c.valid_until.is_(None))
    place = tx.execute(query.with_for_update()).one_or_none()
    if place is None:
        raise NotFound
    moment = since or context.now()
    _close(tx, t, moment, department_id=department)
    _open(tx, t, moment, department_id=department, parent_id=place.parent_id, head_id=person)
    _record(tx, "department", department, "change", [_set("head", place.head_id, person)])


def place_person(
    tx: Transaction, context: Context, person: str, department: str, title: str, *, since: datetime | None = None
) -> None:
    """Put a person into a department with a position; an earlier place ends at that moment."""
    moment = since or context.now()
    before = _close(tx, tables.membership, moment, person_id=person)
    _open(tx, tables.membership, moment, person_id=person, department_id=department, title=title)
    was = (before.department_id, before.title) if before else (None, None)
    _record(tx, "person", person, "change", [_set("department", was[0], department), _set("title", was[1], title)])


def set_manager(
    tx: Transaction, context: Context, person: str, manager: str | None, *, since: datetime | None = None
) -> None:
    """Who the person reports to from now (or `since`) on; None for nobody. Raises Conflict for a circle."""
    moment = since or context.now()
    if manager is not None and person in _line_above(tx, manager):
        reason = {
            "zh-CN": "上级关系会绕成一圈，另选一位。",
            "en": "This would make a circle of superiors. Choose another.",
        }
        raise Conflict(pointer="/manager", reason=reason)
    before = _close(tx, tables.reporting, moment, person_id=person)
    if manager is not None:
        _open(tx, tables.reporting, moment, person_id=person, manager_id=manager)
    _record(tx, "person", person, "change", [_set("manager", before.manager_id if before else None, manager)])


def give_role(tx: Transaction, context: Context, person: str, role: str) -> None:
    """Let a person hold "app.role" from now on; harmless when he does already."""
    t = tables.role_member
    held = (t.c.person_id == person) & (t.c.role == role) & t.c.valid_until.is_(None)
    if not tx.execute(sa.select(t.c.id).where(held)).first():
        _open(tx, t, context.now(), person_id=person, role=role)
        _record(tx, "person", person, "change", [{"op": "add", "path": ["roles", role], "after": role}])


def take_role(tx: Transaction, context: Context, person: str, role: str) -> None:
    """The person holds "app.role" no longer; harmless when he does not."""
    if _close(tx, tables.role_member, context.now(), person_id=person, role=role):
        _record(tx, "person", person, "change", [{"op": "remove", "path": ["roles", role], "before": role}])


def raise_people_revision(tx: Transaction) -> None:
    """Every process reads the organisation anew at its next request. For who writes the tables of people directly."""
    tx.execute(sa.update(workspace_state).values(people_revision=workspace_state.c.people_revision + 1))
    forget_naming(tx)


def _line_above(tx: Transaction, person: str) -> set[str]:
    t, line = tables.reporting, [person]
    for one in line:
        query = sa.select(t.c.manager_id).where(t.c.person_id == one, t.c.valid_until.is_(None))
        line.extend(above for above in tx.execute(query).scalars() if above not in line)
    return set(line)


def _close(tx: Transaction, table: sa.Table, moment: datetime, **owner: str) -> Any:
    """End the open row at `moment` and return it; None when there is none. A row that would be empty is removed."""
    same = sa.and_(table.c.valid_until.is_(None), *(table.c[name] == value for name, value in owner.items()))
    row = tx.execute(sa.select(table).where(same)).first()
    if row is None:
        return None
    if row.valid_from >= moment:
        tx.execute(sa.delete(table).where(table.c.id == row.id))
    else:
        tx.execute(sa.update(table).where(table.c.id == row.id).values(valid_until=moment))
    return row


def _open(tx: Transaction, table: sa.Table, moment: datetime, **values: Any) -> None:
    tx.execute(sa.insert(table).values(id=new_id(), valid_from=moment, **values))


def _record(tx: Transaction, kind: str, id: str, action: str, patch: list[dict[str, Any]]) -> None:
    change_of(tx).entry(kind, kind, id, action, patch)
    raise_people_revision(tx)


def _set(key: str, before: Any, after: Any) -> dict[str, Any]:
    return {"op": "set", "path": [key], "before": before, "after": after}
