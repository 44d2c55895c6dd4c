"""All or nothing on SQLite: rows are worked out while others write, and sent in one short transaction.

What depends on the moment of writing cannot be worked out before: such an import takes its rows in that transaction,
as on PostgreSQL, where nobody waits for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import records
from ..changes import ChangeWriter, foresee
from ..context import Context
from ..definitions import Plans, plan_cache
from ..fields.reference import typed_name
from ..forms import FormPlan, form_plan
from ..jobs import Job
from ..people import access_to
from ..records.submission.links import still_linked
from ..storage import Transaction
from ..storage.staging import NotStaged, Staging, staging
from .acting import acting_for
from .fillable import settable
from .folders import folder_of
from .going import run_of
from .grouping import grouping_of, rows_of
from .naming import taker_of
from .progress import tell
from .sheets import Row
from .taking import Taken, source_of

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Staged:
    """`left`: rows that must be taken while they are written. `settable`: the fields the importer could set then."""

    unit: Staging
    change: ChangeWriter
    revision: int
    settable: frozenset[str]
    created: int
    left: list[Row]


def stage(context: Context, job: Job) -> Staged | None:
    """What the whole import would write; None where it must be worked out in its transaction."""
    if context.workspace.database.dialect != "sqlite":
        return None
    try:
        with context.workspace.database.read() as connection, staging(connection) as unit:
            row = run_of(connection, job.payload["import"])
            return None if row is None else _staged(context, unit, row)
    except NotStaged:
        return None


def still_fits(acting: Context, tx: Transaction, plans: Plans, plan: FormPlan, staged: Staged) -> bool:
    """Whether what was worked out holds in the transaction that writes it: definitions, rights, records named."""
    alike = staged.revision == plans.revision and staged.settable == fields_set_by(acting, plans, plan)
    return alike and still_linked(acting, tx, plans, staged.unit)


def _staged(context: Context, unit: Staging, row: Mapping[str, Any]) -> Staged:
    plans = plan_cache(context.workspace).at(unit.connection)
    plan = form_plan(plans, row["app"], row["form"])
    options = row["options"]
    if options["mode"] != "create" or options["workflows"] != "no" or _hangs_on_others(plan):
        raise NotStaged
    acting = acting_for(context, unit.connection, row)
    change = foresee(unit, acting)
    taker = taker_of(acting, unit.connection, plans, plan, row)
    if taker.names_above:
        raise NotStaged
    folder, grouping = folder_of(context.workspace, row["id"]), grouping_of(plan, row)
    left: list[Row] = []
    begin = created = 0
    while rows := rows_of(folder, grouping, begin, _AT_ONCE):
        taken = taker.take(unit, rows)
        later = {number for one in taken if _is_counted(one) for number in one.numbers}
        left += [one for one in rows if one[0] in later]
        ready = [one for one in taken if not _is_counted(one)]
        created += _write(acting, unit, plan, row, ready)
        tell(context.workspace, row["id"], begin)
        begin += len(rows)
    return Staged(unit, change, plans.revision, fields_set_by(acting, plans, plan), created, left)


def fields_set_by(acting: Context, plans: Plans, plan: FormPlan) -> frozenset[str]:
    """The fields that an import of his may fill now."""
    return frozenset(field.key for field in settable(plan, access_to(acting, plans, plan.app, plan.key)))


def _write(context: Context, unit: Staging, plan: FormPlan, run: Mapping[str, Any], ready: list[Taken]) -> int:
    if any(one.problems for one in ready):
        raise NotStaged
    sources = [source_of(run, one) for one in ready]
    made = records.create_many(context, plan.app, plan.key, [one.values for one in ready], tx=unit, sources=sources)
    if not all(isinstance(one, str) for one in made):
        raise NotStaged
    return len(made)


def _hangs_on_others(plan: FormPlan) -> bool:
    """Whether its records are numbered, or judged by what others hold."""
    return bool(plan.asks or plan.counted or any(check.asks for check in plan.checks))


def _is_counted(one: Taken) -> bool:
    """Whether a name that nobody knows is used: its count is kept with the record."""
    return any(typed_name(value) is not None for value in one.values.values())
