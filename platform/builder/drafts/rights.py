"""What it takes to draft or publish a document besides the right to build apps: who gives rights must be allowed to."""

from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.errors import Forbidden
from ...runtime.people import has_right
from ..kinds import definition_kinds


def check_right(context: Context, plans: Plans, kind: str) -> None:
    """Raises Forbidden."""
    right = definition_kinds.get(kind).right
    if right is not None and not has_right(context, plans, right):
        raise Forbidden
