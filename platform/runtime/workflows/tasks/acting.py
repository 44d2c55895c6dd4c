"""Act on to-dos: look, accept, complete, decline, decide.

Each act holds the instance and names the revision that its maker has seen; of two at once one gets 409 with the new
state. A request repeated under its idempotency key gets the first answer again and has no second effect. Only the
holder acts. An act that is allowed moves the workflow on in the same transaction.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ... import changes, directory, records
from ...changes import change_of
from ...context import Context
from ...errors import BadRequest, InvalidValue, NotFound
from ...forms import FormPlan
from ...localized import listed_in_all
from ...records.rows.idempotency import digest_of, earlier_answer, keep_answer
from ...storage import Transaction
from .. import tables
from ..approvals.rounds import vote
from ..asked_names.node import OUTCOMES
from ..definition.plan import NodePlan
from ..engine.answering import VOTES
from ..engine.asking import OPEN
from ..engine.instances import lock_instance
from ..engine.state import Token
from ..engine.transacting import move
from ..engine.transition import Transition
from ..errors import NotYourTask, TaskTaken
from ..node import Answer
from .presenting import back_references, decline_reasons, option, task_form
from .reading import read_detail, settled_values, visible_row

_t = tables.task
_LONGEST_COMMENT = 2000


class Act:
    """One act under way: the locked instance's transition, the task and its token."""

    def __init__(self, context: Context, tx: Transaction, transition: Transition, row: Any) -> None:
        self.context = context
        self.tx = tx
        self.transition = transition
        self.row = row
        token = transition.state.at(row.node, row.visit)
        assert token is not None, "an open task whose token is gone"
        self.token: Token = token
        self.node: NodePlan = transition.unit.plan.nodes[row.node]
        self.person = str(context.actor.person_id)

    def store(self, state: str, *, same_revision: bool = False, **values: Any) -> None:
        """Change the task and say so in the change record.

        With `same_revision` acts that are on their way go on holding: nothing that they decide on has changed.
        """
        row = self.row
        changed = values | {"state": state, "revision": row.revision + (not same_revision)}
        self.tx.execute(sa.update(_t).where(_t.c.id == row.id).values(changed))
        patch = [{"op": "set", "path": ["state"], "before": row.state, "after": state}]
        if "outcome" in values:
            patch.append({"op": "set", "path": ["outcome"], "before": None, "after": values["outcome"]})
        change_of(self.tx).entry("task", f"{row.app}.{row.workflow}", row.id, "change", patch)


def seen(context: Context, id: str, *, revision: int) -> dict[str, Any]:
    """The holder has looked at it. Returns the to-do as `get` does."""

    def act(act: Act) -> None:
        if act.row.state == "delivered":
            # The page reports it by itself while its reader already acts: what he sends then must not count as late.
            act.store("seen", same_revision=True, seen_at=context.now())
            act.transition.reached(act.token, ("seen",), "seen", task=id, by=act.person)

    return _act(context, id, revision, act, None)


def accept(
    context: Context, id: str, how: str | None = None, *, revision: int, idempotency_key: str | None = None
) -> dict[str, Any]:
    """The first response; `how` is one of the node's. Raises InvalidValue."""

    def act(act: Act) -> None:
        known = [option(one, context.locale) for one in act.node.settings.get("first_response", ())]
        if how is not None and how not in [one["key"] for one in known]:
            raise _one_of("/act", [one["title"] for one in known])
        if act.row.state != "accepted":
            act.store("accepted", act=how, accepted_at=context.now())
            act.transition.reached(act.token, ("seen", "accepted"), "accepted", task=id, by=act.person, act=how)

    return _act(context, id, revision, act, "task", _Once.of(idempotency_key, "accept", id, how))


def complete(
    context: Context,
    id: str,
    values: Mapping[str, Any] | None = None,
    *,
    revision: int,
    confirmed: Collection[str] | None = None,
    idempotency_key: str | None = None,
) -> dict[str, Any]:
    """Done: the task's form is filled with `values`, if it has one; `confirmed` names the checks whose warnings its
    holder has seen. Raises Problems and Unconfirmed as creating a record does."""

    once = _Once.of(idempotency_key, "complete", id, values or {})
    # Before the transaction: an unknown name is counted, though what is sent be refused.
    settled = settled_values(context, id, values or {}, once=idempotency_key)

    def act(act: Act) -> None:
        form = task_form(context, act.row.app, act.node)
        made, now = _fill(act, form, settled, confirmed), context.now()
        act.store("done", outcome="done", made=made, accepted_at=act.row.accepted_at or now, ended_at=now)
        act.transition.emit("answered", act.token, task=id, by=act.person, outcome="done")
        act.transition.resume(act.token, Answer("done", {"by": act.person, "record": made["id"] if made else None}))

    return _act(context, id, revision, act, "task", once)


def decline(
    context: Context,
    id: str,
    reason: str | None,
    comment: str | None = None,
    *,
    revision: int,
    idempotency_key: str | None = None,
) -> dict[str, Any]:
    """Give it back, with one of the node's reasons. Raises InvalidValue, BadRequest."""

    def act(act: Act) -> None:
        known = decline_reasons(context, act.row.app, act.node)
        if known is None:
            raise BadRequest(reason={"zh-CN": "这条待办不能退回", "en": "this to-do cannot be declined"})
        if reason not in [one["key"] for one in known]:
            raise _one_of("/reason", [one["title"] for one in known])
        words = _comment(comment)
        act.store("done", outcome="declined", comment=words, ended_at=context.now())
        act.transition.emit("answered", act.token, task=id, by=act.person, outcome="declined", reason=reason)
        act.transition.resume(act.token, Answer("declined", {"by": act.person, "reason": reason}))

    return _act(context, id, revision, act, "task", _Once.of(idempotency_key, "decline", id, reason, comment))


def decide(
    context: Context,
    id: str,
    decision: str,
    comment: str | None = None,
    *,
    revision: int,
    idempotency_key: str | None = None,
) -> dict[str, Any]:
    """Vote "approve" or "reject". Raises InvalidValue."""

    def act(act: Act) -> None:
        cast = VOTES.get(decision)
        if cast is None:
            raise _one_of("/decision", list(VOTES))
        row, words = act.row, _comment(comment)
        act.store("done", outcome=decision, comment=words, ended_at=context.now())
        counted = vote(act.transition.unit, row.round_id, row.slot, act.person, cast, words)
        act.transition.emit("voted", act.token, task=id, slot=row.slot, by=act.person, vote=decision)
        if counted.next is not None:
            act.transition.ask_next(act.token, row.round_id, *counted.next)
        act.transition.resume(act.token, Answer(counted.outcome, {"by": act.person}))

    return _act(context, id, revision, act, "approval", _Once.of(idempotency_key, "decide", id, decision, comment))


def decide_name(
    context: Context,
    id: str,
    decision: str,
    *,
    revision: int,
    record: str | None = None,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
    idempotency_key: str | None = None,
) -> dict[str, Any]:
    """Say what an unknown name is, see `directory.decide`. Raises InvalidValue, and what creating a record raises."""

    def act(act: Act) -> None:
        means = directory.decide(
            context, act.tx, act.row.record_id, decision, record=record, values=values, reason=reason
        )
        outcome = OUTCOMES[decision]
        made = {"form": act.transition.unit.plan.form.name, "id": means} if decision == "create" else None
        act.store("done", outcome=outcome, comment=_comment(reason), made=made, ended_at=context.now())
        act.transition.emit("answered", act.token, task=id, by=act.person, outcome=outcome)
        act.transition.resume(act.token, Answer(outcome, {"by": act.person, "record": means}))

    same = _Once.of(idempotency_key, "name", id, decision, record, values or {}, reason)
    return _act(context, id, revision, act, "name", same)


@dataclass(frozen=True, slots=True)
class _Once:
    """A request that may be sent again: its key, and what makes it the same request."""

    key: str
    digest: str

    @classmethod
    def of(cls, key: str | None, *parts: Any) -> "_Once | None":
        return cls(key, digest_of("task", *parts)) if key else None


def _act(
    context: Context, id: str, revision: int, do: Callable[[Act], None], kind: str | None, once: _Once | None = None
) -> dict[str, Any]:
    def unit(tx: Transaction) -> dict[str, Any]:
        row = visible_row(context, tx.connection, id)
        if once is None:
            return _act_in(context, tx, row, revision, do, kind)
        # Held before the question, so that of two equal requests the second finds the first one's answer.
        lock_instance(tx, row.instance_id)
        if (answer := earlier_answer(context, tx, once.key, once.digest)) is not None:
            found: dict[str, Any] = answer
            return found
        given = _act_in(context, tx, row, revision, do, kind)
        keep_answer(context, tx, once.key, once.digest, given)
        return given

    return changes.run(context, unit)


def _act_in(
    context: Context, tx: Transaction, row: Any, revision: int, do: Callable[[Act], None], kind: str | None
) -> dict[str, Any]:
    def act(transition: Transition) -> None:
        # Read again now that the instance is held.
        locked = visible_row(context, tx.connection, row.id)
        _check(context, tx, locked, revision, kind)
        do(Act(context, tx, transition, locked))

    move(context, tx, row.instance_id, act)
    return read_detail(context, tx.connection, row.id)


def _check(context: Context, tx: Transaction, row: Any, revision: int, kind: str | None) -> None:
    if row.assignee != context.actor.person_id:
        raise NotYourTask
    if row.state not in OPEN or row.revision != revision:
        raise TaskTaken(read_detail(context, tx.connection, row.id))
    if kind not in (None, row.kind):
        raise NotFound


def _fill(
    act: Act, form: FormPlan | None, values: Mapping[str, Any], confirmed: Collection[str] | None
) -> dict[str, str] | None:
    """Make the record of the task's form, in the holder's own name and with his rights."""
    if form is None:
        if values:
            raise BadRequest(reason={"zh-CN": "这条待办没有表单", "en": "this to-do has no form"})
        return None
    whole = {**values, **back_references(form, act.transition.unit.plan, act.row.record_id)}
    made = records.create(act.context, form.app, form.key, whole, tx=act.tx, confirmed=confirmed)
    return {"form": form.name, "id": made.id}


def _comment(comment: str | None) -> str | None:
    if comment is None or not comment.strip():
        return None
    if len(comment) > _LONGEST_COMMENT or "\0" in comment:
        words = {
            "zh-CN": f"不超过 {_LONGEST_COMMENT} 字的意见",
            "en": f"a comment of up to {_LONGEST_COMMENT} characters",
        }
        raise InvalidValue(pointer="/comment", expected=words)
    return comment


def _one_of(pointer: str, titles: list[str]) -> InvalidValue:
    words = listed_in_all(titles)
    return InvalidValue(
        pointer=pointer, expected={"zh-CN": f"选项之一：{words['zh-CN']}", "en": f"one of: {words['en']}"}
    )
