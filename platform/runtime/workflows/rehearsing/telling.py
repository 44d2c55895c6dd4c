"""What a dry run came to, for its asker: what he may not read is left out or without words."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from ... import ledgers, messages, records
from ...changes.tables import change, change_entry
from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import NotFound
from ...forms import form_plan
from ...jobs.tables import job
from ...ledgers.tables import entry as ledger_entry
from ...localized import text
from ...messages.plan import message_plan
from ...messages.tables import message
from ...people import Naming, has_right, organisation_of
from ...triggers import START
from .. import tables
from ..definition.plan import WorkflowPlan
from ..dispatching.explaining import Explanation
from ..engine.sends import KIND as SEND
from ..presenting.flow import instance_flow
from .course import Course


def told(context: Context, plan: WorkflowPlan, course: Course) -> dict[str, Any]:
    """See web/rehearsal_schemas.py: Rehearsal, but for `cut`."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        return _Told(context, connection, plans, plan, course).dump()


def effects(context: Context, plan: WorkflowPlan, course: Course) -> dict[str, Any]:
    """{"writes", "messages", "points", "calls"} alone."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        said = _Told(context, connection, plans, plan, course)
        return {
            "writes": said.writes(),
            "messages": list(said.messages()),
            "points": list(said.points()),
            "calls": list(said.calls()),
        }


class _Told:
    def __init__(
        self, context: Context, connection: sa.Connection, plans: Plans, plan: WorkflowPlan, course: Course
    ) -> None:
        self._context = context
        self._connection = connection
        self._plans = plans
        self._plan = plan
        self._course = course
        t = tables.instance
        rows = connection.execute(sa.select(t).where(t.c.id.in_(course.followed)).order_by(t.c.id)).all()
        self._instances = {row.id: row for row in rows if self._sees(row)}

    def dump(self) -> dict[str, Any]:
        context, course = self._context, self._course
        main = self._instances[course.followed[0]]
        flows = [instance_flow(context, self._connection, row) for row in self._instances.values()]
        return {
            "state": main.state,
            "began_at": course.began_at,
            "ended_at": main.ended_at,
            "now": context.now(),
            "revision": self._plan.revision,
            "flow": flows[0],
            "called": flows[1:],
            "unfilled": sorted({node for node, _ in course.replies.unfilled}),
            "writes": self.writes(),
            "messages": list(self.messages()),
            "calls": list(self.calls()),
            "decisions": list(self._decisions()),
            "points": list(self.points()),
            "starts": list(self._starts()),
        }

    def _sees(self, row: Any) -> bool:
        if not row.record_id:
            return True
        return self._record(row.form, row.record_id) is not None

    def _record(self, name: str, id: str) -> records.Record | None:
        """A record of "app.form", if it is for the asker's eyes."""
        app, form = name.split(".", 1)
        try:
            return records.get(self._context, app, form, id, connection=self._connection)
        except NotFound:
            return None

    def writes(self) -> list[dict[str, Any]]:
        """Records made and changed, each with its fields before and after, in order."""
        found = sorted(self._written(), key=lambda one: one[0])
        return [shown for _, shown in found]

    def _written(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """With the change that each belongs to."""
        written, ours = change_entry, self._changes()
        query = (
            sa.select(written.c.object_key, written.c.object_id)
            .where(written.c.change_id.in_(ours), written.c.object_kind == "record")
            .order_by(written.c.change_id, written.c.ordinal)
        )
        rows = self._connection.execute(query).all()
        for name, id in dict.fromkeys((row.object_key, row.object_id) for row in rows):
            app, form = name.split(".", 1)
            if self._record(name, id) is None:
                continue
            titles = records.titles(self._context, app, form, [id], connection=self._connection)
            for entry in reversed(records.history(self._context, app, form, id)):
                if entry["id"] in ours and entry["changes"]:
                    title = titles.get(id)
                    yield (
                        entry["id"],
                        {
                            "at": entry["at"],
                            "by": entry["actor"]["name"],
                            "action": entry["action"],
                            "form": name,
                            "form_title": text(form_plan(self._plans, app, form).title, self._context.locale),
                            "record": id,
                            # A form without a title field calls its records by their ids.
                            "record_title": None if title == id else title,
                            "changes": entry["changes"],
                        },
                    )

    def messages(self) -> Iterator[dict[str, Any]]:
        people, locale = organisation_of(self._context.workspace, self._connection), self._context.locale
        rows = [row for row in self._made_since(message) if (row.once or "").split("/")[0] in self._instances]
        ways = messages.ways_of(self._context, [row.id for row in rows])
        for row in rows:
            instance, node = row.once.split("/")[:2]
            shown = self._may_read_words(self._instances[instance], row)
            yield {
                "at": row.at,
                "node": node,
                "to": people.name(row.person_id),
                "title": text(row.title, locale) if shown else None,
                "text": text(row.text, locale) if shown else None,
                "channels": [one["channel"] for one in ways.get(row.id, ()) if one["state"] != "skipped"],
            }

    def _may_read_words(self, instance: Any, row: Any) -> bool:
        """Words tell of fields: who does not see them all does not see the words. What is told of records that the
        record refers to is for those who see everything."""
        known = self._plans.find("message", row.app, row.key)
        if known is None or not instance.record_id or has_right(self._context, self._plans, "records.all"):
            return True
        record = self._record(instance.form, instance.record_id)
        names = message_plan(self._plans, row.app, row.key).names
        paths = [name.split(".")[1:] for name in names if name.startswith("record.")]
        return record is not None and all(
            len(path) == 1 and (path[0] in record.values or path[0] not in record.plan.fields) for path in paths
        )

    def calls(self) -> Iterator[dict[str, Any]]:
        """Calls that would be made; what they carry is for who sees the whole record."""
        for row in self._made_since(job):
            told = row.payload
            if row.kind != SEND or told["instance"] not in self._instances:
                continue
            instance = self._instances[told["instance"]]
            request = told["request"]
            yield {
                "at": row.created_at,
                "node": told["node"],
                "connection": told["connection"],
                "method": request.get("method"),
                "request": request if self._sees_whole(instance) else None,
                "answered": row.state == "done",
            }

    def _sees_whole(self, instance: Any) -> bool:
        if not instance.record_id:
            return True
        record = self._record(instance.form, instance.record_id)
        return record is not None and record.values.keys() >= record.plan.fields.keys()

    def _decisions(self) -> Iterator[dict[str, Any]]:
        t = tables.decision
        query = sa.select(t).where(t.c.instance_id.in_(list(self._instances))).order_by(t.c.id)
        for row in self._connection.execute(query).all():
            explained = Explanation(self._context, self._connection, row, self._instances[row.instance_id])
            yield {"at": row.at, "node": row.node, "decision": explained.dump() | {"may_override": False}}

    def points(self) -> Iterator[dict[str, Any]]:
        context, locale = self._context, self._context.locale
        naming = Naming(context, self._connection, self._plans)
        for row in self._made_since(ledger_entry):
            if (row.source or {}).get("instance") not in self._instances:
                continue
            app, key = row.ledger.split(".", 1)
            try:
                ledger = ledgers.ledger_for(context, self._plans, app, key)
                ledgers.check_account(context, self._connection, self._plans, ledger, row.account)
            except NotFound:
                continue
            yield {
                "at": row.at,
                "node": row.source["node"],
                "ledger": text(ledger.title, locale),
                "account": naming.name("person", row.account) if ledger.form is None else None,
                "amount": ledgers.shown(row.amount, ledger.decimals),
                "unit": text(ledger.unit, locale),
                "reason": text(row.reason, locale),
            }

    def _starts(self) -> Iterator[dict[str, Any]]:
        """Workflows that the writes would start besides; they are not run here."""
        ours = self._changes()
        for row in self._made_since(job):
            if row.kind == START and row.payload["change_id"] in ours:
                app, key = row.payload["app"], row.payload["workflow"]
                known = self._plans.find("workflow", app, key)
                title = known.document["title"] if known is not None else key
                yield {"at": row.created_at, "app": app, "workflow": key, "title": text(title, self._context.locale)}

    def _changes(self) -> set[str]:
        """The changes of this run."""
        mine = (change.c.id > self._course.mark, change.c.request_id == self._context.request_id)
        return set(self._connection.execute(sa.select(change.c.id).where(*mine)).scalars())

    def _made_since(self, table: sa.Table) -> Sequence[Any]:
        """Rows made since the run began; others may make some beside it."""
        query = sa.select(table).where(table.c.id > self._course.mark).order_by(table.c.id)
        return self._connection.execute(query).all()
