"""From formula text to a tree, with a place for every pointer into the tree, so that what the checker finds is shown
where it was written."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...pointers import token as pointer_token
from ..durations import parse_duration
from ..errors import Ambiguous, ExpressionError, Malformed, UnknownName, UnknownOperator
from ..nodes import Operator
from ..operators import operators
from ..tree import Environment, read
from ..types import Type
from .deciding import decide_tree
from .durations import iso_duration
from .functions import DECIDE_NAMES, function_name, function_named, nearest_function
from .naming import OWN, Names, split_steps, write_steps
from .places import Place, place_in
from .syntax import Part, parse

_SIGNS = {
    "=": "==", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">=", "×": "*", "÷": "/", "&": "cat", "^": "power",
}  # fmt: skip
_CONSTANTS = {"true": True, "真": True, "是": True, "false": False, "假": False, "否": False, "null": None, "空": None}
_SAFE_DIGITS = 15
_DECIDE = frozenset(map(str.casefold, DECIDE_NAMES))
FREE = Names(free=True)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula read from text. `type` is ANY where it was read without an environment."""

    tree: Any
    type: Type
    places: dict[str, Place]


def parse_formula(text: str, names: Names = FREE) -> Any:
    """The tree of a formula's text. Raises ExpressionError with a place; types are not looked at."""
    return _Reading(text, names).formula()[0]


def read_formula(text: str, names: Names, environment: Environment) -> Formula:
    """The checked formula of a text. Raises ExpressionError with pointer and place."""
    tree, places = _Reading(text, names).formula()
    return checked(text, tree, places, environment)


def checked(text: str, tree: Any, places: dict[str, Place], environment: Environment) -> Formula:
    """The formula of a tree whose parts have places. Raises ExpressionError with pointer and place."""
    try:
        node = read(tree, environment)
    except ExpressionError as error:
        name = error.context.get("name")
        if isinstance(name, str) and name in operators:
            # As it was written, not as the tree has it.
            error.context["name"] = next((sign for sign, key in _SIGNS.items() if key == name), function_name(name))
        raise error.at(_nearest_place(places, error.pointer or "", text)) from None
    return Formula(tree, node.type, places)


def _nearest_place(places: dict[str, Place], pointer: str, text: str) -> Place:
    """The place of the innermost part that the pointer leads through."""
    while pointer not in places and pointer:
        pointer = pointer.rpartition("/")[0]
    return places.get(pointer) or place_in(text, 0, len(text))


class _Reading:
    """One text on its way to a tree."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._places: dict[str, Place] = {}

    def formula(self) -> tuple[Any, dict[str, Place]]:
        return self._tree(parse(self._text), "", self._names), self._places

    def _tree(self, part: Part, pointer: str, names: Names) -> Any:
        self._places[pointer] = self._place(part)
        if part.sort == "number":
            return self._number(part)
        if part.sort == "string":
            return part.value
        if part.sort == "duration":
            return self._duration(part)
        if part.sort == "items":
            return [self._tree(item, f"{pointer}/{i}", names) for i, item in enumerate(part.parts)]
        if part.sort == "name":
            return self._name(part, split_steps(part.value), names)
        if part.sort == "word":
            return self._word(part, names)
        return self._call(part, pointer, names) if part.sort == "call" else self._operator(part, pointer, names)

    def _number(self, part: Part) -> Any:
        digits = part.value.lstrip("-").replace(".", "").lstrip("0")
        if len(digits) > _SAFE_DIGITS:
            return {"+": [part.value]}
        # In JSON a number; whoever reads the tree takes the shortest decimal that names it.
        return float(Decimal(part.value)) if "." in part.value else int(part.value)

    def _duration(self, part: Part) -> str:
        found = iso_duration(part.value)
        if found is None:
            reason = {"zh-CN": "时长写作 2天、1小时30分钟", "en": "write a duration as 2d or 1h30min"}
            raise Malformed(pointer="", reason=reason).at(self._place(part))
        return found

    def _word(self, part: Part, names: Names) -> Any:
        steps = split_steps(part.value)
        constant = part.value.casefold()
        if constant in _CONSTANTS and not (len(names.find(steps)) == 1 and not names.free):
            return _CONSTANTS[constant]
        if parse_duration(part.value) and (names.free or not names.find(steps)):
            return part.value
        return self._name(part, steps, names)

    def _name(self, part: Part, steps: tuple[str, ...], names: Names) -> Any:
        found = names.find(steps)
        place, shown = self._place(part), f"{{{write_steps(steps)}}}"
        if not found:
            raise UnknownName(pointer="", name=shown[:60], nearest=names.nearest(steps)).at(place)
        if len(found) > 1:
            raise self._ambiguous(part, shown, [write_steps(path[1:] if path[0] == OWN else path) for path in found])
        (path,) = found
        if len(path) == 2 and path[0] == "param":
            return {"param": path[1]}
        return {"var": ".".join(path)}

    def _operator(self, part: Part, pointer: str, names: Names) -> Any:
        sign = _SIGNS.get(part.value, part.value)
        if part.value == "%":
            below = f"{pointer}/~1"
            return {"/": [self._tree(part.parts[0], f"{below}/0", names), 100]}
        if sign in ("==", "!=", "<", "<=", ">", ">=") and len(part.parts) > (3 if sign in ("<", "<=") else 2):
            raise self._chained(part)
        if any(inner.sort == "operator" and not inner.bracketed and _compares(inner.value) for inner in part.parts):
            raise self._chained(part)
        return {sign: self._arguments(part, f"{pointer}/{pointer_token(sign)}", names)}

    def _chained(self, part: Part) -> ExpressionError:
        reason = {
            "zh-CN": "比较不能这样连写，请用 AND(…, …)",
            "en": "comparisons cannot be chained so; use AND(…, …)",
        }
        return Malformed(pointer="", reason=reason).at(self._place(part))

    def _arguments(self, part: Part, pointer: str, names: Names) -> list[Any]:
        return [self._tree(inner, f"{pointer}/{i}", names) for i, inner in enumerate(part.parts)]

    def _call(self, part: Part, pointer: str, names: Names) -> Any:
        name = part.value.casefold()
        if name in ("isblank", "为空"):
            inner = self._arguments(part, f"{pointer}/!/0/is_set", names)
            return {"!": [{"is_set": inner}]}
        if name == "default_of":
            return self._with_default(part, pointer, names)
        if name in _DECIDE:
            return decide_tree(part, names, self._place, lambda inner, at: self._tree(inner, at, names), pointer)
        row = function_named(part.value)
        if row is None:
            end = part.start + len(part.value)
            raise UnknownOperator(pointer="", name=part.value[:60], nearest=nearest_function(part.value[:60])).at(
                place_in(self._text, part.start, end)
            )
        below = f"{pointer}/{pointer_token(row.key)}"
        if row.asks:
            return self._question(row, part, below, names)
        return {row.key: self._arguments(part, below, names)}

    def _question(self, row: Operator, part: Part, pointer: str, names: Names) -> Any:
        """NAME({form.field}, condition, …): several conditions must all hold."""
        if len(part.parts) < 2 or part.parts[0].sort not in ("name", "word"):
            asked = ("{表单.字段}", "{form.field}") if row.asks == "field" else ("{表单}", "{form}")
            reason = {
                "zh-CN": f"{part.value} 需要 {asked[0]} 和条件",
                "en": f"{part.value} takes {asked[1]} and a condition",
            }
            raise Malformed(pointer="", reason=reason).at(self._place(part))
        form, field = self._asked(row, part.parts[0], names)
        inside = names.asking(form)
        place = len(field) + 1
        if len(part.parts) == 2:
            condition = self._tree(part.parts[1], f"{pointer}/{place}", inside)
        else:
            below = f"{pointer}/{place}/and"
            condition = {"and": [self._tree(p, f"{below}/{i}", inside) for i, p in enumerate(part.parts[1:])]}
        self._places[f"{pointer}/0"] = self._places[f"{pointer}/1"] = self._place(part.parts[0])
        if row.asks != "field":
            self._places.setdefault(f"{pointer}/1", self._place(part.parts[1]))
        return {row.key: [form, *field, condition]}

    def _asked(self, row: Operator, part: Part, names: Names) -> tuple[str, list[str]]:
        """The form, and the field where one is asked for."""
        steps = split_steps(part.value)
        written, last = (steps[:-1], steps[-1:]) if row.asks == "field" else (steps, ())
        forms = names.form_named(".".join(written))
        shown = f"{{{write_steps(steps)}}}"
        if not forms:
            nearest = names.nearest_form(".".join(written))
            raise UnknownName(pointer="", name=shown[:60], nearest=nearest).at(self._place(part))
        if len(forms) > 1:
            raise self._ambiguous(part, shown, [".".join((key, *last)) for key in forms])
        if not last:
            return forms[0], []
        fields = names.fields_named(forms[0], last[0])
        if not fields:
            inside = names.asking(forms[0])
            raise UnknownName(pointer="", name=shown[:60], nearest=inside.nearest(steps)).at(self._place(part))
        if len(fields) > 1:
            raise self._ambiguous(part, shown, [f"{forms[0]}.{key}" for key in fields])
        return forms[0], fields

    def _ambiguous(self, part: Part, shown: str, choices: list[str]) -> Ambiguous:
        listed = " ".join(f"{{{choice}}}" for choice in choices)
        return Ambiguous(pointer="", name=shown[:60], choices=listed).at(self._place(part))

    def _with_default(self, part: Part, pointer: str, names: Names) -> Any:
        if len(part.parts) != 2 or part.parts[0].sort not in ("name", "word"):
            reason = {"zh-CN": "DEFAULT_OF 需要字段和替代值", "en": "DEFAULT_OF takes a name and what stands in for it"}
            raise Malformed(pointer="", reason=reason).at(self._place(part))
        name, otherwise = self._arguments(part, f"{pointer}/var", names)
        path = name["var"] if "var" in name else f"param.{name['param']}"
        return {"var": [path, otherwise]}

    def _place(self, part: Part) -> Place:
        return place_in(self._text, part.start, part.end)


def _compares(sign: str) -> bool:
    return _SIGNS.get(sign, sign) in ("==", "!=", "<", "<=", ">", ">=")
