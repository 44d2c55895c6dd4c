"""Documents tried on what is there, for those who write them: whom a ranking would put first, what a message would say,
what an alarm would raise, what a decision table decides. Nothing is written and nobody is told.

One module per kind, each a function from what was given to sections of a table. A draft is tried in a preview
(`drafts/previewing.py`), where it holds. What is shown are the reader's own rights.
"""

from collections.abc import Callable, Mapping

from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import NotFound
from .alarms import try_alarm
from .decision_tables import try_decision_table
from .messages import try_message
from .rankings import try_ranking
from .trial import Given, Section

__all__ = ["Given", "Section", "try_document"]

_TRIALS: Mapping[str, Callable[[Context, Plans, str, str, Given], list[Section]]] = {
    "alarm": try_alarm,
    "decision_table": try_decision_table,
    "message": try_message,
    "ranking": try_ranking,
}


def try_document(context: Context, app: str, kind: str, key: str, given: Given) -> list[Section]:
    """What the document makes of `given`. Raises NotFound for one that is not there, of a kind that is not tried, or
    about a record that the reader does not see, and BadRequest for what does not fit."""
    if kind not in _TRIALS:
        raise NotFound
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    plans.get(kind, app, key)
    return _TRIALS[kind](context, plans, app, key, given)
