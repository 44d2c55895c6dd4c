"""From a tree to formula text: titles where they are clear, operators as signs, brackets only where needed.

Reading the text again gives the tree in its normal form: arguments in a list, a name as text.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..operators import operators
from ..tables import DECIDE
from ..values import float_to_decimal
from .deciding import decide_text
from .functions import function_name
from .naming import Names, write_steps
from .reading import FREE

_COMPARISON, _JOINED, _SUM, _PRODUCT, _POWER, _SIGN, _ATOM = range(7)
_SIGNS = {
    "==": ("=", _COMPARISON), "!=": ("<>", _COMPARISON), "<": ("<", _COMPARISON), "<=": ("<=", _COMPARISON),
    ">": (">", _COMPARISON), ">=": (">=", _COMPARISON), "cat": ("&", _JOINED), "+": ("+", _SUM), "-": ("-", _SUM),
    "*": ("*", _PRODUCT), "/": ("/", _PRODUCT), "power": ("^", _POWER),
}  # fmt: skip
# Operators that take a row of parts in one; with any other number of parts they are written as functions.
_MANY = frozenset({"+", "*", "cat"})


def print_formula(tree: Any, names: Names = FREE) -> str:
    """The text of a tree that has been read. The names decide between titles and keys."""
    return _written(tree, names)[0]


def _written(tree: Any, names: Names) -> tuple[str, int]:
    """The text and how tightly it binds."""
    if isinstance(tree, Mapping):
        (key, argument), *_ = tree.items()
        arguments = list(argument) if isinstance(argument, (list, tuple)) else [argument]
        if key in ("var", "param"):
            return _name(key, arguments, names), _ATOM
        return _operation(key, arguments, names)
    if isinstance(tree, (list, tuple)):
        return f"[{', '.join(_written(item, names)[0] for item in tree)}]", _ATOM
    return _literal(tree), _ATOM


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        value = float_to_decimal(value)
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def _name(key: str, arguments: Sequence[Any], names: Names) -> str:
    path = tuple(str(arguments[0]).split(".")) if arguments[0] != "" else ()
    shown = names.shown(("param", *path) if key == "param" else path)
    written = f"{{{write_steps(shown)}}}"
    return f"DEFAULT_OF({written}, {_written(arguments[1], names)[0]})" if len(arguments) > 1 else written


def _operation(key: str, arguments: Sequence[Any], names: Names) -> tuple[str, int]:
    if key == "!" and isinstance(arguments[0], Mapping) and set(arguments[0]) == {"is_set"}:
        inner = arguments[0]["is_set"]
        return f"ISBLANK({_list(inner if isinstance(inner, list) else [inner], names)})", _ATOM
    if key == "+" and len(arguments) == 1 and _is_long_number(arguments[0]):
        return arguments[0], _ATOM
    if key == DECIDE:
        return decide_text(arguments, names, lambda inner: _written(inner, names)[0]), _ATOM
    if key in operators and operators.get(key).asks:
        return _question(key, arguments, names), _ATOM
    sign, level = _SIGNS.get(key, ("", _ATOM))
    if key in ("+", "-") and len(arguments) == 1:
        return f"{sign}{_signed(arguments[0], names)}", _SIGN
    if sign and _in_signs(key, len(arguments)):
        parts = [_part(argument, level, first=i == 0, sign=sign, names=names) for i, argument in enumerate(arguments)]
        return f" {sign} ".join(parts), level
    return f"{function_name(key)}({_list(arguments, names)})", _ATOM


def _question(key: str, arguments: Sequence[Any], names: Names) -> str:
    """NAME({form.field}, condition, …)."""
    form, *field, condition = arguments
    inside = names.asking(form)
    asked = (names.form_shown(form), *(inside.shown(("row", key))[-1] for key in field))
    conditions = [condition]
    if isinstance(condition, Mapping) and isinstance(condition.get("and"), list) and len(condition["and"]) > 1:
        conditions = condition["and"]
    written = write_steps(asked) if form in names.forms else ".".join((form, *field))
    return f"{function_name(key)}({{{written}}}, {_list(conditions, inside)})"


def _in_signs(key: str, count: int) -> bool:
    return count == 2 or (count > 2 and (key in _MANY or (key in ("<", "<=") and count == 3)))


def _is_long_number(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    digits = value.removeprefix("-").partition(".")
    bare = digits[0] + digits[2]
    plain = bare.isascii() and bare.isdigit() and digits[0] != "" and (not digits[1] or digits[2] != "")
    return plain and len(bare.lstrip("0")) > 15


def _list(arguments: Sequence[Any], names: Names) -> str:
    return ", ".join(_written(argument, names)[0] for argument in arguments)


def _part(tree: Any, level: int, *, first: bool, sign: str, names: Names) -> str:
    """A part of an operator, in brackets where it binds less tightly, or equally where that would run together."""
    written, own = _written(tree, names)
    # On the left the same level may stand bare, but for the same sign: that would become one row of parts.
    runs_together = own == level and not (first and level != _COMPARISON and not _joins(tree, sign))
    return f"({written})" if own < level or runs_together else written


def _joins(tree: Any, sign: str) -> bool:
    key = next(iter(tree))
    return key in _MANY and _SIGNS[key][0] == sign


def _signed(tree: Any, names: Names) -> str:
    """What stands behind a sign; a bare number there would become a negative number."""
    written, level = _written(tree, names)
    bare = not isinstance(tree, Mapping) or _is_number_text(written)
    return f"({written})" if level < _SIGN or bare else written


def _is_number_text(written: str) -> bool:
    return written.lstrip("-").replace(".", "", 1).isdigit()
