"""Carry out what a step does besides moving on: each effect by the function that was registered for its class."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from ...registry import Registry
from ..node import Change, Effect
from .state import Token
from .unit import Unit

E = TypeVar("E", bound=Effect)
# What it returns (JSON) is added to the output of the node, for later nodes to read.
Carrier = Callable[[Unit, Token, E], Mapping[str, Any] | None]

carriers: Registry[Carrier[Any]] = Registry(
    "loomwork.runtime.workflows.engine.effects", "loomwork.effects", {"zh-CN": "节点的效果", "en": "effect of a step"}
)


def carries_out(effect: type[E]) -> Callable[[Carrier[E]], Carrier[E]]:
    """Decorator of the function that carries out effects of a class."""
    return lambda carrier: carriers.register(effect.key, carrier)


def carry_out(unit: Unit, token: Token, effects: Sequence[Effect]) -> dict[str, Any]:
    """Do everything in order, the record first. Returns what the effects add to the node's output."""
    output: dict[str, Any] = {}
    for effect in _record_first(effects):
        output |= carriers.get(effect.key)(unit, token, effect) or {}
    return output


def _record_first(effects: Sequence[Effect]) -> Iterator[Effect]:
    """All changes of the record as one, so that its rules see them together and others see their result."""
    values: dict[str, Any] = {}
    for effect in effects:
        if isinstance(effect, Change):
            values |= effect.values
    if values:
        yield Change(values)
    yield from (effect for effect in effects if not isinstance(effect, Change))
