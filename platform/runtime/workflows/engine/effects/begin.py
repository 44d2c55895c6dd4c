"""Begin: another workflow starts by a job, and nobody waits for it."""

from ...effects import Begin
from ..calling import call_apart
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Begin)
def begin(unit: Unit, token: Token, effect: Begin) -> None:
    """Once for each visit: it commits with the step."""
    call_apart(unit, token, effect.workflow, effect.run)
