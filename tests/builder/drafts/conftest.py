"""An app that two people build, made by hand."""

from dataclasses import dataclass
from typing import Any

import pytest

from loomwork.builder import drafts
from loomwork.builder.own_apps import make_app
from loomwork.runtime import changes
from loomwork.runtime.context import Context
from loomwork.runtime.people import ADMINISTRATOR, NewPerson, add_person, give_role, person_actor
from loomwork.runtime.storage import Transaction

APP = "leave"
REQUEST: dict[str, Any] = {
    "kind": "form",
    "key": "request",
    "title": {"zh-CN": "请假", "en": "Leave"},
    "fields": [
        {"key": "why", "type": "text", "title": {"zh-CN": "事由", "en": "Why"}},
        {"key": "days", "type": "integer", "title": {"zh-CN": "天数", "en": "Days"}},
    ],
}
REQUESTS: dict[str, Any] = {
    "kind": "view",
    "key": "requests",
    "title": "Requests",
    "form": "request",
    "type": "table",
    "settings": {"columns": ["why", "days"]},
}


@dataclass(frozen=True)
class Bench:
    """Where the app is built: as Ann, or as Bo."""

    ann: Context
    bo: Context

    def place(self, document: dict[str, Any] = REQUEST) -> drafts.Place:
        return drafts.Place(APP, document["kind"], document["key"])

    def person(self, name: str, *roles: str) -> Context:
        """Somebody else, who holds these roles."""

        def unit(tx: Transaction) -> str:
            id = add_person(tx, self.ann, NewPerson(code=name, name=name))
            for role in roles:
                give_role(tx, self.ann, id, role)
            return id

        return self.ann.acting_as(person_actor(self.ann.workspace, changes.run(self.ann, unit)))

    def publish(self) -> int:
        """Everything there is, as it is."""
        found = drafts.documents(self.ann, APP)
        return drafts.publish(self.ann, APP, {(one.kind, one.key): one.draft.version for one in found if one.draft})


@pytest.fixture
def bench(context: Context) -> Bench:
    made = Bench(context, context)
    ann, bo = (made.person(name, ADMINISTRATOR) for name in ("Ann", "Bo"))
    make_app(ann, APP, {"zh-CN": "请假", "en": "Leave"})
    return Bench(ann, bo)
