"""What expressions read as nodes.<key>.<name> and trigger.<name>: numbers and moments in place of the texts that hold
them."""

from collections.abc import Mapping
from typing import Any

from ...expressions import Type
from ...expressions.values import parse
from ..definition.outputs import ALWAYS
from ..definition.plan import NodePlan

_READ = (Type.INTEGER, Type.DECIMAL, Type.DATE, Type.DATETIME)


def read_outputs(nodes: Mapping[str, NodePlan], variables: Mapping[str, Any]) -> Mapping[str, Any]:
    """The variables of an instance by node. Made where an expression is worked out, so only what holds such texts is
    read."""
    told = {
        key: nodes[key].outputs
        for key in variables
        if key in nodes and any(type_ in _READ for name, type_ in nodes[key].outputs.items() if name not in ALWAYS)
    }
    if not told:
        return variables
    return {**variables, **{key: _read(variables[key], types, "") for key, types in told.items()}}


def read_told(types: Mapping[str, Type], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the trigger told, by name."""
    return {name: _read(value, types, name) for name, value in told.items()}


def _read(value: Any, types: Mapping[str, Type], way: str) -> Any:
    if isinstance(value, Mapping):
        return {name: _read(one, types, f"{way}.{name}" if way else name) for name, one in value.items()}
    if isinstance(value, list):
        return [_read(one, types, way) for one in value]
    type_ = types.get(way)
    return parse(value, type_) if type_ in _READ and isinstance(value, str) else value
