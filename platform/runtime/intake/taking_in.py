"""Take in: each body becomes a record, or is kept with what is wrong with it. The same delivery is taken in once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from .. import changes, records
from ..context import Context
from ..definitions import plans_in
from ..errors import IdempotencyMismatch, PlatformError
from ..identifiers import new_id
from ..localized import LOCALES
from ..storage import Transaction
from ..triggers import listeners, start
from ..triggers.types.webhook import told
from .errors import Repeated
from .holding import keep_files
from .plan import IntakePlan, intake_plan
from .repeats import is_repeat
from .tables import delivery


@dataclass(frozen=True, slots=True)
class Came:
    """How it came. `link`: by which; `sender`: see rates.py; `source`: more of what its records tell of their origin;
    `admit`: asked in the transaction before anything is written, raises to refuse; `doubt`: why no record is made."""

    link: str | None = None
    sender: str | None = None
    source: Mapping[str, Any] = field(default_factory=dict)
    admit: Callable[[Transaction, IntakePlan], None] | None = None
    doubt: PlatformError | None = None


def take_in(
    context: Context, app: str, key: str, sent_as: str, digest: str, bodies: Sequence[Any], came: Came = Came()
) -> dict[str, Any]:
    """{"delivery", "items": [{"record", "kept"}]}, the answer of the first time where it came before.

    Raises IdempotencyMismatch where another body came under the same name.
    """

    def unit(tx: Transaction) -> dict[str, Any]:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        named = (delivery.c.intake == plan.name, delivery.c.sent_as == sent_as)
        before = tx.execute(sa.select(delivery).where(*named)).one_or_none()
        if before is not None:
            if before.digest != digest:
                raise IdempotencyMismatch
            return _answer(before.id, before.items)
        if came.admit is not None:
            came.admit(tx, plan)
        id = new_id()
        source = {"intake": plan.name, "delivery": id} | dict(came.source)
        items = make_records(context, tx, plan, source, sent_as, list(enumerate(bodies)), came.doubt)
        taken = sum(1 for one in items if one["record"])
        values = {"intake": plan.name, "sent_as": sent_as, "digest": digest, "at": context.now(), "items": items}
        values |= {"taken": taken, "kept": len(items) - taken, "link": came.link, "sender": came.sender}
        tx.execute(sa.insert(delivery).values(id=id, **values))
        return _answer(id, items)

    try:
        return changes.run(context, unit)
    except sa.exc.IntegrityError:
        # Of two equal deliveries at once, the one that lost finds the other's answer the second time.
        return changes.run(context, unit)


def make_records(
    context: Context,
    tx: Transaction,
    plan: IntakePlan,
    source: dict[str, Any],
    sent_as: str,
    bodies: Sequence[tuple[int, Any]],
    doubt: PlatformError | None = None,
    *,
    compared: bool = False,
) -> list[dict[str, Any]]:
    """[{"body", "record", "problem"}] of bodies, each with its number in the delivery that `source` names. `compared`:
    somebody has looked at the record that is there already."""
    rows: list[dict[str, Any] | PlatformError] = []
    for _, body in bodies:
        try:
            rows.append(doubt or _settled(tx, plan, plan.values(body, context.now()), compared))
        except PlatformError as error:
            rows.append(error)
    good = [(number, row) for number, row in enumerate(rows) if isinstance(row, dict)]
    made = records.create_many(
        context,
        plan.form.app,
        plan.form.key,
        [row for _, row in good],
        tx=tx,
        sources=[source for _ in good],
        starts_workflows=lambda data: True,
    )
    ended: dict[int, str | PlatformError] = {number: end for (number, _), end in zip(good, made, strict=True)}
    items = []
    for number, (index, body) in enumerate(bodies):
        end = ended.get(number, rows[number])
        if isinstance(end, str):
            _start(context, tx, plan, f"{source['delivery']}/{index}", body, end, sent_as)
            items.append({"body": body, "record": end, "problem": None})
        else:
            assert isinstance(end, PlatformError)
            items.append({"body": body, "record": None, "problem": {one: end.problem(one) for one in LOCALES}})
            keep_files(context, tx, plan, source["delivery"], index, body)
    return items


def _settled(tx: Transaction, plan: IntakePlan, values: dict[str, Any], compared: bool) -> dict[str, Any]:
    """The values as they are after what was looked for in other records. Raises Repeated."""
    repeats = plan.repeats
    if repeats is None or repeats.way == "keep" or not is_repeat(tx, plan.form, repeats, values):
        return values
    if repeats.way == "refuse":
        if not compared:
            raise Repeated
        return values
    return values | dict(repeats.marks)


def _start(
    context: Context, tx: Transaction, plan: IntakePlan, once: str, body: Any, record: str, sent_as: str
) -> None:
    """Start the workflows that listen to this intake."""
    for listener in listeners(plans_in(context.workspace, tx), plan.channel.key):
        app, _, key = str(listener.settings["intake"]).rpartition(".")
        data = told(listener.settings, body, record, sent_as)
        if (app or listener.app, key) == (plan.app, plan.key) and listener.holds({"trigger": data}):
            start(context, tx, listener, once, data=data)


def _answer(id: str, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Not what is wrong with what was kept: that may tell what the sender may not see."""
    return {"delivery": id, "items": [{"record": one["record"], "kept": one["record"] is None} for one in items]}
