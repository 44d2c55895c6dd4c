"""The cast of a scenario: its people by code, the records it has named, and who acts in a step."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...runtime import jobs, records
from ...runtime.context import Actor, Context
from ...runtime.errors import InvalidValue
from ...runtime.identifiers import new_id
from ...runtime.people import organisation_of, person_actor
from ...runtime.workflows.engine.sends import KIND as SEND
from .answers import Answers

ADMINISTRATOR = "administrator"
_ADMINISTRATOR = Actor(
    kind="person", person_id=new_id(), name=ADMINISTRATOR, roles=frozenset({"workspace.administrator"})
)


class Cast:
    """Grows as the scenario goes on."""

    def __init__(self, context: Context, app: str) -> None:
        self.context = replace(context, actor=_ADMINISTRATOR, provenance="typed")
        self.app = app
        self.records: dict[str, tuple[str, str]] = {}  # name: (form, id)
        self.answers = Answers()

    def run_due(self) -> None:
        """Everything that is due by itself; other systems answer as was given."""
        jobs.run_due(self.context.workspace, {SEND: self.answers.call})

    def context_of(self, who: str) -> Context:
        """The context of whoever acts: a person's code, "administrator", or a named record's member field."""
        if who == ADMINISTRATOR:
            return self.context
        person = self.value(who) if "." in who else self.person(who)
        return self.context.acting_as(person_actor(self.context.workspace, str(person)))

    def person(self, code: str) -> str:
        """The id of the person with this code. Raises InvalidValue."""
        if (found := organisation_of(self.context.workspace).by_code(code)) is None:
            raise InvalidValue(expected={"zh-CN": f"场景中的人员，没有 {code}", "en": f"a person given; not {code}"})
        return found.id

    def record(self, name: str) -> tuple[str, str]:
        """Form and id of the record a step has named. Raises InvalidValue."""
        if name not in self.records:
            raise InvalidValue(expected={"zh-CN": f"已命名的记录，没有 {name}", "en": f"a named record; not {name}"})
        return self.records[name]

    def value(self, path: str) -> Any:
        """The JSON value of "name.field"."""
        name, field = path.split(".", 1)
        form, id = self.record(name)
        record = records.get(self.context, self.app, form, id)
        return records.dump_record(self.context, record)["values"].get(field)

    def values(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Values of a step with {"person": code} and {"record": name} replaced by ids, in detail lines too."""
        return {field: self._resolved(value) for field, value in raw.items()}

    def said(self, actual: Any) -> Any:
        """As a scenario would write it: a person by code; what is empty as a dash."""
        person = organisation_of(self.context.workspace).person(actual) if isinstance(actual, str) else None
        return person.code if person else "—" if actual is None else actual

    def same(self, actual: Any, expected: Any) -> bool:
        """True when they are equal, or `expected` is the code of the person that `actual` is the id of."""
        if actual == expected:
            return True
        person = organisation_of(self.context.workspace).by_code(expected) if isinstance(expected, str) else None
        return person is not None and person.id == actual

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._resolved(item) for item in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {"person"}:
            return self.person(value["person"])
        if set(value) == {"record"}:
            return self.record(value["record"])[1]
        return {key: self._resolved(item) for key, item in value.items()}
