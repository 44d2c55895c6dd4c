"""An expression after checking: literals already have the type of their place, names are paths, calls their row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from typing import Literal as Choice

from ..localized import Localized, text
from .types import Type

if TYPE_CHECKING:
    import sqlalchemy as sa

    from .sql_terms import Builder, Term

MANY = 100

Closure = Callable[[Any], Any]
Sql = Callable[["Builder", "Sequence[Term]"], "sa.ColumnElement[Any]"]

# What an empty argument does. empty: the result is empty. no: the result is false. own: the operator decides.
Nulls = Choice["empty", "no", "own"]


@dataclass(frozen=True)
class Operator:
    """One row. Exactly one of `run` (plain values in, value out) and `compile` (closures in, closure out) is set, but
    for a row that `asks`.

    takes: the kind of each position, see types.py; the last `cycle` of them repeat up to `most`, and a single one left
    over at the end is of the last kind (the "else" of an "if").
    gives: a type; "number" (whole when all arguments are whole), "same" (what the arguments share) or "first".
    reads: names in the data that `run` gets first, such as ("zone",).
    sql: builds it on PostgreSQL; SQLite calls `run`. With `sql_everywhere` it builds it on both. None: not in lists.
    sql_columns: how many of the first arguments may read columns in SQL; the others must be constant there.
    names: what formula text calls it, the first one shown; none: the key in capitals. The Chinese title is understood.
    asks: "rows" (form, condition) or "field" (form, field, condition) when it asks the rows of another form.
    """

    key: str
    title: Localized
    takes: tuple[str, ...]
    gives: str
    least: int
    most: int
    nulls: Nulls = "empty"
    run: Callable[..., Any] | None = None
    compile: Callable[["Sequence[Node]", Sequence[Closure]], Closure] | None = None
    reads: tuple[str, ...] = ()
    sql: Sql | None = None
    sql_everywhere: bool = False
    sql_columns: int = MANY
    cycle: int = 1
    names: tuple[str, ...] = ()
    asks: str = ""

    @property
    def text_names(self) -> tuple[str, ...]:
        """English names in formula text."""
        return self.names or (self.key.upper(),)

    @property
    def chinese_names(self) -> tuple[str, ...]:
        """Chinese names in formula text."""
        return (text(self.title, "zh-CN").replace(" ", ""),)

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

    operator: Operator
    arguments: tuple["Node", ...]
    type: Type
    pointer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of another form's rows: those in which `condition` holds. In it "row" is the other form's record
    and "this" the one at hand; `tree` is the condition as it was written. `field` is None where rows are counted.
    `given`: paths of the condition, such as this.customer.level, that are questions of their own and answered first."""

    operator: Operator
    form: str
    field: str | None
    condition: "Node"
    tree: Any
    type: Type
    pointer: str
    given: tuple[tuple[tuple[str, ...], "Question"], ...] = ()


Node = Literal | Variable | Items | Call | Question


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
    if isinstance(node, Question):
        for path in paths(node.condition):
            if path[:1] != ("row",):
                yield ("record", *path[1:]) if path[:1] == ("this",) else path
    for child in children(node):
        yield from paths(child)


def variables(node: Node) -> Iterator[Variable]:
    """Every name that the node reads, conditions on other forms included, as it is written there."""
    if isinstance(node, Variable):
        yield node
    if isinstance(node, Question):
        yield from variables(node.condition)
    for child in children(node):
        yield from variables(child)


def depth(node: Node) -> int:
    """How many nodes lie on the longest way down, this one included."""
    below = (node.condition,) if isinstance(node, Question) else children(node)
    return 1 + max((depth(child) for child in below), default=0)
