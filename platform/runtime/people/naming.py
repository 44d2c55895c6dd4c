"""What the persons, departments and roles that values point to are called, and which of them a name means."""

from collections.abc import Mapping
from typing import Literal

import sqlalchemy as sa

from ..context import SYSTEM, Context
from ..definitions import Plans, plan_cache
from ..localized import Localized, text
from ..storage import Transaction
from .organisation import organisation_of
from .rights import ADMINISTRATOR

Kind = Literal["person", "department", "role"]
KINDS: tuple[Kind, ...] = ("person", "department", "role")
ADMINISTRATOR_TITLE: Localized = {"zh-CN": "工作区管理员", "en": "Workspace administrator"}
_SYSTEM: Localized = {"zh-CN": "系统", "en": "System"}


_KEPT = "naming"


def naming_in(context: Context, tx: Transaction, plans: Plans) -> "Naming":
    """The names as the transaction sees them: read once in it, and again after it has changed people itself."""
    plans_then, kept = tx.extras.get(_KEPT, (None, None))
    if kept is None or plans_then is not plans:
        kept = Naming(context, tx.connection, plans)
        tx.extras[_KEPT] = (plans, kept)
    return kept


def actor_name(context: Context, identity: str) -> str:
    """What who acted is called, as people and apps stand committed."""
    return Naming(context, None, plan_cache(context.workspace).latest()).actor(identity)


def forget_naming(tx: Transaction) -> None:
    """People change in this transaction."""
    tx.extras.pop(_KEPT, None)


class Naming:
    """The names in one language, as they stand on one connection, or committed."""

    def __init__(self, context: Context, connection: sa.Connection | None, plans: Plans) -> None:
        self._organisation = organisation_of(context.workspace, connection)
        self._plans = plans
        self._locale = context.locale

    def name(self, kind: str, id: str) -> str | None:
        """What it is called; None for nothing that is known."""
        if kind == "person":
            return self._organisation.name(id) or None
        return self._titles(kind).get(id)

    def actor(self, identity: str | None) -> str:
        """The name of who acted: a person, the system or an app; empty for nobody and for an app that is gone."""
        if identity is None:
            return ""
        if identity == SYSTEM.identity:
            return text(_SYSTEM, self._locale)
        if identity.startswith("app:"):
            app = self._plans.apps.get(identity.removeprefix("app:"))
            return str(text(app.manifest.get("title", app.key), self._locale)) if app else ""
        return self._organisation.name(identity) or identity

    def may_be_chosen(self, kind: str, id: str) -> bool:
        """Whether it is there; a person must not have left."""
        if kind == "person":
            person = self._organisation.person(id)
            return person is not None and person.active
        return id in self._titles(kind)

    def meant(self, kind: str, words: str) -> str | None:
        """The id of the one that is called so: by id, a person also by code; None when it is none or several."""
        found = self.called(kind, words)
        return found[0] if len(found) == 1 else None

    def called(self, kind: str, words: str) -> list[str]:
        """The ids of all that these words may mean: one by its id or a person's code, else those of this name."""
        if self.may_be_chosen(kind, words):
            return [words]
        if kind == "person":
            if (person := self._organisation.by_code(words)) is not None:
                return [person.id]
            return [one.id for one in self._organisation.persons.values() if one.active and one.name == words]
        return [id for id, title in self._titles(kind).items() if title == words]

    def told_apart(self, kind: str, id: str) -> str:
        """Its name, of a person with the code, which no other has."""
        person = self._organisation.person(id) if kind == "person" else None
        name = self.name(kind, id) or ""
        return f"{name} · {person.code}" if person is not None and person.code else name

    def _titles(self, kind: str) -> Mapping[str, str]:
        return self._organisation.departments if kind == "department" else titles_of_roles(self._plans, self._locale)


def titles_of_roles(plans: Plans, locale: str) -> dict[str, str]:
    """Title by "app.role", the administrator's first."""
    titles = {ADMINISTRATOR: text(ADMINISTRATOR_TITLE, locale)}
    return titles | {role.name: text(role.document.get("title", role.key), locale) for role in plans.documents("role")}
