"""The sheet of one node and one period, and its runs: read under lock, begun, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ... import jobs
from ...calendars.periods import Period
from ...context import Context
from ...errors import NotFound
from ...identifiers import new_id
from ...storage import Transaction
from ...storage.inserting import insert_on
from .errors import RunUnderWay
from .tables import run as run_table
from .tables import sheet as sheet_table

CALCULATE, WRITE, ENDED = "period.calculate", "period.write", "period.ended"
OPEN, CLOSED = "open", "closed"
# What may still become of a run that nobody has decided on.
UNDECIDED = ("calculating", "ready")


@dataclass(frozen=True, slots=True)
class Place:
    """A node whose runs these are."""

    app: str
    workflow: str
    node: str

    @property
    def sheet(self) -> str:
        return f"{self.app}.{self.workflow}.{self.node}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The visit of the node that waits for a run."""

    instance: str
    visit: int


def lock_sheet(tx: Transaction, sheet: str, period: str) -> Any:
    """The row of the sheet, made where there is none, held until the transaction ends."""
    blank = insert_on(tx.dialect.name, sheet_table).values(sheet=sheet, period=period, state=OPEN, runs=0)
    tx.execute(blank.on_conflict_do_nothing())
    query = sa.select(sheet_table).where(sheet_table.c.sheet == sheet, sheet_table.c.period == period)
    return tx.execute(query.with_for_update()).one()


def change_sheet(tx: Transaction, found: Any, **values: Any) -> None:
    """Change a sheet that is held."""
    mine = sa.and_(sheet_table.c.sheet == found.sheet, sheet_table.c.period == found.period)
    tx.execute(sa.update(sheet_table).where(mine).values(values))


def get_run(connection: sa.Connection, id: str) -> Any:
    """Raises NotFound."""
    found = connection.execute(sa.select(run_table).where(run_table.c.id == id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def change_run(tx: Transaction, id: str, **values: Any) -> None:
    tx.execute(sa.update(run_table).where(run_table.c.id == id).values(values))


def begin(context: Context, tx: Transaction, place: Place, hash: str, period: Period, waiting: Waiting | None) -> str:
    """Write a run, which takes the place of one that nobody has decided on, and the job that begins to work it out.
    Raises RunUnderWay."""
    found = lock_sheet(tx, place.sheet, period.key)
    if found.current is not None:
        former = get_run(tx.connection, found.current)
        if former.state == "writing":
            raise RunUnderWay(period=period.key)
        if former.state in UNDECIDED:
            waiting = _replace(context, tx, former, waiting)
    id = new_id()
    values = {
        "id": id,
        "sheet": place.sheet,
        "period": period.key,
        "number": found.runs + 1,
        "app": place.app,
        "workflow": place.workflow,
        "node": place.node,
        "hash": hash,
        "state": "calculating",
        "instance_id": waiting.instance if waiting else None,
        "visit": waiting.visit if waiting else None,
        "figures": {},
        "started_at": context.now(),
        "started_by": context.actor.identity,
    }
    tx.execute(sa.insert(run_table).values(values))
    change_sheet(tx, found, runs=found.runs + 1, current=id)
    go_on(context, tx, CALCULATE, place.app, id, {"phase": "rows", "after": ""})
    return id


def go_on(context: Context, tx: Transaction, kind: str, app: str, id: str, where: Mapping[str, str]) -> None:
    """Write the job of the next rows of a run."""
    key = "/".join((kind, id, *where.values()))
    jobs.enqueue(context, tx, kind, {"app": app, "run": id, **where}, key=key, lane=jobs.BULK)


def tell(context: Context, tx: Transaction, found: Any, outcome: str) -> None:
    """The step that waits for a run, if one does, goes on by a job."""
    if found.instance_id is not None:
        payload = {"app": found.app, "run": found.id, "outcome": outcome}
        jobs.enqueue(context, tx, ENDED, payload, key=f"{ENDED}/{found.id}/{outcome}")


def end(context: Context, tx: Transaction, found: Any, state: str, *, outcome: str, **values: Any) -> None:
    """A run comes to its end."""
    change_run(tx, found.id, state=state, ended_at=context.now(), **values)
    tell(context, tx, found, outcome)


def drop(context: Context, tx: Transaction, instance: str, node: str, visit: int) -> None:
    """The visit that waited is over: a run that nobody has decided on is discarded, one that writes goes on."""
    mine = (run_table.c.instance_id == instance, run_table.c.node == node, run_table.c.visit == visit)
    values = {"state": "discarded", "ended_at": context.now()}
    tx.execute(sa.update(run_table).where(*mine, run_table.c.state.in_(UNDECIDED)).values(values))


def _replace(context: Context, tx: Transaction, former: Any, waiting: Waiting | None) -> Waiting | None:
    """Who waited for the former run waits for the new one, unless this one has a step of its own waiting."""
    if waiting is None and former.instance_id is not None:
        change_run(tx, former.id, state="superseded", ended_at=context.now())
        return Waiting(former.instance_id, former.visit)
    end(context, tx, former, "superseded", outcome="discarded")
    return waiting
