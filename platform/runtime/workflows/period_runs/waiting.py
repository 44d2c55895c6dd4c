"""The step that waits for a run: begun when it is entered, dropped when it is left."""

from typing import Any

from ..engine.state import Token
from ..engine.unit import Unit
from .sheets import Place, Waiting, begin, drop
from .step import RunPeriod


def run_period(unit: Unit, token: Token, step: RunPeriod) -> dict[str, Any]:
    """Begin the run. Returns the data of the event. Raises RunUnderWay."""
    instance = unit.instance
    place = Place(instance.app, instance.workflow, token.node)
    id = begin(unit.context, unit.tx, place, instance.hash, step.period, Waiting(instance.id, token.visit))
    return {"period": step.period.key, "run": id}


def leave_period(unit: Unit, token: Token) -> None:
    """A run that nobody has decided on is not wanted any more."""
    drop(unit.context, unit.tx, unit.instance.id, token.node, token.visit)
