"""What one step of a run did, visit by visit: what it read and told, who was asked, who was told, what was called.

Workflows act as the app, so what steps told may hold values of any record the app reads: only who sees every record is
shown it. Parameters are shown to who may see those of the app. All others are told that there is something, not what.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import NotFound
from ...jobs.tables import job
from ...localized import text
from ...messages.channels import channels
from ...messages.deliveries import ways_of
from ...messages.tables import message
from ...people import Organisation, has_right, organisation_of
from .. import tables
from ..definition.pinned import pinned_plan
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from ..engine.sends import KIND
from ..engine.state import Token, load_state
from .flow import outcome_title, progress, step_of, ways_out
from .instance import events_of, manages, seen
from .visits import Visit, visits_of

_MOST_VISITS = 20
_MOST_CALLS = 100


def get_step(context: Context, instance: str, node: str) -> dict[str, Any]:
    """See web/instance_schemas.py: InstanceStep. `node` is a step's key or a scope's. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        row, record = seen(context, connection, instance)
        plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
        if node not in plan.nodes and node not in plan.scopes:
            raise NotFound
        step = _Step(context, connection, plan, row, node, sees_record=record is not None)
        return step.dump()


class _Step:
    def __init__(
        self, context: Context, connection: sa.Connection, plan: WorkflowPlan, row: Any, key: str, *, sees_record: bool
    ) -> None:
        self._context = context
        self._connection = connection
        self._plan = plan
        self._row = row
        self._key = key
        self._sees_record = sees_record
        self._node: NodePlan | ScopePlan = plan.scopes[key] if key in plan.scopes else plan.nodes[key]
        self._plans: Plans = plan_cache(context.workspace).latest()
        self._people: Organisation = organisation_of(context.workspace, connection)
        self._events = [event for event in events_of(connection, row.id) if event.node == key]

    def dump(self) -> dict[str, Any]:
        found = visits_of(self._events)
        shown = found[-_MOST_VISITS:][::-1]
        return {
            "node": self._key,
            "title": text(self._node.title, self._context.locale),
            "visits": [self._visit(visit) for visit in shown],
            "older": len(found) - len(shown),
        }

    def _visit(self, visit: Visit) -> dict[str, Any]:
        context, locale = self._context, self._context.locale
        said = progress(context, self._connection, self._row.id).get((self._key, visit.visit))
        step = step_of(context, self._plan, visit, self._people, said)
        events = [event for event in self._events if event.visit == visit.visit]
        over = self._row.ended_at is not None and step["state"] in ("now", "incident")
        return {
            "visit": visit.visit,
            "state": "skipped" if over else step["state"],
            "entered_at": visit.entered,
            "left_at": visit.left or (self._row.ended_at if over else None),
            "outcome": outcome_title(self._node, visit.outcome, locale) if visit.outcome else None,
            "facts": step["facts"],
            "limits": step["limits"],
            "parameters": self._parameters(events),
            "told": self._told(events),
            "acts": self._acts(events),
            "tasks": self._tasks(visit),
            "messages": self._messages(visit),
            "calls": self._calls(visit),
            "runs": self._runs(visit),
            "decision": self._decision(visit),
            "incident": None if over else self._incident(visit),
        }

    def _parameters(self, events: Sequence[Any]) -> dict[str, Any]:
        """{"count", "values": [{"key", "title", "value"}] or None where they are not for these eyes}."""
        read: Mapping[str, Any] = next(
            (event.data.get("parameters", {}) for event in events if event.kind in ("entered", "opened")), {}
        )
        may = has_right(self._context, self._plans, "market.install")
        titles = {}
        if may and (app := self._plans.apps.get(self._row.app)) is not None:
            titles = {one["key"]: one.get("title", one["key"]) for one in app.manifest.get("parameters", ())}
        values = [
            {"key": key, "title": text(titles.get(key, key), self._context.locale), "value": value}
            for key, value in read.items()
        ]
        return {"count": len(read), "values": values if may else None}

    def _told(self, events: Sequence[Any]) -> dict[str, Any]:
        """What later steps read of it: {"count", "values": [{"key", "title", "value"}] or None}."""
        told: Mapping[str, Any] = next((event.data["output"] for event in events if event.kind == "left"), {})
        may = has_right(self._context, self._plans, "records.all")
        values = [{"key": key, "title": key, "value": value} for key, value in told.items()]
        return {"count": len(told), "values": values if may else None}

    def _acts(self, events: Sequence[Any]) -> list[dict[str, Any]]:
        """What persons, or rules in their place, did with it, in order."""
        return [
            {
                "at": event.at,
                "kind": event.kind,
                "by": self._people.name(event.data.get("by")) or None,
                "rule": self._rule(event.data.get("rule")),
                "outcome": self._act(event),
                # What an administrator says of a stop; reasons of declined to-dos are keys of the app's options.
                "reason": event.data.get("reason") if event.kind in ("retried", "corrected") else None,
            }
            for event in events
            if event.kind in ("accepted", "answered", "voted", "transferred", "reassigned", "retried", "corrected")
        ]

    def _act(self, event: Any) -> str | None:
        outcome = event.data.get("outcome") or event.data.get("vote")
        if outcome is None:
            return None
        known = {"approve": "approved", "reject": "rejected"}.get(outcome, outcome)
        return outcome_title(self._node, known, self._context.locale)

    def _rule(self, key: str | None) -> str | None:
        limit = next((one for one in self._node.limits if one.key == key), None)
        return text(limit.title or limit.key, self._context.locale) if limit else None

    def _tasks(self, visit: Visit) -> list[dict[str, Any]]:
        t = tables.task
        query = sa.select(t).where(t.c.instance_id == self._row.id, t.c.node == self._key, t.c.visit == visit.visit)
        return [
            {
                "person": self._people.name(row.assignee),
                "state": row.state,
                "created_at": row.created_at,
                "seen_at": row.seen_at,
                "accepted_at": row.accepted_at,
                "ended_at": row.ended_at,
            }
            for row in self._connection.execute(query.order_by(t.c.id))
        ]

    def _messages(self, visit: Visit) -> list[dict[str, Any]]:
        """Whom the visit told what, and how it went out; the words are the person's own."""
        begin = f"{self._row.id}/{self._key}/{visit.visit}/"
        m = message
        query = sa.select(m).where(m.c.once >= begin, m.c.once < f"{begin}\U0010ffff").order_by(m.c.id)
        rows = self._connection.execute(query).all()
        me, locale = self._context.actor.identity, self._context.locale
        ways = ways_of(self._context, [row.id for row in rows]) if rows else {}
        for way in (way for found in ways.values() for way in found):
            way["channel"] = text(channels.get(way["channel"]).title, locale)
        return [
            {
                "person": self._people.name(row.person_id),
                "kind": row.kind,
                "at": row.at,
                "read_at": row.read_at,
                "title": text(row.title, locale) if row.person_id == me else None,
                "ways": ways.get(row.id, []),
            }
            for row in rows
        ]

    def _calls(self, visit: Visit) -> list[dict[str, Any]]:
        """Requests to other systems: how often each was tried and what came of it. What was sent is not shown."""
        begin = f"call/{self._row.id}/{self._key}/{visit.visit}/"
        query = sa.select(job).where(job.c.kind == KIND, job.c.key >= begin, job.c.key < f"{begin}\U0010ffff")
        statuses = {
            event.data["call"]: event.data["status"]
            for event in self._events
            if event.kind == "returned" and event.visit == visit.visit
        }
        language = "detail_zh" if self._context.locale == "zh-CN" else "detail"
        return [
            {
                "connection": row.payload["connection"],
                "state": row.state,
                "attempts": row.attempts,
                "status": statuses.get(row.payload["call"]),
                "at": row.created_at,
                "next_at": row.run_at if row.state == "waiting" else None,
                "settled_at": row.settled_at,
                "error": (row.last_error or {}).get(language),
            }
            for row in self._connection.execute(query.order_by(job.c.id))
        ]

    def _runs(self, visit: Visit) -> dict[str, Any] | None:
        """Runs of other workflows: how many stand where, and the first of them."""
        t = tables.call
        mine = (t.c.instance_id == self._row.id, t.c.node == self._key, t.c.visit == visit.visit)
        counts = {
            row.state: row.number
            for row in self._connection.execute(
                sa.select(t.c.state, sa.func.count().label("number")).where(*mine).group_by(t.c.state)
            )
        }
        if not counts:
            return None
        rows = self._connection.execute(sa.select(t).where(*mine).order_by(t.c.number).limit(_MOST_CALLS)).all()
        first = self._plans.find("workflow", self._row.app, rows[0].workflow)
        return {
            "title": text(first.document["title"], self._context.locale) if first else rows[0].workflow,
            "count": sum(counts.values()),
            "states": [{"state": state, "count": count} for state, count in sorted(counts.items())],
            "items": [{"number": row.number, "state": row.state, "id": self._seen(row.called_id)} for row in rows],
        }

    def _seen(self, id: str | None) -> str | None:
        if id is None:
            return None
        try:
            seen(self._context, self._connection, id)
        except NotFound:
            return None
        return id

    def _decision(self, visit: Visit) -> str | None:
        t = tables.decision
        mine = (t.c.instance_id == self._row.id, t.c.node == self._key, t.c.visit == visit.visit)
        found = self._connection.execute(sa.select(t.c.id).where(*mine).order_by(t.c.id.desc()).limit(1)).scalar()
        return str(found) if found and self._sees_record else None

    def _incident(self, visit: Visit) -> dict[str, Any] | None:
        """What stopped it, and by what outcomes it may be skipped."""
        token = self._token(visit)
        if token is None or token.incident is None:
            return None
        locale = self._context.locale
        outcomes = ways_out(self._plan.nodes[self._key]) if manages(self._context) else []
        return {
            "code": token.incident["code"],
            "detail": text(token.incident["detail"], locale),
            "outcomes": [{"key": one, "title": outcome_title(self._node, one, locale)} for one in outcomes],
            "outputs": self._outputs(),
        }

    def _outputs(self) -> list[dict[str, Any]]:
        """What steps have told so far, for who may correct it and sees every record."""
        if not (manages(self._context) and has_right(self._context, self._plans, "records.all")):
            return []
        return [
            {"node": key, "title": text(self._plan.nodes[key].title, self._context.locale), "key": name, "value": value}
            for key, told in self._row.variables.items()
            if key in self._plan.nodes
            for name, value in told.items()
            if name not in ("outcome", "visits")
        ]

    def _token(self, visit: Visit) -> Token | None:
        return load_state(self._row.state, self._row.tokens, self._row.variables).at(self._key, visit.visit)
