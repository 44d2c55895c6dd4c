"""The job before an import: all names of a file are matched to their directory while nobody waits for the database.

Each spelling is looked up once; the rows then find what it means in `import_name`. Killed, the job begins again and is
soon where it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from .. import directory
from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import PlatformError
from ..forms import FormPlan, form_plan
from ..jobs import Job, outside_handler
from ..storage import Transaction
from ..storage.failpoints import failpoint
from . import spellings
from .acting import acting_for
from .folders import folder_of
from .going import MATCH, go_on, run_of
from .grouping import grouping_of, rows_of
from .progress import tell
from .spellings import Match
from .tables import import_run
from .taking import Above, Taker

_AT_ONCE = 500


def taker_of(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    plan: FormPlan,
    run: Mapping[str, Any],
    above: Above | None = None,
) -> Taker:
    """Reads the rows of a run, with what its names were found to mean before."""

    def recall(field: str, names: Sequence[str]) -> Mapping[str, Match]:
        return spellings.recalled(connection, run["id"], field, names)

    joined = run["options"].get("joined", ())
    grouping = grouping_of(plan, run)
    return Taker(
        context,
        connection,
        plans,
        plan,
        run["columns"],
        joined=joined,
        recall=recall,
        grouping=grouping,
        above=above,
        once=run["id"],
    )


def keep_fresh(context: Context, run: Mapping[str, Any], taker: Taker) -> None:
    """Keep what the taker has just asked of directories."""
    fresh = {field: names.fresh for field, names in taker.names.items() if names.fresh}
    if fresh:
        with context.workspace.database.write() as tx:
            for field, found in fresh.items():
                spellings.note(tx, run["id"], field, found)


@dataclass(frozen=True, slots=True)
class _Matched:
    """That all names were looked up, or that it was stopped."""

    whole: bool


def _call(context: Context, job: Job) -> _Matched:
    id = job.payload["import"]
    begin = 0
    while True:
        with context.workspace.database.read() as connection:
            row = run_of(connection, id)
            if row is None or row["state"] != "matching" or row["turn"] != job.payload["turn"]:
                return _Matched(whole=False)
            plans = plan_cache(context.workspace).at(connection)
            plan = form_plan(plans, row["app"], row["form"])
            acting = acting_for(context, connection, row)
            taker = taker_of(acting, connection, plans, plan, row)
            rows = rows_of(folder_of(context.workspace, id), grouping_of(plan, row), begin, _AT_ONCE)
            if not rows or not taker.names:
                return _Matched(whole=True)
            taker.look_up(rows)
            uses = list(taker.uses(rows))
        keep_fresh(context, row, taker)
        # By themselves, so that a row that is refused later counts too; a job that begins again counts nothing twice.
        directory.count_names(acting, plan, uses)
        begin += len(rows)
        tell(context.workspace, id, begin)
        failpoint("imports.match")


def _settle(context: Context, tx: Transaction, job: Job, matched: _Matched) -> None:
    row = run_of(tx.connection, job.payload["import"], locks=True)
    if row is None or not matched.whole or row["state"] != "matching" or row["turn"] != job.payload["turn"]:
        return
    tell(context.workspace, row["id"], 0)
    go_on(context, tx, row, state="checking" if row["options"]["all_or_nothing"] else "running")


def _give_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    values = {"state": "failed", "problem": error.problem(context.locale), "ended_at": context.now()}
    tx.execute(sa.update(import_run).where(import_run.c.id == job.payload["import"]).values(values))


outside_handler(MATCH, call=_call, settle=_settle, gave_up=_give_up)
