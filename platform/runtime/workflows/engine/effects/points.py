"""Points: an entry in a ledger is posted, or an earlier one reversed, once for each visit."""

from typing import Any

from .... import ledgers
from ...effects import Points
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Points)
def points(unit: Unit, token: Token, effect: Points) -> dict[str, Any]:
    """Raises Overdrawn, NoAccount, AlreadyReversed."""
    context, tx, instance, ledger = unit.context, unit.tx, unit.instance, effect.ledger
    once = f"{instance.id}/{token.node}/{token.visit}"
    source = {"workflow": instance.workflow, "instance": instance.id, "node": token.node}
    source |= {"form": instance.form, "record": instance.record_id}
    said: dict[str, Any] = {"reason": effect.reason, "once": once, "source": source}
    if effect.reverses is not None:
        posted = ledgers.reverse(context, tx, ledger, effect.reverses, **said)
    else:
        posted = ledgers.post(context, tx, ledger, effect.account, effect.amount, day=effect.day, **said)
    return {
        "entry": posted.id,
        "balance": ledgers.shown(posted.balance, ledger.decimals),
        "period": posted.period,
        "late_for": posted.late_for,
    }
