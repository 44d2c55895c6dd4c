"""The one operator table: what each operator is called, takes, gives, does with empty values and can do in SQL.

A row is an Operator; the rows live in functions/<family>.py and are found by walking that folder. The checker, the
Python closures, the SQL compiler and the browser's table (operators.json) are all made from these rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ..localized import Localized
from ..registry import Registry
from .nodes import Node

if TYPE_CHECKING:
    import sqlalchemy as sa

    from .sql_terms import Builder, Term

MANY = 100

Closure = Callable[[Any], Any]
Sql = Callable[["Builder", "Sequence[Term]"], "sa.ColumnElement[Any]"]

# What an empty argument does. empty: the result is empty. no: the result is false. own: the operator decides.
Nulls = Literal["empty", "no", "own"]


@dataclass(frozen=True)
class Operator:
    """One row. Exactly one of `run` (plain values in, value out) and `compile` (closures in, closure out) is set.

    takes: the kind of each position, see types.py; the last `cycle` of them repeat up to `most`, and a single one left
    over at the end is of the last kind (the "else" of an "if").
    gives: a type; "number" (whole when all arguments are whole), "same" (what the arguments share) or "first".
    reads: names in the data that `run` gets first, such as ("zone",).
    sql: builds it on PostgreSQL; SQLite calls `run`. With `sql_everywhere` it builds it on both. None: not in lists.
    sql_columns: how many of the first arguments may read columns in SQL; the others must be constant there.
    """

    key: str
    title: Localized
    takes: tuple[str, ...]
    gives: str
    least: int
    most: int
    nulls: Nulls = "empty"
    run: Callable[..., Any] | None = None
    compile: Callable[[Sequence[Node], Sequence[Closure]], Closure] | None = None
    reads: tuple[str, ...] = ()
    sql: Sql | None = None
    sql_everywhere: bool = False
    sql_columns: int = MANY
    cycle: int = 1

    def kinds(self, count: int) -> list[str]:
        """The kind of each of `count` arguments."""
        fixed = len(self.takes) - self.cycle
        kinds = [
            self.takes[position if position < fixed else fixed + (position - fixed) % self.cycle]
            for position in range(count)
        ]
        if (count - fixed) % self.cycle:
            kinds[-1] = self.takes[-1]
        return kinds

    @property
    def empty_result(self) -> Any:
        """The result of an empty or unusable argument."""
        return False if self.nulls == "no" else None


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


def table() -> list[dict[str, Any]]:
    """The rows as the browser needs them: key, takes, gives, least, most, cycle, nulls, reads."""
    parts = ("key", "takes", "gives", "least", "most", "cycle", "nulls", "reads")
    return [{part: getattr(row, part) for part in parts} for _, row in operators.items()]
