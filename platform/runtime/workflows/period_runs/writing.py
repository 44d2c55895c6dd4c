"""Write what a confirmed run found to differ, some hundred rows a transaction; each row stands or falls alone.

A row that cannot be written keeps what stood and says why; the next run finds it again. The step that waits goes on
when all are done.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from ...context import Context
from ...definitions import plans_in
from ...errors import NotFound, PlatformError, StalePlan, StaleRevision, Unavailable
from ...jobs import Job, job_handler
from ...storage import Transaction
from ...storage.inserting import insert_on
from ...triggers import DEPTH
from ..definition.pinned import pinned_plan
from ..definition.plan import check_current
from ..engine.transacting import app_context, move
from ..engine.transition import Transition
from ..engine.work import problem_of
from ..node import Answer
from . import tables
from .applying import Applying
from .comparing import FAILED, GONE, WRITTEN
from .sheets import ENDED, WRITE, change_run, change_sheet, end, get_run, go_on, lock_sheet

# Rows written in one transaction.
CHUNK = 100
_row, _standing = tables.row, tables.standing


@job_handler(WRITE)
def write(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "run", "after"}."""
    found = get_run(tx.connection, job.payload["run"])
    sheet = lock_sheet(tx, found.sheet, found.period)
    if found.state != "writing":
        return
    query = sa.select(_row).where(
        _row.c.run_id == found.id,
        _row.c.difference.in_(WRITTEN),
        _row.c.row_id > job.payload["after"],
    )
    rows = tx.execute(query.order_by(_row.c.row_id).limit(CHUNK)).all()
    acting = app_context(context, found.app)
    node = pinned_plan(context.workspace, tx.connection, found.app, found.workflow, found.hash).nodes[found.node]
    check_current(node)
    applying = Applying(acting, tx, plans_in(context.workspace, tx), found, node)
    tx.extras[DEPTH] = 1
    problems = sum(_write(tx, applying, found, row, context) for row in rows)
    figures = _with_written(found.figures, len(rows) - problems, problems)
    change_run(tx, found.id, figures=figures)
    if len(rows) == CHUNK:
        go_on(context, tx, WRITE, found.app, found.id, {"after": rows[-1].row_id})
        return
    change_sheet(tx, sheet, written=found.id)
    failed = figures.get(FAILED) or figures["unwritten"]
    end(context, tx, found, "done", outcome="some_failed" if failed else "done")


def _with_written(figures: Mapping[str, Any], written: int, unwritten: int) -> dict[str, Any]:
    return {
        **figures,
        "written": figures.get("written", 0) + written,
        "unwritten": figures.get("unwritten", 0) + unwritten,
    }


def _write(tx: Transaction, applying: Applying, found: Any, row: Any, context: Context) -> bool:
    """Write one row; True where it could not be."""
    mine = sa.and_(_row.c.run_id == found.id, _row.c.row_id == row.row_id)
    writer, nested = change_of(tx), tx.connection.begin_nested()
    entries = writer.count
    try:
        key = (_standing.c.sheet == found.sheet, _standing.c.period == found.period, _standing.c.row_id == row.row_id)
        stands = tx.execute(sa.select(_standing).where(*key)).one_or_none()
        made = applying.row(row.row_id, row.wanted, stands)
    except (Unavailable, StalePlan, StaleRevision):
        # Not the row's fault: the whole transaction is tried again.
        raise
    except PlatformError as error:
        nested.rollback()
        writer.rewind(entries)
        tx.execute(sa.update(_row).where(mine).values(problem=problem_of(error)))
        return True
    nested.commit()
    gone = row.difference == GONE
    kept = {
        "run_id": found.id,
        "inputs": row.inputs,
        "results": row.results,
        "wanted": row.wanted,
        "made": made,
        "gone": gone,
    }
    place = {"sheet": found.sheet, "period": found.period, "row_id": row.row_id}
    statement = insert_on(tx.dialect.name, _standing).values(**place, **kept)
    tx.execute(statement.on_conflict_do_update(index_elements=list(place), set_=kept))
    tx.execute(sa.update(_row).where(mine).values(written=True))
    return False


@job_handler(ENDED)
def tell_step(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "run", "outcome"}. The step that waited goes on; nothing happens where it was left."""
    found = get_run(tx.connection, job.payload["run"])

    def act(transition: Transition) -> None:
        token = transition.state.at(found.node, found.visit)
        if token is not None and token.incident is None:
            told = {"run": found.id, "period": found.period, "figures": found.figures}
            transition.resume(token, Answer(job.payload["outcome"], told))

    try:
        move(context, tx, found.instance_id, act)
    except NotFound:
        return
