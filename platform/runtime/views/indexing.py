"""Which indexes the views of a form wish for: a lane's cards, a group's rows and a month's records are found by the
field that the view is made of, then in the view's order.

What persons save for themselves makes no index: only definitions do, when they are published.
"""

from collections.abc import Iterator

from ..definitions import Plans
from ..errors import PlatformError
from ..forms import FormPlan
from ..forms.wished_indexes import wishes
from .plan import ViewPlan, view_plan


@wishes
def _of_views(plans: Plans, form: FormPlan) -> Iterator[tuple[str, ...]]:
    for view in _views_on(plans, form):
        look = view.look
        # The first alone: the rest of an order decides among few.
        sort = [key for name in look.query.sort[:1] if _in_index(form, key := name.removeprefix("-"))]
        heads = [key for key in look.parts.values() if key in look.reads]
        heads += look.dress.group[:1] if look.dress else ()
        for head in dict.fromkeys(heads):
            yield (head, *(key for key in sort if key != head))
        if sort and not heads:
            yield (sort[0],)


def _views_on(plans: Plans, form: FormPlan) -> Iterator[ViewPlan]:
    for found in plans.documents("view"):
        try:
            view = view_plan(plans, found.app, found.key)
        except PlatformError:
            continue  # what is wrong with a view is told where views are checked, not where tables are built
        if view.form.name == form.name:
            yield view


def _in_index(form: FormPlan, key: str) -> bool:
    """Whether its values stand in the order in which people sort them; a choice is sorted by its place in a list."""
    return key not in form.fields or not form.fields[key].type.placed
