"""Decision tables as an expression calls them: {"decide": [table, {input: tree}, output]}.

A call becomes an operator of its own whose arguments are the table's inputs in their order, so that checking and
running know nothing special about it. The output may be left out where there is only one.
"""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..localized import listed_in_all
from .errors import Malformed, UnknownName
from .nodes import MANY, Operator, Sql
from .types import Type

DECIDE = "decide"
_TITLE = {"zh-CN": "查决策表", "en": "Decide by table"}
# A date input takes a moment, too: its day.
_KINDS = {Type.DATE: "day", Type.DATETIME: "datetime"}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table's inputs and outputs with their types; `run` gives a value for each output, `sql` how the output at a
    place is built in SQL. `told`: the table as a browser works it out; None where its rows stay on the server."""

    inputs: Mapping[str, Type]
    outputs: Mapping[str, Type]
    run: Callable[[Sequence[Any]], tuple[Any, ...]]
    sql: Callable[[int], Sql]
    told: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a call says: trees by input, and the output wanted."""

    table: str
    inputs: Mapping[str, Any]
    output: str | None


def read_decision(arguments: Any, pointer: str) -> Decision:
    """Raises Malformed."""
    if isinstance(arguments, (list, tuple)) and len(arguments) in (2, 3):
        table, inputs, *output = arguments
        names = [table, *output]
        if all(isinstance(name, str) for name in names) and isinstance(inputs, Mapping) and inputs:
            return Decision(table, inputs, output[0] if output else None)
    reason = {
        "zh-CN": "决策表要写成 [表, {输入: 值}, 输出]",
        "en": "write a decision as [table, {input: value}, output]",
    }
    raise Malformed(pointer=pointer, reason=reason)


def operator_of(decision: Decision, table: Table | None, pointer: str) -> Operator:
    """The operator for a call. Without a table at hand its types stay open. Raises UnknownName, Malformed."""
    if table is None:
        count = len(decision.inputs)
        return Operator(DECIDE, _TITLE, ("any",) * count, "any", count, MANY, nulls="own", run=lambda *values: None)
    for name in decision.inputs:
        if name not in table.inputs:
            raise _unknown(name, table.inputs, f"{pointer}/1/{name}")
    output = decision.output or next(iter(table.outputs))
    if decision.output is None and len(table.outputs) > 1:
        names = listed_in_all(table.outputs)
        reason = {
            "zh-CN": f"这张表有几个输出，写明要哪一个：{names['zh-CN']}",
            "en": f"name the output wanted: {names['en']}",
        }
        raise Malformed(pointer=pointer, reason=reason)
    if output not in table.outputs:
        raise _unknown(output, table.outputs, f"{pointer}/2")
    place = list(table.outputs).index(output)
    kinds = tuple(_KINDS.get(type_, type_.value) for type_ in table.inputs.values())
    run = table.run
    return Operator(
        DECIDE,
        _TITLE,
        kinds,
        table.outputs[output].value,
        len(kinds),
        len(kinds),
        nulls="own",
        run=lambda *values: run(values)[place],
        sql=table.sql(place),
        sql_everywhere=True,
    )


def tables_called(tree: Any) -> set[str]:
    """The keys of the tables that a tree calls."""
    if isinstance(tree, (list, tuple)):
        return set().union(*map(tables_called, tree))
    if not isinstance(tree, Mapping):
        return set()
    found = set().union(*map(tables_called, tree.values()))
    call = tree.get(DECIDE)
    return found | {call[0]} if isinstance(call, (list, tuple)) and call and isinstance(call[0], str) else found


def unknown_table(name: str, pointer: str) -> UnknownName:
    """The error for a table that does not exist, or cannot be asked here."""
    return UnknownName(pointer=f"{pointer}/0", name=name[:60], nearest="—")


def _unknown(name: str, known: Mapping[str, Any], pointer: str) -> UnknownName:
    near = difflib.get_close_matches(name[:60], known, 1, 0)
    return UnknownName(pointer=pointer, name=name[:60], nearest=near[0] if near else "—")
