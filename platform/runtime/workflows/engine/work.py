"""What a transition has still to do, piece by piece, and what may go wrong with a piece."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...errors import PlatformError, Problems
from ...localized import LOCALES
from ..definition.plan import ScopePlan
from ..node import Answer
from .state import Scope, Token


class Failures(dict["Phase", dict[str, Any]]):
    """What went wrong in earlier tries of this transition, by phase: {"code", "detail"}."""


class Phase(NamedTuple):
    """A thing a node was doing: "enter", "resume", or "limit:" and its key."""

    node: str
    visit: int
    name: str


class LostRace(Exception):
    """Somebody changed the record between reading and writing it: read it anew and do the same again."""


class NodeFailed(Exception):
    """A node could not do its work; `problem` is what the administrator is shown."""

    def __init__(self, phase: Phase, problem: dict[str, Any]) -> None:
        super().__init__(f"{phase}: {problem['code']}")
        self.phase = phase
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Enter:
    """Enter `target`, coming from these nodes; none at the start."""

    target: str
    scopes: tuple[Scope, ...]
    came_from: Collection[str]
    join: str | None = None
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Too much was done in this transaction: enter the node in the next."""

    number: int


@dataclass(frozen=True, slots=True)
class LeaveScope:
    """The limit of a scope leads out of it, whoever stands where in it."""

    scope: ScopePlan
    stay: Token
    outcome: str


@dataclass(frozen=True, slots=True)
class Work:
    token: Token
    phase: str
    event: Answer | None = None


def problem_of(error: PlatformError) -> dict[str, Any]:
    """JSON for the administrator: of several problems found in one go each, and where."""
    several = error.errors if isinstance(error, Problems) else []
    said = {locale: [_located(one, locale) for one in (error, *several)] for locale in LOCALES}
    return {"code": error.code, "detail": {locale: " ".join(sentences) for locale, sentences in said.items()}}


def _located(error: PlatformError, locale: str) -> str:
    if not error.pointer:
        return error.sentence(locale)
    where = error.pointer.removeprefix("/").replace("/", ".")
    return f"{where}{'：' if locale == LOCALES[0] else ': '}{error.sentence(locale)}"


def place_of(one: Enter | Work) -> tuple[str, tuple[Scope, ...]]:
    """The node where something is to be done, and the branches around it."""
    return (one.target, one.scopes) if isinstance(one, Enter) else (one.token.node, one.token.scopes)
