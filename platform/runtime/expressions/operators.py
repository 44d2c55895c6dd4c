"""The one operator table: what each operator is called, takes, gives, does with empty values and can do in SQL.

A row is an Operator; the rows live in functions/<family>.py and are found by walking that folder. The checker, the
Python closures, the SQL compiler and the browser's table (operators.json) are all made from these rows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from ..localized import Localized
from ..registry import Registry
from .nodes import Operator

operators: Registry[Operator] = Registry(
    f"{__package__}.functions", "loomwork.functions", {"zh-CN": "函数", "en": "function"}
)


def operator(
    key: str,
    title: Localized,
    takes: Sequence[str],
    gives: str,
    *,
    least: int | None = None,
    most: int | None = None,
    lazy: bool = False,
    **settings: Any,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register the decorated function as the `run` of a new row, or with `lazy` as its `compile`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        settings["compile" if lazy else "run"] = function
        counts = (len(takes) if least is None else least, len(takes) if most is None else most)
        operators.register(key, Operator(key, title, tuple(takes), gives, *counts, **settings))
        return function

    return decorate


def reads(tree: Any, name: str) -> bool:
    """Whether a tree calls an operator that reads `name` of the data beside its arguments, such as "calendar"."""
    if isinstance(tree, Mapping):
        calls = any(key in operators and name in operators.get(key).reads for key in tree)
        return calls or any(reads(value, name) for value in tree.values())
    return isinstance(tree, (list, tuple)) and any(reads(one, name) for one in tree)


def browser_table() -> bytes:
    """The rows as frontend/src/expressions/operators.json holds them, one a line."""
    parts = ("key", "takes", "gives", "least", "most", "cycle", "nulls", "reads", "asks")
    rows = [orjson.dumps({part: getattr(row, part) for part in parts}) for _, row in operators.items()]
    return b"[\n  " + b",\n  ".join(rows) + b"\n]\n"
