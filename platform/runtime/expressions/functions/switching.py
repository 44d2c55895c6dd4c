"""Choosing by value, and what stands in for an error."""

from collections.abc import Sequence
from typing import Any

from ..faults import noted
from ..nodes import MANY, Closure, Node
from ..operators import operator
from ..types import type_of
from ..values import equal
from .comparison import facing


@operator("switch", {"zh-CN": "按值选择", "en": "Switch"}, ["same", "same", "other"], "same",
          least=3, most=MANY, cycle=2, nulls="own", lazy=True)  # fmt: skip
def compile_switch(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """switch(value, case, result, case, result, …, otherwise)."""
    value_of, rest = closures[0], closures[1:]
    pairs = len(rest) // 2
    readings = [facing(node) for node in nodes[1 : 1 + 2 * pairs : 2]]
    cases = [(rest[2 * i], readings[i], rest[2 * i + 1]) for i in range(pairs)]
    otherwise = rest[-1] if len(rest) % 2 else lambda data: None

    def run(data: Any) -> Any:
        value = value_of(data)
        for case_of, reading, result_of in cases:
            case = reading(value) if reading and type_of(value) != type_of("") else case_of(data)
            if equal(value, case):
                return result_of(data)
        return otherwise(data)

    return run


@operator("if_error", {"zh-CN": "出错时", "en": "If wrong"}, ["same", "same"], "same",
          nulls="own", lazy=True, names=("IFERROR", "IF_ERROR"))  # fmt: skip
def compile_if_error(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """The first value, or the second where working out the first went wrong; its codes are then settled."""
    value_of, otherwise = closures

    def run(data: Any) -> Any:
        with noted() as codes:
            value = value_of(data)
        return otherwise(data) if codes else value

    return run
