"""What steps tell those that follow, by name and type: known from types and settings before anything runs."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...expressions import Type
from ...expressions.nodes import variables
from ...expressions.tree import read
from ...forms.locating import wrong
from ...localized import listed

# The scope under which they are read: nodes.<step>.<name>.
SCOPE = "nodes"
# Told of every step that was left, and of a scope of steps.
ALWAYS = {"outcome": Type.TEXT, "visits": Type.INTEGER}
# What may hold more than is declared.
_OPEN = (Type.ANY, Type.LIST)
_SHOWN = 12

# Of a step: the types of what it tells, by the way to it. None: its settings are wrong, so that nothing is known.
Outputs = Mapping[str, Type] | None


def types_told(steps: Mapping[str, Outputs]) -> dict[tuple[str, ...], Type]:
    """The types of all that may be read, by path. The column of a list is a list."""
    return {
        (SCOPE, step, *way.split(".")): Type.LIST if _in_list(way, outputs) else type_
        for step, outputs in steps.items()
        if outputs is not None
        for way, type_ in outputs.items()
    }


def check_reads(tree: Any, steps: Mapping[str, Outputs]) -> None:
    """Each step that `tree` reads is there and tells what is read of it. Raises InvalidDefinition with a pointer."""
    for variable in variables(read(tree, asking=True)):
        if variable.path[:1] == (SCOPE,):
            _check_read(variable.path, f"{variable.pointer}/var", steps)


def _check_read(path: Sequence[str], pointer: str, steps: Mapping[str, Outputs]) -> None:
    if len(path) < 2 or path[1] not in steps:
        name = ".".join(path)
        raise wrong(pointer, f"流程里没有节点「{name}」", f"the workflow has no step {name}")
    step, outputs = path[1], steps[path[1]]
    # What stands at a place in a list is called as all of its column are.
    way = ".".join(part for part in path[2:] if not part.isdigit())
    if outputs is None or _is_told(way, outputs):
        return
    near = difflib.get_close_matches(way[:60], outputs, _SHOWN, 0)
    chinese, english = listed(near, "zh-CN"), listed(near, "en")
    raise wrong(
        pointer,
        f"节点「{step}」没有输出「{way[:60]}」，它有：{chinese}；请改成其中之一，或让该节点给出它",
        f"the step {step} tells no {way[:60] or 'value of its own'}; it tells {english}. Read one of these, "
        "or let the step tell it",
    )


def _is_told(way: str, outputs: Mapping[str, Type]) -> bool:
    if way in outputs:
        return True
    around = next((one for one in _around(way) if one in outputs), None)
    if around is None or outputs[around] not in _OPEN:
        return False
    return not any(one.startswith(f"{around}.") for one in outputs)


def _in_list(way: str, outputs: Mapping[str, Type]) -> bool:
    return any(outputs.get(one) is Type.LIST for one in _around(way))


def _around(way: str) -> Iterator[str]:
    """What a way leads through, the innermost first."""
    while "." in way:
        way = way.rpartition(".")[0]
        yield way
