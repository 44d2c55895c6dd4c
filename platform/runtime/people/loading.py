"""Load a list of people, as personnel departments keep it: one row a person with department and direct superior.

Columns: 工号 (code), 姓名 (name), 职位 (title), 部门 (department), 直属上级 (the superior's code), 手机 (phone), and
optionally 角色 (roles, "app.role" separated by blanks). English column names as in brackets: code, name, title,
department, manager, phone, roles. Who is in the directory already (same code) is brought up to date.
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from ..context import Context
from ..errors import InvalidValue, PlatformError, Problems
from ..storage import Transaction
from . import tables
from .changing import (
    NewPerson,
    PersonChange,
    add_department,
    add_person,
    appoint_head,
    change_person,
    give_role,
    place_person,
    set_manager,
)
from .errors import UnknownPerson
from .organisation import Organisation, organisation_of

_COLUMNS = {
    "工号": "code",
    "姓名": "name",
    "职位": "title",
    "部门": "department",
    "直属上级": "manager",
    "手机": "phone",
    "角色": "roles",
}

Row = Mapping[str, str]


def load_people(tx: Transaction, context: Context, rows: Iterable[Row]) -> dict[str, str]:
    """Add or update the people of `rows`; returns person ids by code.

    A department is headed by its first member whose superior is in another department or absent. Raises Problems
    with pointers "/<row>/<column>" when a row lacks code or name, or names a superior nobody knows.
    """
    people = [_english(row) for row in rows]
    organisation = organisation_of(context.workspace, tx.connection)
    _check(people, organisation)
    ids = {row["code"]: _put_person(tx, context, organisation, row) for row in people}
    _place(tx, context, organisation, people, ids)
    for row in people:
        manager = ids.get(row["manager"]) or _known(organisation, row["manager"])
        if manager != organisation.manager(ids[row["code"]], context.now()):
            set_manager(tx, context, ids[row["code"]], manager)
        for role in row["roles"].split():
            give_role(tx, context, ids[row["code"]], role)
    return ids


def _english(row: Row) -> dict[str, str]:
    named = {_COLUMNS.get(name.strip(), name.strip()): (value or "").strip() for name, value in row.items() if name}
    return {name: named.get(name, "") for name in _COLUMNS.values()}


def _check(people: list[dict[str, str]], organisation: Organisation) -> None:
    codes = {row["code"] for row in people}
    errors: list[PlatformError] = []
    for number, row in enumerate(people):
        if not row["code"] or not row["name"]:
            column = "name" if row["code"] else "code"
            expected = {"zh-CN": "工号和姓名，如 E001、陈国", "en": "code and name, such as E001, Chen Guo"}
            errors.append(InvalidValue(pointer=f"/{number}/{column}", expected=expected))
        if row["manager"] and row["manager"] not in codes and organisation.by_code(row["manager"]) is None:
            errors.append(UnknownPerson(pointer=f"/{number}/manager", who=row["manager"]))
    if errors:
        raise Problems(errors)


def _put_person(tx: Transaction, context: Context, organisation: Organisation, row: dict[str, str]) -> str:
    if known := organisation.by_code(row["code"]):
        change_person(tx, context, known.id, PersonChange(name=row["name"], phone=row["phone"] or None))
        return known.id
    return add_person(tx, context, NewPerson(row["code"], row["name"], row["phone"] or None))


def _place(
    tx: Transaction, context: Context, organisation: Organisation, people: list[dict[str, str]], ids: dict[str, str]
) -> None:
    t = tables.department
    departments: dict[str, str] = {row.name: row.id for row in tx.execute(sa.select(t))}
    of_code = {row["code"]: row["department"] for row in people}
    for row in people:
        name, person, now = row["department"], ids[row["code"]], context.now()
        if not name:
            continue
        if new := name not in departments:
            departments[name] = add_department(tx, context, name)
        place = (organisation.department(person, now), organisation.title(person, now))
        if place != (departments[name], row["title"]):
            place_person(tx, context, person, departments[name], row["title"])
        if new and of_code.get(row["manager"]) != name:
            appoint_head(tx, context, departments[name], person)


def _known(organisation: Organisation, code: str) -> str | None:
    known = organisation.by_code(code) if code else None
    return known.id if known else None
