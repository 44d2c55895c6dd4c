"""Change: the instance's record gets values."""

from ...node import Change
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Change)
def change(unit: Unit, token: Token, effect: Change) -> None:
    """Raises RecordGone, and what a wrong value or a missing right raises."""
    unit.subject.change(effect.values)
