"""What follows when documents of an app hold from now on, by package or by hand: tables, and what is stored by them."""

from ..runtime import records
from ..runtime.context import Context
from ..runtime.definitions import Plans, plans_in
from ..runtime.forms import evolve
from ..runtime.storage import Transaction


def bring_up_to_date(tx: Transaction, context: Context, before: Plans | None) -> None:
    """Tables at once, values that are stored by jobs. `before`: what was published until now. Raises InvalidDefinition
    where a field would hold data of another type."""
    plans = plans_in(context.workspace, tx)
    evolve(tx, before, plans)
    records.retag(context, tx, plans)
    records.bring_lists_up_to_date(context, tx, plans)
    records.bring_formulas_up_to_date(context, tx, plans)
    records.keep_order(context, tx, plans)
