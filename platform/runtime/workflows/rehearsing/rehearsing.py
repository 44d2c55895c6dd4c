"""Try out one workflow on one record: nothing is stored, nothing is sent."""

from dataclasses import replace
from typing import Any

from ... import changes, records
from ...calendars import after
from ...context import Context
from ...definitions import Definition, Plans, plan_cache, plans_in, publish
from ...definitions.tables import definition as definitions
from ...errors import BadRequest, InvalidDefinition, NotFound
from ...expressions.durations import parse_duration
from ...identifiers import new_id
from ...storage import Transaction
from ...storage.rehearsal import rehearsed
from ..definition.pinned import pinned_plan
from ..definition.plan import WorkflowPlan, workflow_plan
from .asking import check_right
from .course import Course
from .one_step import alone, told_before
from .telling import told
from .wish import Wish


def rehearse(context: Context, wish: Wish) -> dict[str, Any]:
    """What would happen, as far as the asker may read it; see web/rehearsal_schemas.py. Raises Forbidden, NotFound for
    a record that he may not see, InvalidDefinition for a draft that is none, BadRequest, and what a reply's values do.
    """
    plans = plan_cache(context.workspace).latest()
    check_right(context, plans)
    if wish.document is None:
        plans.get("workflow", wish.app, wish.workflow)
    elif wish.app not in plans.apps:
        raise NotFound
    begin = wish.begin or context.now()
    with rehearsed(context.workspace, begin) as workspace:
        plan_cache(workspace).adopt(plans)
        # What is done in it is found again by the request that it belongs to.
        asker = replace(context, workspace=workspace, revision=None, request_id=f"rehearsal/{new_id()}")
        plan = plan_for(asker, wish)
        record = _record(asker, plan, wish)
        until, before = after(begin, until_of(wish), workspace.zone), None
        if wish.step is not None:
            before = told_before(asker, plan, wish, record, until)
            plan = alone(asker, plan, wish.step)
        course = Course(asker, plan, wish, until, told=before)
        cut = course.run(record)
        return told(asker, plan, course) | {"cut": cut}


def plan_for(context: Context, wish: Wish) -> WorkflowPlan:
    """The workflow that is wished for; drafts are published, so in a rehearsal only. Raises NotFound and
    InvalidDefinition."""
    if wish.document is not None or wish.beside:
        return _draft(context, wish)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        known = plans.get("workflow", wish.app, wish.workflow)
        if wish.revision in (None, known.revision):
            return workflow_plan(plans, wish.app, wish.workflow)
        t = definitions
        row = connection.execute(
            t.select().where(
                t.c.kind == "workflow",
                t.c.app == wish.app,
                t.c.key == wish.workflow,
                t.c.revision == wish.revision,
            )
        ).one_or_none()
        if row is None:
            raise NotFound
        return pinned_plan(context.workspace, connection, wish.app, wish.workflow, row.hash)


def _draft(context: Context, wish: Wish) -> WorkflowPlan:
    """The documents published for the length of this run, the workflow checked as it is at publishing."""
    documents = list(wish.beside)
    if wish.document is not None:
        document = dict(wish.document)
        if document.get("kind") != "workflow" or document.get("key") != wish.workflow:
            reason = {"zh-CN": "这不是这个流程的定义", "en": "this is no definition of that workflow"}
            raise InvalidDefinition(pointer="/document", reason=reason)
        documents.append(document)

    def unit(tx: Transaction) -> WorkflowPlan:
        publish(tx, context, wish.app, documents)
        plans: Plans = plans_in(context.workspace, tx)
        known: Definition = plans.get("workflow", wish.app, wish.workflow)
        return workflow_plan(plans, known.app, known.key)

    return changes.run(context, unit)


def _record(context: Context, plan: WorkflowPlan, wish: Wish) -> records.Record | None:
    if not plan.subject.is_record:
        if wish.record is not None:
            raise BadRequest(reason={"zh-CN": "这个流程与记录无关", "en": "this workflow is about no record"})
        return None
    if wish.record is None:
        raise BadRequest(reason={"zh-CN": "请选择一条记录", "en": "choose a record"})
    return records.get(context, plan.form.app, plan.form.key, wish.record)


def until_of(wish: Wish) -> str:
    """How long it may run. Raises BadRequest."""
    parsed = parse_duration(wish.until)
    if parsed is None or min(parsed.months, parsed.days, parsed.seconds) < 0:
        raise BadRequest(reason={"zh-CN": "时长应如 P30D", "en": "how long must be a duration, such as P30D"})
    return wish.until
