"""Bring what was written for a row to what is wanted: entries are reversed and posted anew, records are changed, or
countered by another."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ... import ledgers, records
from ...calendars.periods import read_period
from ...context import Context
from ...definitions import Plans
from ...errors import NotFound
from ...ledgers import entry_named, ledger_plan
from ...storage import Transaction
from ..definition.plan import NodePlan
from . import periods


class Applying:
    """Writes the rows of one transaction, as the app."""

    def __init__(self, context: Context, tx: Transaction, plans: Plans, run: Any, node: NodePlan) -> None:
        self._context = context
        self._tx = tx
        self._plans = plans
        self._run = run
        self._form = node.settings["form"]
        today = periods.local_today(context.now(), context.workspace.zone)
        # What is posted counts on the last day of the period.
        self._day = read_period(run.period, today).after - timedelta(days=1)

    def row(self, id: str, wanted: Mapping[str, Any], stands: Any) -> dict[str, Any]:
        """Write what differs from what stands (a row of its table, or None). Returns what was made: key of the write ->
        {"entry"} or {"record"}. Raises what ledgers and records raise."""
        earlier: Mapping[str, Any] = {} if stands is None or stands.gone else stands.wanted
        made: dict[str, Any] = {} if stands is None else dict(stands.made)
        for key in dict.fromkeys((*earlier, *wanted)):
            now, before = wanted.get(key), earlier.get(key)
            if now == before:
                continue
            kind = next(name for name in ("post", "make", "set") if name in (now or before or {}))
            done = getattr(self, f"_{kind}")(id, key, now, before, made.get(key))
            if done is None:
                made.pop(key, None)
            else:
                made[key] = done
        return made

    def _post(self, id: str, key: str, now: Any, before: Any, made: Any) -> dict[str, Any] | None:
        """What was posted is reversed, unless somebody did so by hand; what is wanted now is posted anew."""
        once = f"{self._run.id}/{id}/{key}"
        source = {"form": self._form.name, "record": id, "workflow": self._run.workflow, "run": self._run.id}
        source |= {"node": self._run.node}
        if before is not None and made is not None:
            ledger = self._ledger(before)
            entry = entry_named(self._tx, ledger, made["entry"])
            if entry is not None and entry.reversed is None:
                said = {"reason": before["reason"], "once": f"{once}/back", "day": self._day, "source": source}
                ledgers.reverse(self._context, self._tx, ledger, entry.id, **said)
        if now is None:
            return None
        posted = ledgers.post(
            self._context,
            self._tx,
            self._ledger(now),
            now["account"],
            now["amount"],
            reason=now["reason"],
            once=once,
            day=self._day,
            source=source,
        )
        return {"entry": posted.id}

    def _ledger(self, told: Mapping[str, Any]) -> Any:
        return ledger_plan(self._plans, self._run.app, told["post"])

    def _make(self, id: str, key: str, now: Any, before: Any, made: Any) -> dict[str, Any] | None:
        """Where a step says what counters a record, that is made beside it; else the record itself is changed."""
        if before is not None and made is not None:
            if before["counter"] is not None:
                self._create(before, before["counter"])
            elif self._changed(before, made["record"], now["values"] if now is not None else before["gone"] or {}):
                return made if now is not None else None
        return {"record": self._create(now, now["values"])} if now is not None else None

    def _create(self, told: Mapping[str, Any], values: Mapping[str, Any]) -> str:
        app, _, form = told["make"].partition(".")
        return records.create(self._context, app, form, values, tx=self._tx).id

    def _changed(self, told: Mapping[str, Any], record: str, values: Mapping[str, Any]) -> bool:
        """False where the record is there no more."""
        app, _, form = told["make"].partition(".")
        return self._change(app, form, record, values)

    def _set(self, id: str, key: str, now: Any, before: Any, made: Any) -> dict[str, Any]:
        values = now["set"] if now is not None else before["gone"]
        self._change(self._form.app, self._form.key, id, values)
        return {}

    def _change(self, app: str, form: str, record: str, values: Mapping[str, Any]) -> bool:
        if not values:
            return True
        try:
            found = records.get(self._context, app, form, record, connection=self._tx.connection)
        except NotFound:
            return False
        records.change(self._context, app, form, record, values, revision=found.revision, tx=self._tx)
        return True
