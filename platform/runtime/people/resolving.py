"""Person expressions: who is meant, at this moment, in the organisation as it stands.

{"field": "handler"}                      the person (or department's head) in a field of the record
{"role": "manager"}                       all holders; of this app, or "app.role"
{"manager_of": …, "levels": 1}            the superior so many steps above each person meant
{"head_of": …}                            the head of the department: of each person meant, or by field
{"formula": tree}                         an expression that gives a person's id, or a list of them
"initiator", "assignee", …                a name the caller put into data
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import InvalidDefinition
from ..expressions import compile_tree
from .organisation import Organisation, organisation_of

PersonExpression = str | list[Any] | dict[str, Any]


def resolve_people(
    context: Context,
    connection: sa.Connection | None,
    expression: PersonExpression,
    data: Mapping[str, Any],
    *,
    app: str | None = None,
    at: datetime | None = None,
) -> list[str]:
    """Ids of the active persons meant, without doubles, in a stable order; empty when nobody.

    `data` holds {"record": {…}, "initiator": id, "assignee": id, …} as for expressions; `app` owns role names
    without a dot (the acting app by default). Raises InvalidDefinition for an expression of no known form.
    """
    organisation = organisation_of(context.workspace, connection)
    resolver = _Resolver(organisation, at or context.now(), data, app or context.actor.app or "")
    return resolver.people(expression)


class _Resolver:
    def __init__(self, organisation: Organisation, at: datetime, data: Mapping[str, Any], app: str) -> None:
        self._organisation = organisation
        self._at = at
        self._data = data
        self._app = app

    def people(self, expression: PersonExpression) -> list[str]:
        """Active persons meant."""
        known = (self._organisation.person(id) for id in dict.fromkeys(self._ids(expression)))
        return [person.id for person in known if person is not None and person.active]

    def _ids(self, expression: PersonExpression) -> Iterable[str]:
        """Ids meant, of persons or departments, whether still there or not: a leaver's superior is asked for too."""
        if isinstance(expression, str):
            return _ids_in(self._data.get(expression))
        if isinstance(expression, list):
            return [id for part in expression for id in self._ids(part)]
        ways: dict[str, Callable[[dict[str, Any]], Iterable[str]]] = {
            "field": lambda e: _ids_in(self._data.get("record", {}).get(e["field"])),
            "role": self._holders,
            "manager_of": self._managers,
            "head_of": self._heads,
            "formula": lambda e: _ids_in(compile_tree(e["formula"])(self._data)),
        }
        for way, resolve in ways.items():
            if way in expression:
                return resolve(expression)
        reason = {"zh-CN": "无法识别的人员来源", "en": "a source of persons that is not known"}
        raise InvalidDefinition(document="person", reason=reason)

    def _holders(self, expression: dict[str, Any]) -> list[str]:
        role = expression["role"]
        return self._organisation.holders(role if "." in role else f"{self._app}.{role}", self._at)

    def _managers(self, expression: dict[str, Any]) -> list[str]:
        levels = int(expression.get("levels", 1))
        found = (self._organisation.manager(id, self._at, levels) for id in self._ids(expression["manager_of"]))
        return [id for id in found if id]

    def _heads(self, expression: dict[str, Any]) -> list[str]:
        organisation = self._organisation
        found = []
        for id in self._ids(expression["head_of"]):
            department = id if id in organisation.departments else organisation.department(id, self._at)
            found.append(organisation.head(department, self._at) if department else None)
        return [id for id in found if id]


def _ids_in(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
