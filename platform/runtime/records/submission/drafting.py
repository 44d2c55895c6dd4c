"""A new record, worked out before anything is written, then inserted with its entry in the change record."""

from collections.abc import Collection, Mapping
from typing import Any

from ...changes import change_of
from ...context import Context
from ...definitions import Plans
from ...errors import PlatformError, Problems
from ...forms import FormPlan, form_plan
from ...storage import Transaction
from ..derived.asking import Asking
from ..followers import Written, follow
from ..rights import rights_on
from ..rows.patches import created_patch, warned_patch
from ..rows.statements import insert_row
from .filling import filled_in
from .judging import judge
from .links import check_links, claim_files
from .numbering import Taken, number
from .pipeline import Draft, birth, draft_create, work_out_again


def drafted(
    context: Context,
    plans: Plans,
    app: str,
    form: str,
    values: Mapping[str, Any],
    gates: bool,
    tx: Transaction | None = None,
) -> Draft:
    """The record worked out and found right, before anything is written. Raises Problems, Forbidden, NotFound."""
    plan = form_plan(plans, app, form)
    rights = rights_on(context, plans, plan)
    if rights.creates is None:
        raise rights.refusal()
    # What is stored is worked out with the app's rights.
    asking = Asking.as_app(context, plans, plan.app, tx)
    values = filled_in(context, plans, plan, values, rights.creates, tx) if plan.fills else values
    draft = draft_create(context, plan, values, rights.creates, rights.readable | rights.creates, gates, asking)
    draft.finish()
    return draft


def draft_problems(context: Context, plans: Plans, plan: FormPlan, values: Mapping[str, Any]) -> list[PlatformError]:
    """What creating a record of these values would be refused for, as far as that shows without the database."""
    try:
        drafted(context, plans, plan.app, plan.key, values, True)
    except Problems as problems:
        return problems.errors
    return []


def insert_draft(
    context: Context,
    tx: Transaction,
    plans: Plans,
    draft: Draft,
    confirmed: Collection[str] | None,
    source: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The row written, with its entry in the change record. Raises what checks and links refuse, ValueTaken."""
    plan = draft.plan
    row = draft.row | birth(context)
    draft.data |= {"record": row, "forms": Asking.as_app(context, plans, plan.app, tx)}
    taken = _numbered(context, tx, draft, row) if plan.counted else None
    linking = [key for key in plan.linking if row[key] is not None]
    check_links(context, tx, plans, plan, row, linking)
    judge(context, tx, draft, confirmed)
    insert_row(tx, plan, row)
    claim_files(context, tx, plan, row, linking)
    if taken is not None:
        taken.settle(tx)
    patch = created_patch(plan, row) + warned_patch(draft.warned, confirmed is not None)
    change_of(tx).entry("record", plan.name, row["id"], "create", patch, source)
    follow(context, tx, plans, plan, Written("create", None, row, draft.sent))
    return row


def _numbered(context: Context, tx: Transaction, draft: Draft, row: dict[str, Any]) -> Taken:
    """Serial numbers into the row, and into the formulas that read them."""
    taken = number(context, tx, draft.plan, row)
    if draft.plan.steps:
        work_out_again(draft)
    return taken
