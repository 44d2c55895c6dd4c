"""Questions that steps ask by messages: named by the visit that waits, and closed when it is left."""

from ...messages import withdraw
from .state import Token
from .unit import Unit


def question_of(unit: Unit, token: Token) -> str:
    """What the answer is told to."""
    return f"{unit.instance.id}/{token.node}/{token.visit}"


def drop_questions(unit: Unit, token: Token) -> None:
    """What nobody answered needs no answer any more."""
    withdraw(unit.context, unit.tx, question_of(unit, token))
