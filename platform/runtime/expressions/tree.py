"""Reading a tree: JSON in, checked nodes out, within the fuel limits.

A tree is a literal, a list of trees, or an object with one operator: {">=": [{"var": "record.budget"}, "500000"]}.
"""

import difflib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..pointers import token
from .errors import Malformed, TooLarge, UnknownName, UnknownOperator, WrongCount
from .nodes import Call, Items, Literal, Node, Operator, Question, Variable
from .operators import operators
from .questions import answer_type, check_condition_type, check_names
from .settle import common_type, settle, shared
from .tables import DECIDE, Table, operator_of, read_decision, unknown_table
from .types import Type, type_of
from .values import float_to_decimal

MAX_DEPTH = 32
MAX_STEPS = 10_000
MAX_SOURCE_BYTES = 16 * 1024
MAX_SAFE_INTEGER = 2**53 - 1
_MAX_DIGITS = 40

# What JSON-Logic writes otherwise, where the nearest spelling would mislead.
_OTHERWISE = {"?:": "if", "===": "==", "!==": "!=", "!!": "is_set", "missing": "is_set", "concat": "cat"}
_NAMES = {"var": (), "param": ("param",)}


@dataclass(frozen=True)
class Environment:
    """What an expression may read: a type per path, and scopes whose names are not known before the run.

    forms: the types of the rows of another form, None for one that does not exist; without it no form can be asked.
    tables: decision tables by key, None for one that does not exist; without it none can be called.
    references: the form that a path's value points to, so that {record.customer.level} can be read through it;
    pointing: the same by field for another form, so that {record.order.customer.level} can.
    """

    types: Mapping[tuple[str, ...], Type] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    forms: Callable[[str], Mapping[str, Type] | None] | None = None
    references: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    pointing: Callable[[str], Mapping[str, str]] | None = None
    tables: Callable[[str], Table | None] | None = None

    def type_at(self, path: tuple[str, ...], pointer: str) -> Type:
        """The type of `path`. Raises UnknownName with the nearest one."""
        known = self.types.get(path)
        if known is not None:
            return known
        if path and path[0] in self.open:
            return Type.ANY
        if any(self.types.get(path[:length]) is Type.ANY for length in range(2, len(path))):
            # Within something of which nothing is known.
            return Type.ANY
        name = ".".join(path)
        near = difflib.get_close_matches(name[:60], [".".join(known) for known in self.types], 1, 0)
        raise UnknownName(pointer=pointer, name=name[:60], nearest=near[0] if near else "—")

    def asking(self, rows: Mapping[str, Type]) -> "Environment":
        """What a condition on the rows of another form may read: them as "row", this record as "this". It cannot ask
        further forms."""
        types = dict(self.types) | {("row", name): type_ for name, type_ in rows.items()}
        types |= {("this", *path[1:]): type_ for path, type_ in self.types.items() if path[0] == "record"}
        return Environment(types, self.open, tables=self.tables)

    def target(self, path: tuple[str, ...]) -> str | None:
        """The form in which the last step of a path through references is a field; None where there is no such way."""
        form = self.references.get(path[:2])
        for step in path[2:-1]:
            form = self.pointing(form).get(step) if form is not None and self.pointing is not None else None
        return form


def read(tree: Any, environment: Environment | None = None, *, asking: bool = False) -> Node:
    """The checked node of `tree`. Without an environment every name is allowed and its type open, but other forms
    can be asked only where `asking` says so: it takes a plan to answer.

    Raises ExpressionError with a JSON pointer into the tree.
    """
    node = _Reader(environment, asking).read(tree, "", 1)
    if len(json.dumps(tree, ensure_ascii=False, default=str, separators=(",", ":")).encode()) > MAX_SOURCE_BYTES:
        raise TooLarge(pointer="", what={"zh-CN": "内容", "en": "its source"}, limit="16 KB")
    return node


def check_tree(tree: Any, environment: Environment) -> Type:
    """The type of `tree` where `environment` holds. Raises ExpressionError: pointer, what is wrong, what is nearest."""
    return read(tree, environment).type


class _Reader:
    """One reading: counts steps as it goes down."""

    def __init__(self, environment: Environment | None, asking: bool) -> None:
        self._environment = environment
        self._asking = asking
        self._steps = 0
        # Inside a condition on another form's rows: what is read around it, and the questions that are asked there.
        self._around: Environment | None = None
        self._given: dict[tuple[str, ...], Question] | None = None
        self._asked: str | None = None

    def read(self, tree: Any, pointer: str, depth: int) -> Node:
        self._burn(pointer, depth)
        if isinstance(tree, Mapping):
            return self._operation(tree, pointer, depth)
        if isinstance(tree, (list, tuple)):
            return Items(tuple(self.read(item, f"{pointer}/{i}", depth + 1) for i, item in enumerate(tree)), pointer)
        return _literal(tree, pointer)

    def _burn(self, pointer: str, depth: int) -> None:
        self._steps += 1
        if depth > MAX_DEPTH:
            raise TooLarge(pointer=pointer, what={"zh-CN": "嵌套层数", "en": "its depth"}, limit=MAX_DEPTH)
        if self._steps > MAX_STEPS:
            raise TooLarge(pointer=pointer, what={"zh-CN": "步骤数", "en": "its steps"}, limit=MAX_STEPS)

    def _operation(self, tree: Mapping[str, Any], pointer: str, depth: int) -> Node:
        if len(tree) != 1:
            reason = {"zh-CN": "每层只能有一个函数", "en": "each level holds exactly one function"}
            raise Malformed(pointer=pointer, reason=reason)
        key, arguments = next(iter(tree.items()))
        below = f"{pointer}/{token(str(key))}"
        if key in _NAMES:
            return self._variable(key, arguments, pointer, depth)
        if key == DECIDE:
            return self._decision(arguments, pointer, below, depth)
        if key not in operators:
            near = _OTHERWISE.get(key) or difflib.get_close_matches(str(key)[:60], [*operators, *_NAMES], 1, 0)[0]
            raise UnknownOperator(pointer=pointer, name=str(key)[:60], nearest=near)
        return self._call(key, arguments, pointer, below, depth)

    def _decision(self, arguments: Any, pointer: str, below: str, depth: int) -> Node:
        decision, known = read_decision(arguments, below), self._environment
        table = known.tables(decision.table) if known is not None and known.tables is not None else None
        if table is None and known is not None:
            raise unknown_table(decision.table, below)
        row = operator_of(decision, table, below)
        nodes = [
            self.read(decision.inputs.get(key), f"{below}/1/{key}", depth + 1)
            for key in (table.inputs if table is not None else decision.inputs)
        ]
        settled, type_ = settle(row, nodes)
        return Call(row, tuple(settled), type_, pointer)

    def _variable(self, key: str, argument: Any, pointer: str, depth: int) -> Node:
        arguments, below = _listed(argument), f"{pointer}/{key}"
        if not 1 <= len(arguments) <= (2 if key == "var" else 1):
            raise WrongCount(pointer=below, name=key, expected="1", found=len(arguments))
        name = arguments[0]
        if isinstance(name, int) and not isinstance(name, bool):
            name = str(name)
        if not isinstance(name, str):
            reason = {"zh-CN": "字段名需要直接写出", "en": "a name must be written out, not worked out"}
            raise Malformed(pointer=below, reason=reason)
        path = (*_NAMES[key], *name.split(".")) if name else ()
        if (through := self._through(path, pointer, depth)) is not None and len(arguments) == 1:
            return through
        type_ = self._type_behind_row(path) if len(path) > 2 and path[0] == "row" else None
        if type_ is None:
            type_ = self._environment.type_at(path, below) if self._environment else Type.ANY
        if len(arguments) == 1:
            return Variable(path, type_, pointer)
        name_node = Variable(path, type_, pointer)
        default = self.read(arguments[1], f"{below}/1", depth + 1)
        _, default = shared(key, [name_node, default], [0, 1])
        return Variable(path, common_type([name_node, default]), pointer, default)

    def _through(self, path: tuple[str, ...], pointer: str, depth: int) -> Node | None:
        """A field of the record that references lead to: the same as looking it up."""
        if self._given is not None:
            return self._through_outside(path, pointer, depth)
        environment = self._environment
        if environment is None or len(path) < 3 or path in environment.types:
            return None
        form = environment.target(path)
        if form is None:
            return None
        pointed = {"var": ".".join(("this" if path[0] == "record" else path[0], *path[1:-1]))}
        row = operators.get("lookup")
        return self._question(
            row, [form, path[-1], {"==": [{"var": "row.id"}, pointed]}], pointer, f"{pointer}/var", depth
        )

    def _through_outside(self, path: tuple[str, ...], pointer: str, depth: int) -> Node | None:
        """Inside a condition: {this.customer.level} is asked before the condition is."""
        around, given, inside = self._around, self._given, self._environment
        if around is None or given is None or len(path) < 3 or path[0] not in ("this", "before"):
            return None
        if path not in given:
            try:
                self._environment, self._around, self._given = around, None, None
                own = ("record", *path[1:]) if path[0] == "this" else path
                asked = self._through(own, pointer, depth + 1)
            finally:
                self._environment, self._around, self._given = inside, around, given
            if not isinstance(asked, Question):
                return None
            given[path] = asked
        return Variable(path, given[path].type, pointer)

    def _type_behind_row(self, path: tuple[str, ...]) -> Type | None:
        """The type of row.order.customer, what references of the other form's record lead to; None for no such way."""
        around, form = self._around, self._asked
        if around is None or around.pointing is None or around.forms is None or form is None:
            return None
        for step in path[1:-1]:
            form = around.pointing(form).get(step)
            if form is None:
                return None
        return (around.forms(form) or {}).get(path[-1])

    def _question(self, row: Operator, arguments: list[Any], pointer: str, below: str, depth: int) -> Question:
        form, *field, tree = arguments
        outer, around, outer_given, outer_asked = self._environment, self._around, self._given, self._asked
        rows = check_names(row, form, field, outer.forms if outer else None, below, self._asking)
        given: dict[tuple[str, ...], Question] = {}
        try:
            self._environment = outer.asking(rows) if outer is not None and rows is not None else None
            self._around, self._given, self._asked = outer, given, form
            condition = self.read(tree, f"{below}/{len(arguments) - 1}", depth + 1)
        finally:
            self._environment, self._around, self._given = outer, around, outer_given
            self._asked = outer_asked
        check_condition_type(row, condition, len(arguments))
        type_ = answer_type(row, rows, field[0] if field else None, below)
        asked = field[0] if field else None
        return Question(row, form, asked, condition, tree, type_, pointer, tuple(given.items()))

    def _call(self, key: str, argument: Any, pointer: str, below: str, depth: int) -> Node:
        row, arguments = operators.get(key), _listed(argument)
        if not row.least <= len(arguments) <= row.most:
            expected = str(row.least) if row.least == row.most else f"{row.least}–{row.most}"
            raise WrongCount(pointer=below, name=key, expected=expected, found=len(arguments))
        if row.asks:
            return self._question(row, list(arguments), pointer, below, depth)
        places = [f"{below}/{i}" for i in range(len(arguments))] if arguments is argument else [below]
        nodes = [self.read(part, place, depth + 1) for part, place in zip(arguments, places, strict=True)]
        settled, type_ = settle(row, nodes)
        return Call(row, tuple(settled), type_, pointer)


def _listed(argument: Any) -> Any:
    """The arguments as a list; a single one need not be written as one."""
    return argument if isinstance(argument, (list, tuple)) else [argument]


def _literal(value: Any, pointer: str) -> Literal:
    if isinstance(value, float):
        value = float_to_decimal(value)
    if type_of(value) is Type.ANY:
        raise Malformed(pointer=pointer, reason={"zh-CN": "这里的值无法识别", "en": "this value is not known"})
    if isinstance(value, str):
        _refuse_unstorable(value, pointer)
    elif isinstance(value, int) and abs(value) > MAX_SAFE_INTEGER:
        reason = {"zh-CN": "超过 16 位的数请加引号", "en": "write a number of more than 15 digits in quotes"}
        raise Malformed(pointer=pointer, reason=reason)
    elif isinstance(value, Decimal) and not _writable(value):
        raise TooLarge(pointer=pointer, what={"zh-CN": "数字位数", "en": "the digits of a number"}, limit=_MAX_DIGITS)
    return Literal(value, type_of(value), pointer)


def _refuse_unstorable(value: str, pointer: str) -> None:
    """PostgreSQL holds neither U+0000 nor half a surrogate pair."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        reason = {"zh-CN": "文字含有无法保存的字符", "en": "the text holds a character that cannot be stored"}
        raise Malformed(pointer=pointer, reason=reason)


def _writable(value: Decimal) -> bool:
    return value.is_finite() and len(format(value, "f")) <= _MAX_DIGITS + 2
