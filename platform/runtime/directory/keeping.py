"""Keep entries in step with records: a follower writes them in the transaction that writes the record."""

from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..records.followers import Follower, Written, follower
from ..storage import Transaction
from . import catching_up
from .entries import declaration
from .storing import entry_values, write_values
from .watching import watcher


@follower
def keeper(plans: Plans, plan: FormPlan) -> Follower | None:
    """Deleted records keep their entry: nobody finds what he may not read, and they can come back."""
    if plan.names is None:
        return None
    reads, declared = plan.names.reads, declaration(plan)
    watch = watcher(plan)
    asked = False

    def noted() -> None:
        nonlocal asked
        asked = True

    def keep(context: Context, tx: Transaction, written: Written) -> None:
        before, row = written.before, written.row
        if before is None or any(before[key] != row[key] for key in reads):
            write_values(tx, [entry_values(plan, row, declared)])
            watch(context, tx)
            if not asked:  # once per process and published state
                catching_up.ask(context, tx, plan, declared)
                tx.after_commit(noted)

    return keep
