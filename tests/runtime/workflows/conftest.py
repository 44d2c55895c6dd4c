"""A small company with one app: people under managers, a form of requests, and whatever workflow a test publishes."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

import loomwork.runtime.workflows
from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app, set_parameters
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import build_tables
from loomwork.runtime.messages.tables import message
from loomwork.runtime.people import load_people, person_actor
from loomwork.runtime.storage import FakeClock
from loomwork.runtime.workflows import WorkflowPlan, flow_of, tables, tasks, workflow_plan
from loomwork.runtime.workflows.definition.pinned import pinned_plan

APP = "desk"
PEOPLE = [
    {"code": "boss", "name": "Boss", "manager": "", "roles": "desk.worker desk.signer workspace.administrator"},
    {"code": "ann", "name": "Ann", "manager": "boss", "roles": "desk.worker desk.signer"},
    {"code": "bob", "name": "Bob", "manager": "ann", "roles": "desk.worker desk.signer"},
    {"code": "cy", "name": "Cy", "manager": "ann", "roles": "desk.worker"},
    {"code": "eve", "name": "Eve", "manager": "boss", "roles": ""},
]


def field(key: str, type_: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": {"zh-CN": f"字段{key}", "en": key.title()}, "settings": settings}


STAGES = {
    "stages": ["new", "late", "done"],
    "moves": [{"key": "delay", "from": "new", "to": "late"}, {"key": "finish", "from": ["new", "late"], "to": "done"}],
}
REQUEST = {
    "kind": "form",
    "key": "request",
    "title": {"zh-CN": "申请", "en": "Request"},
    "fields": [
        field("name", "text"),
        field("amount", "integer"),
        field("owner_person", "member"),
        field("status", "stage", **STAGES) | {"default": "new"},
        field("note", "text"),
        field("visit_at", "datetime"),
    ],
}
REPORT = {
    "kind": "form",
    "key": "report",
    "title": "Report",
    "fields": [field("about", "reference", form="request"), field("text", "text") | {"required": True}],
    "checks": [{"key": "short", "assert": {"!=": [{"var": "record.text"}, "ok"]}, "message": "Say more", "warn": True}],
}
PROFILE = {
    "kind": "form",
    "key": "profile",
    "title": "Profile",
    "fields": [
        field("person", "member"),
        field("load", "integer"),
        field("strength", "integer"),
        field("on_duty", "integer"),
        field("last_at", "datetime"),
    ],
}
ROLES = [
    {
        "kind": "role",
        "key": "worker",
        "title": "Worker",
        "forms": {
            key: {"verbs": ["create", "read", "change", "delete"], "fields": {"*": "write"}}
            for key in ("request", "report")
        },
    },
    {"kind": "role", "key": "signer", "title": "Signer", "forms": {}},
    {"kind": "role", "key": "idle", "title": "Nobody has it", "forms": {}},
]
MESSAGES = [
    {"kind": "message", "key": key, "title": {"en": f"{key} {{name}}", "zh-CN": f"{key} {{name}}"}, "text": "{amount}"}
    for key in ("told", "late", "alarm")
]
REASONS = {
    "kind": "options",
    "key": "reasons",
    "title": "Reasons",
    "options": [{"key": "busy", "title": {"zh-CN": "忙", "en": "Busy"}}],
}
POINTS: dict[str, Any] = {
    "kind": "ledger",
    "key": "points",
    "title": {"zh-CN": "积分", "en": "Points"},
    "unit": {"zh-CN": "分", "en": "points"},
    "decimals": 1,
    "accounts": "persons",
    "minimum": "0",
    "readers": ["signer"],
    "managers": ["idle"],
}
MANIFEST = {
    "package": APP,
    "version": "1.0.0",
    "title": {"zh-CN": "服务台", "en": "Desk"},
    "parameters": [
        {"key": "after", "type": "duration", "default": "PT15M"},
        {"key": "limit", "type": "integer", "default": 5},
    ],
    "asks_for": {"writes": ["request", "profile"]},
}


def wait(key: str, duration: str) -> dict[str, Any]:
    settings: dict[str, Any] = {"for": duration}
    return node(key, "wait", **settings)


def node(key: str, type_: str, limits: list[dict[str, Any]] | None = None, **settings: Any) -> dict[str, Any]:
    made = {"key": key, "type": type_, "title": {"zh-CN": f"节点{key}", "en": key.title()}, "settings": settings}
    return made | ({"limits": limits} if limits else {})


def edge(start: str, end: str, *when: str) -> dict[str, Any]:
    return {"from": start, "to": end} | ({"when": list(when)} if when else {})


def workflow(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], **trigger: Any) -> dict[str, Any]:
    return {
        "kind": "workflow",
        "key": "flow",
        "title": {"zh-CN": "流程", "en": "Flow"},
        "trigger": {"type": "record_created", "form": "request"} | trigger,
        "nodes": nodes,
        "edges": edges,
    }


class Company:
    """The app at work. People are named by their codes."""

    def __init__(self, context: Context, clock: FakeClock) -> None:
        self.context = context
        self.clock = clock
        self.ids = changes.run(context, lambda tx: load_people(tx, context, [_whole(row) for row in PEOPLE]))
        self._names = {id: code for code, id in self.ids.items()}
        self.manifest: dict[str, Any] = MANIFEST

    def asks(self, **rights: list[str]) -> None:
        """What the app asks for instead, from the next publishing on."""
        self.manifest = MANIFEST | {"asks_for": rights}

    def refusal(self) -> InvalidDefinition:
        """What is wrong with the workflow."""
        with pytest.raises(InvalidDefinition) as refused:
            workflow_plan(plan_cache(self.context.workspace).latest(), APP, "flow")
        return refused.value

    def publish(self, *documents: dict[str, Any]) -> None:
        everything: list[dict[str, Any]] = [REQUEST, REPORT, PROFILE, *ROLES, *MESSAGES, REASONS, *documents]

        def unit(tx: Any) -> None:
            put_app(tx, self.context, APP, "1.0.0", self.manifest, everything)
            publish(tx, self.context, APP, everything)
            build_tables(tx, plans_in(self.context.workspace, tx))

        changes.run(self.context, unit)

    def compiled(self, key: str = "flow") -> WorkflowPlan:
        """The published workflow, checked as it is at publishing."""
        with self.context.workspace.database.read() as connection:
            return workflow_plan(plan_cache(self.context.workspace).at(connection), APP, key)

    def set(self, **parameters: Any) -> None:
        changes.run(self.context, lambda tx: set_parameters(tx, self.context, APP, parameters))

    def as_(self, code: str) -> Context:
        return Context(self.context.workspace, person_actor(self.context.workspace, self.ids[code]), locale="en")

    def request(self, by: str = "cy", *, run: bool = True, **values: Any) -> str:
        if "owner_person" in values:
            values["owner_person"] = self.ids[values["owner_person"]]
        made = records.create(self.as_(by), APP, "request", {"name": "Lamp"} | values)
        if run:
            self.run()
        return made.id

    def profile(self, person: str, **values: Any) -> str:
        values = {"load": 0, "strength": 0, "on_duty": 1, "person": self.ids[person]} | values
        return records.create(self.context, APP, "profile", values).id

    def record(self, id: str, form: str = "request") -> records.Record:
        return records.get(self.context, APP, form, id)

    def run(self) -> None:
        jobs.run_due(self.context.workspace)

    def advance(self, **duration: float) -> None:
        self.clock.advance(timedelta(**duration))
        self.run()

    def task(self, record: str, person: str | None = None) -> Any:
        found = self.open(record)
        return next(row for row in found if person is None or row.assignee == self.ids[person])

    def open(self, record: str) -> list[Any]:
        t = tables.task
        return self.rows(sa.select(t).where(t.c.record_id == record, t.c.state.in_(("delivered", "seen", "accepted"))))

    def holders(self, record: str) -> list[str]:
        return [self._names[row.assignee] for row in self.open(record)]

    def complete(self, record: str, by: str, values: dict[str, Any] | None = None) -> dict[str, Any]:
        task = self.task(record, by)
        return tasks.complete(self.as_(by), task.id, values or {}, revision=task.revision)

    def decide(self, record: str, by: str, decision: str) -> dict[str, Any]:
        task = self.task(record, by)
        return tasks.decide(self.as_(by), task.id, decision, None, revision=task.revision)

    def instance(self, record: str) -> Any:
        t = tables.instance
        return self.rows(sa.select(t).where(t.c.record_id == record).order_by(t.c.id))[-1]

    def state(self, record: str) -> str:
        """The state of the newest instance; the record must say the same."""
        instance = self.instance(record)
        assert self.record(record).flow_state == instance.state
        self._check_told(instance)
        return str(instance.state)

    def _check_told(self, instance: Any) -> None:
        """Steps tell nothing that was not known when the workflow was published."""
        with self.context.workspace.database.read() as connection:
            plan = pinned_plan(self.context.workspace, connection, APP, instance.workflow, instance.hash)
        for key, told in instance.variables.items():
            if key in plan.nodes:
                assert set(told) <= set(plan.nodes[key].outputs), f"{key} tells more than it said"

    def events(self, record: str) -> list[Any]:
        t = tables.instance_event
        return self.rows(sa.select(t).where(t.c.instance_id == self.instance(record).id).order_by(t.c.number))

    def way(self, record: str) -> list[tuple[str, str]]:
        """The nodes left, with their outcomes."""
        return [(event.node, event.data["outcome"]) for event in self.events(record) if event.kind == "left"]

    def told(self, record: str) -> list[tuple[str, str]]:
        rows = self.rows(sa.select(message).order_by(message.c.id))
        return [(row.key, self._names[row.person_id]) for row in rows if row.link["record"] == record]

    def flow(self, record: str, by: str = "boss") -> dict[str, Any]:
        return flow_of(self.as_(by), APP, "request", record)[0]

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        with self.context.workspace.database.read() as connection:
            return list(connection.execute(query))

    def incident(self, record: str) -> str:
        tokens = self.instance(record).tokens["tokens"]
        return str(next(token["incident"]["code"] for token in tokens if token["incident"]))


Start = Callable[..., Company]


@pytest.fixture
def company(context: Context, clock: FakeClock) -> Company:
    assert loomwork.runtime.workflows.engine.starting  # registers the job handlers
    return Company(context, clock)


@pytest.fixture
def publish_flow(company: Company) -> Start:
    """Publishes a workflow: `publish_flow(nodes, edges)`; edges as (from, to, outcomes ...)."""

    def start(nodes: list[dict[str, Any]], edges: Iterable[tuple[str, ...]], *more: Any, **trigger: Any) -> Company:
        company.publish(*more, workflow(nodes, [edge(*one) for one in edges], **trigger))
        return company

    return start


def _whole(row: dict[str, str]) -> dict[str, str]:
    return {"title": "", "department": "", "phone": ""} | row
