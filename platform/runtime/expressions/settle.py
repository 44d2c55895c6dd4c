"""Giving arguments their types: a literal text takes the type of its place, everything else must fit already."""

from collections.abc import Sequence
from dataclasses import replace

from .durations import parse_duration
from .errors import WrongType
from .nodes import Items, Literal, Node, Operator
from .types import NUMBERS, UNKNOWN, Type, accepts, family, words
from .values import parse

# Positions of one of these kinds share a family of types with each other; a list may stand among "measured" ones.
_SHARING = ("same", "ordered", "measured", "other")
_READ_AS = {
    "number": Type.DECIMAL, "integer": Type.INTEGER, "day": Type.DATE, "when": Type.DATE, "datetime": Type.DATETIME,
    "numbers": Type.DECIMAL, "shown": Type.DATE,
}  # fmt: skip


def settle(row: Operator, nodes: Sequence[Node]) -> tuple[list[Node], Type]:
    """The arguments with literal texts read as what they must be, and the type of the result. Raises WrongType."""
    kinds = row.kinds(len(nodes))
    settled = [_fit(row.key, position, kinds[position], node) for position, node in enumerate(nodes)]
    if "many" in kinds:
        return (settled := _settle_membership(row.key, *settled)), _result(row, settled, Type.ANY)
    common = Type.NULL
    for sharing_kind in _SHARING:
        sharing = [
            position
            for position, kind in enumerate(kinds)
            if kind == sharing_kind and not (kind == "measured" and settled[position].type is Type.LIST)
        ]
        if sharing:
            for position, node in zip(sharing, shared(row.key, [settled[i] for i in sharing], sharing), strict=True):
                settled[position] = node
            common = common_type([settled[i] for i in sharing])
    if any(kind == "measured" and node.type is Type.LIST for kind, node in zip(kinds, settled, strict=True)):
        common = Type.ANY
    return settled, _result(row, settled, common)


def _settle_membership(name: str, needle: Node, among: Node) -> list[Node]:
    """A needle and the list or the text it is looked for in."""
    if isinstance(among, Items):
        needle, *items = shared(name, [needle, *among.items], [0] + [1] * len(among.items))
        return [needle, replace(among, items=tuple(items))]
    if among.type is Type.TEXT and needle.type is not Type.TEXT and needle.type not in UNKNOWN:
        raise _wrong(name, 0, "text", needle)
    return [needle, among]


def shared(name: str, nodes: Sequence[Node], positions: Sequence[int]) -> list[Node]:
    """The nodes brought to one family of types. Raises WrongType at the first that cannot be."""
    families = [family(node.type) for node in nodes if not _free(node) and node.type not in UNKNOWN]
    if not families:
        return list(nodes)
    target = families[0]
    return [_join(name, position, node, target) for position, node in zip(positions, nodes, strict=True)]


def common_type(nodes: Sequence[Node]) -> Type:
    """The one type of nodes that share a family; ANY when one is not known."""
    types = {node.type for node in nodes} - {Type.NULL}
    if not types:
        return Type.NULL
    if Type.ANY in types:
        return Type.ANY
    if types <= NUMBERS:
        return Type.INTEGER if types == {Type.INTEGER} else Type.DECIMAL
    return next(iter(types)) if len(types) == 1 else Type.TEXT


def _free(node: Node) -> bool:
    """A literal text may still become a number or a date."""
    return isinstance(node, Literal) and node.type is Type.TEXT


def _join(name: str, position: int, node: Node, target: Type) -> Node:
    if node.type in UNKNOWN or family(node.type) is target:
        return node
    if isinstance(node, Literal) and _free(node):
        value = parse(node.value, target)
        if value is not None:
            return _typed(node, value, target)
    raise _wrong(name, position, target.value, node)


def _typed(node: Literal, value: object, target: Type) -> Literal:
    type_ = Type.INTEGER if target is Type.DECIMAL and isinstance(value, int) else target
    return replace(node, value=value, type=type_)


def _fit(name: str, position: int, kind: str, node: Node) -> Node:
    if isinstance(node, Literal) and _free(node):
        node = _read_literal(name, position, kind, node)
    if node.type in UNKNOWN or node.type in accepts(kind):
        return node
    raise _wrong(name, position, kind, node)


def _read_literal(name: str, position: int, kind: str, node: Literal) -> Node:
    if kind == "duration":
        if parse_duration(node.value) is None:
            raise _wrong(name, position, kind, node)
        return replace(node, type=Type.DURATION)
    target = _READ_AS.get(kind)
    if target is None:
        return node
    value = parse(node.value, target)
    if value is None and kind in ("day", "when", "shown"):
        target, value = Type.DATETIME, parse(node.value, Type.DATETIME)
    if value is None and kind == "shown":
        target, value = Type.DECIMAL, parse(node.value, Type.DECIMAL)
    if value is None or (kind == "integer" and not isinstance(value, int)):
        raise _wrong(name, position, kind, node)
    return _typed(node, value, target)


def _result(row: Operator, nodes: Sequence[Node], common: Type) -> Type:
    if row.gives == "same":
        return common
    if row.gives == "first":
        return nodes[0].type
    if row.gives == "number":
        return Type.INTEGER if all(node.type is Type.INTEGER for node in nodes) else Type.DECIMAL
    return Type(row.gives)


def _wrong(name: str, position: int, kind: str, node: Node) -> WrongType:
    return WrongType(
        pointer=node.pointer, name=name, position=position + 1, expected=words(kind), found=words(node.type.value)
    )
