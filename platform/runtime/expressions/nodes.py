"""An expression after checking: literals already have the type of their place, names are paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .types import Type

if TYPE_CHECKING:
    from .operators import Operator


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant."""

    value: Any
    type: Type
    pointer: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A value from the data; `default` stands in when it is missing or empty."""

    path: tuple[str, ...]
    type: Type
    pointer: str
    default: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out."""

    items: tuple["Node", ...]
    pointer: str
    type: Type = Type.LIST


@dataclass(frozen=True, slots=True)
class Call:
    """An operator with its arguments."""

    operator: "Operator"
    arguments: tuple["Node", ...]
    type: Type
    pointer: str


Node = Literal | Variable | Items | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Items):
        return node.items
    if isinstance(node, Variable) and node.default is not None:
        return (node.default,)
    return ()


def paths(node: Node) -> Iterator[tuple[str, ...]]:
    """Every path that the node reads, in order, repeated as often as read."""
    if isinstance(node, Variable):
        yield node.path
    for child in children(node):
        yield from paths(child)
