"""The SQL interpreter: an expression becomes a SQLAlchemy expression that answers as the Python closure does.

Whatever reads no column is worked out in Python and bound as a value, so most functions need no SQL at all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from .durations import DEFAULT_ZONE
from .errors import NotInLists, TooLarge
from .evaluate import closure
from .nodes import Call, Literal, Node, Operator, Question, Variable, children, depth, paths
from .sql_terms import Builder, Element, Term, column_term, column_type, sql_type, term_of
from .tree import Environment, read
from .types import Type, type_of

# A level of a tree becomes several of SQL, and SQLAlchemy goes down them on Python's own stack.
MAX_SQL_DEPTH = 16

Resolve = Callable[[tuple[str, ...]], Any]


# The SQL of what is asked of another form; it stands inside the statement, and may read its columns.
Ask = Callable[[Question], Element]


def sql_expression(
    tree: Any, resolve: Resolve, dialect: str, *, ask: Ask | None = None, environment: Environment | None = None
) -> Element:
    """`tree` as SQL. `resolve` gives for each path a column or a plain value (None when missing); it is asked for
    ("zone",), ("now",) and ("calendar",) too. `dialect`: "sqlite" or "postgresql". Other forms can be asked where `ask`
    is given, with the `environment` that knows them.

    A condition is never NULL; an error (a division by zero) is NULL. Raises ExpressionError; NotInLists for what the
    database cannot work out.
    """
    known = environment or Environment()
    read_by = {path[:2] if path[:2] in known.references else path for path in references(tree)}
    found = {path: resolve(path) for path in {*read_by, ("zone",), ("now",)}}
    types = {path: _type_of(value) for path, value in found.items()}
    node = read(
        tree,
        replace(
            known,
            types=types,
            open=frozenset(),
            forms=known.forms if ask else None,
            references=known.references if ask else {},
        ),
    )
    if depth(node) > MAX_SQL_DEPTH:
        raise TooLarge(
            pointer="", what={"zh-CN": "列表筛选的嵌套层数", "en": "its depth in a list"}, limit=MAX_SQL_DEPTH
        )
    zone = found["zone",] or DEFAULT_ZONE
    compiler = _Compiler(Builder(dialect, zone), dialect, found, ask, resolve(("calendar",)))
    term = compiler.term(node)
    return term.element if term.element is not None else compiler.build.value(term)


def references(tree: Any) -> set[tuple[str, ...]]:
    """Every path that `tree` reads, conditions on other forms included; a parameter's path is ("param", key).

    Raises ExpressionError.
    """
    return set(paths(read(tree, asking=True)))


def questions(tree: Any, environment: Environment) -> list[Question]:
    """What `tree` asks of other forms, references that are read through included. Raises ExpressionError."""
    return list(_questions(read(tree, environment)))


def _questions(node: Node) -> Iterator[Question]:
    if isinstance(node, Question):
        yield node
        for _, asked in node.given:
            yield from _questions(asked)
    for child in children(node):
        yield from _questions(child)


def _type_of(value: Any) -> Type:
    return column_type(value.type) if isinstance(value, sa.ColumnElement) else type_of(value)


class _Compiler:
    """One compilation: the data it may bind and the builder of its dialect."""

    def __init__(
        self, build: Builder, dialect: str, found: Mapping[tuple[str, ...], Any], ask: Ask | None, calendar: Any
    ) -> None:
        self.build = build
        self._ask = ask
        self._dialect = dialect
        self._found = found
        plain = {path: value for path, value in found.items() if not isinstance(value, sa.ColumnElement)}
        self._data = nested({**plain, ("calendar",): calendar})

    def term(self, node: Node) -> Term:
        if self._constant(node):
            value = closure(node)(self._data)
            return term_of(value, node.type if node.type is not Type.ANY else type_of(value))
        if isinstance(node, Variable):
            return self._column(node)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Question) and self._ask is not None:
            return self._result(self._ask(node), node.type, sure=node.type is Type.BOOLEAN)
        raise NotInLists(pointer=node.pointer, name="[…]")

    def _constant(self, node: Node) -> bool:
        if isinstance(node, Question):
            return False
        if isinstance(node, Variable) and isinstance(self._found.get(node.path), sa.ColumnElement):
            return False
        return all(self._constant(child) for child in children(node))

    def _column(self, node: Variable) -> Term:
        term = column_term(self._found[node.path], self._dialect)
        if node.default is None:
            return term
        values = self.build.alike([term, self.term(node.default)])
        return self._result(sa.func.coalesce(*values), node.type)

    def _call(self, node: Call) -> Term:
        row = node.operator
        if row.sql is None:
            raise NotInLists(pointer=node.pointer, name=row.key)
        terms = [self.term(argument) for argument in node.arguments]
        if terms and all(term.constant for term in terms):
            literals = tuple(Literal(term.value, term.type, node.pointer) for term in terms)
            return term_of(closure(replace(node, arguments=literals))(self._data), node.type)
        if not all(term.constant for term in terms[row.sql_columns :]):
            raise NotInLists(pointer=node.pointer, name=row.key)
        if row.nulls != "own" and any(term.constant and term.value is None for term in terms):
            return term_of(row.empty_result, node.type)
        try:
            # Built on SQLite too: what one database cannot work out is refused on both.
            element = row.sql(self.build, terms)
            if self.build.sqlite and not row.sql_everywhere:
                element = self._registered(row, terms)
            return self._result(element, node.type, row.gives == Type.BOOLEAN)
        except NotInLists as error:
            raise NotInLists(pointer=node.pointer, name=row.key) from error

    def _registered(self, row: Operator, terms: list[Term]) -> Element:
        """SQLite runs the row's own Python function."""
        context = [sa.literal(self.build.zone)] * len(row.reads)
        days = [kind == "day" for kind in row.kinds(len(terms))]
        values = [(self.build.day if day else self.build.value)(term) for term, day in zip(terms, days, strict=True)]
        types = ["date" if day else term.type.value for term, day in zip(terms, days, strict=True)]
        return self.build.call(row.key, types, *context, *values)

    def _result(self, element: Element, type_: Type, sure: bool = False) -> Term:
        if isinstance(element, sa.Null):
            return term_of(None, type_)
        # A condition keeps its own type: wrapped, it would lose its brackets when it is negated.
        if not isinstance(element.type, sa.Boolean):
            element = sa.type_coerce(element, sql_type(type_))
        return Term(type_, element=element, sure=sure)


def nested(values: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """{("record", "budget"): 5} as {"record": {"budget": 5}}."""
    data: dict[str, Any] = {}
    for path, value in values.items():
        level = data
        for segment in path[:-1]:
            if not isinstance(level.get(segment), dict):
                level[segment] = {}
            level = level[segment]
        if path:
            level[path[-1]] = value
    return data
