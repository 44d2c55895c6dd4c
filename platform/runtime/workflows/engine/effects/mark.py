"""Mark: another record, which the step holds locked, gets values."""

from ...node import Mark
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Mark)
def mark(unit: Unit, token: Token, effect: Mark) -> None:
    """Raises what a wrong value or a missing right raises."""
    unit.change_other(effect.form, effect.record, effect.values)
