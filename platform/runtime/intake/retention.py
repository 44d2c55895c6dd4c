"""Bodies are kept so long as an intake says: what became records is then told by the records alone. What waits to be
looked at stays."""

import sqlalchemy as sa

from ..context import Context
from ..definitions import plan_cache
from ..errors import InvalidValue
from ..forms.locating import wrong
from ..storage import Transaction
from .channel import span
from .tables import delivery

DEFAULT = "P90D"


def forget_bodies(context: Context, tx: Transaction) -> int:
    """Empty the deliveries of which nothing waits and whose time is over; they still count, and are known when they
    come again. Returns how many."""
    emptied = 0
    for definition in plan_cache(context.workspace).latest().documents("intake"):
        before = context.now() - span(definition.document.get("bodies_kept", DEFAULT))
        which = (
            delivery.c.intake == f"{definition.app}.{definition.key}",
            delivery.c.at < before,
            delivery.c.kept == 0,
        )
        left = delivery.c["items"] != []
        emptied += tx.execute(sa.update(delivery).where(*which, left).values(items=[])).rowcount
    return emptied


def check_kept(duration: str) -> None:
    """Raises InvalidDefinition for what is no duration."""
    try:
        span(duration)
    except InvalidValue as error:
        raise wrong("/bodies_kept", error.sentence("zh-CN"), error.sentence("en")) from None
