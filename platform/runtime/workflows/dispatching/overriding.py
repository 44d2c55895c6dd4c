"""Give a record to somebody else than the machine chose: the open to-do goes along, and the log says who and why."""

import sqlalchemy as sa

from ... import changes
from ...context import Context
from ...definitions import plan_cache
from ...errors import BadRequest, Conflict, Forbidden, InvalidValue
from ...forms import form_plan
from ...people import organisation_of, resolve_people
from ...records.querying.compiler import Reading
from ...storage import Transaction
from .. import tables
from ..engine.asking import OPEN
from ..engine.state import Token
from ..engine.transacting import app_context, move
from ..engine.transition import Transition
from ..node import Decide
from .decisions import log_decision
from .explaining import Explanation, get_explanation

_task, _decision = tables.task, tables.decision


def override(context: Context, decision: str, person: str, reason: str) -> str:
    """Returns the id of the new decision. Raises NotFound, Forbidden, Conflict, BadRequest, InvalidValue."""

    def unit(tx: Transaction) -> str:
        organisation = organisation_of(context.workspace, tx.connection)
        chosen = organisation.person(person)
        if chosen is None or not chosen.active:
            raise InvalidValue(pointer="/person", expected={"zh-CN": "在职人员", "en": "somebody who is still here"})

        def act(transition: Transition) -> None:
            # Read now that the instance is held.
            explanation = get_explanation(context, tx.connection, decision)
            _check(context, tx, explanation, person)
            _give(context, tx, transition, explanation, person, reason)

        found = get_explanation(context, tx.connection, decision)
        move(context, tx, found.row.instance_id, act)
        return _newest(tx.connection, found.row.instance_id)

    return changes.run(context, unit)


def may_override(context: Context, connection: sa.Connection, explanation: Explanation) -> bool:
    """Whether the reader could give the record to somebody else now."""
    person, row = context.actor.person_id, explanation.row
    if person is None or explanation.instance.ended_at is not None:
        return False
    return person in _allowed(context, connection, explanation) and row.id == _newest(connection, row.instance_id)


def _check(context: Context, tx: Transaction, explanation: Explanation, person: str) -> None:
    row, instance = explanation.row, explanation.instance
    if context.actor.person_id not in _allowed(context, tx.connection, explanation):
        raise Forbidden
    if instance.ended_at is not None:
        raise Conflict(reason={"zh-CN": "流程已经结束", "en": "This workflow has ended"})
    if row.id != _newest(tx.connection, row.instance_id):
        words = {"zh-CN": "这条记录已经重新分派，请刷新", "en": "The record has been given away since. Reload"}
        raise Conflict(reason=words)
    if person == row.chosen:
        raise BadRequest(reason={"zh-CN": "记录已经在这个人手上", "en": "That person has the record already"})


def _give(
    context: Context, tx: Transaction, transition: Transition, explanation: Explanation, person: str, reason: str
) -> None:
    row, by = explanation.row, context.actor.person_id
    transition.unit.subject.change({explanation.settings["assign_to"]: person})
    of = (_task.c.instance_id == row.instance_id, _task.c.assignee == row.chosen, _task.c.state.in_(OPEN))
    moved = tx.execute(sa.select(_task.c.id, _task.c.node, _task.c.visit).where(*of, _task.c.kind == "task")).all()
    for task in moved:
        changed = {"assignee": person, "state": "delivered", "revision": _task.c.revision + 1, "seen_at": None}
        tx.execute(sa.update(_task).where(_task.c.id == task.id).values(changed))
        token = transition.state.at(task.node, task.visit)
        transition.emit("reassigned", token, task=task.id, before=row.chosen, after=person, by=by)
    # What the ranking said stays readable beside the choice that a person made.
    details = {**row.details, "number": None, "among": None, "pick": None, "others": [], "cause": None}
    decision = Decide(row.ranking, "override", person, row.candidates, row.excluded, details)
    log_decision(transition.unit, Token(row.node, row.visit, (), {}), decision, by=by, reason=reason)


def _allowed(context: Context, connection: sa.Connection, explanation: Explanation) -> list[str]:
    """The persons whom the node lets choose."""
    instance, expression = explanation.instance, explanation.settings.get("override_by")
    if expression is None:
        return []
    acting, plans = app_context(context, instance.app), plan_cache(context.workspace).latest()
    form = form_plan(plans, *instance.form.split(".", 1))
    record = Reading(acting, connection, plans, form).one(instance.record_id)
    data = {"record": record.values, "initiator": instance.initiator, "assignee": explanation.row.chosen}
    return resolve_people(acting, connection, expression, data, app=instance.app)


def _newest(connection: sa.Connection, instance: str) -> str:
    newest = sa.select(_decision.c.id).where(_decision.c.instance_id == instance).order_by(_decision.c.id.desc())
    return str(connection.execute(newest.limit(1)).scalar_one())
