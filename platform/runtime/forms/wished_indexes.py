"""Indexes that rooms above wish for on a form's table, such as views that narrow and sort its lists their own way."""

from collections.abc import Callable, Iterable

from ..definitions import Plans
from .fields import LONGEST_INDEXED
from .indexes import INDEXED_SYSTEM
from .naming import index_name
from .plan import FormPlan

# Every create and change writes each of them.
_MOST_WISHED = 10
Wish = Callable[[Plans, FormPlan], Iterable[tuple[str, ...]]]
_wishes: list[Wish] = []


def wishes(ask: Wish) -> Wish:
    """Decorate what tells by which of a form's fields its lists are narrowed and then sorted, most wanted first."""
    _wishes.append(ask)
    return ask


def wished_indexes(plans: Plans, plan: FormPlan) -> dict[str, list[str]]:
    """Name → columns of the indexes that are wished for and not there by the form's own definition."""
    table = plan.table
    there = [[column.name for column in index.columns] for index in table.indexes]
    found: dict[str, list[str]] = {}
    for names in (names for ask in _wishes for names in ask(plans, plan)):
        if not all(_fits(plan, name) for name in names) or len(found) == _MOST_WISHED:
            continue
        columns = [*names[:-1], plan.worded.get(names[-1], names[-1])]
        if not any(known[: len(columns)] == columns for known in (*there, *found.values())):
            found[index_name(table.name, (*columns, "id"))] = [*columns, "id", "deleted_at"]
    return found


def _fits(plan: FormPlan, name: str) -> bool:
    field = plan.fields.get(name)
    if field is None:
        return name in INDEXED_SYSTEM
    short = field.settings.get("max_length", 0) <= LONGEST_INDEXED
    return field.column is not None and field.type.sortable and not field.type.many and short
