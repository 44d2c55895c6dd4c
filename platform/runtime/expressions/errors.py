"""What can be wrong with an expression: each error points into the tree and says what to do.

ExpressionError                 expression.invalid
├── Malformed                   expression.malformed         not the shape of an expression
├── UnknownOperator             expression.unknown_operator  with the nearest key
├── UnknownName                 expression.unknown_name      with the nearest field or parameter
├── WrongCount                  expression.count             too few or too many arguments
├── Ambiguous                   expression.ambiguous         a title that several fields have
├── WrongType                   expression.type              an argument of another type
├── TooLarge                    expression.too_large         beyond the fuel limits
└── NotInLists                  expression.not_in_lists      cannot be worked out by the database
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..errors import InvalidDefinition

if TYPE_CHECKING:
    from .text.places import Place


class ExpressionError(InvalidDefinition):
    """Context: reason. `pointer` is a JSON pointer into the tree ("/if/0/<=/1"), `place` a place in formula text."""

    code = "expression.invalid"
    message: ClassVar[dict[str, str]] = {"zh-CN": "公式有误：{reason}", "en": "The formula is wrong: {reason}"}
    place: "Place | None" = None

    def at(self, place: "Place") -> Self:
        """This error with its place in the text."""
        self.place = place
        return self

    def problem(self, locale: str) -> dict[str, Any]:
        document = super().problem(locale)
        if self.place is not None and "errors" in document:
            document["errors"][0]["position"] = self.place.dump()
        return document


class Malformed(ExpressionError):
    code = "expression.malformed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "公式无法读取：{reason}",
        "en": "The formula cannot be read: {reason}",
    }


class UnknownOperator(ExpressionError):
    """Context: name, nearest."""

    code = "expression.unknown_operator"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有名为「{name}」的函数，最接近的是「{nearest}」",
        "en": "There is no function named {name}; the nearest is {nearest}",
    }


class UnknownName(ExpressionError):
    """Context: name, nearest."""

    code = "expression.unknown_name"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这里没有「{name}」，最接近的是「{nearest}」",
        "en": "There is no {name} here; the nearest is {nearest}",
    }


class Ambiguous(ExpressionError):
    """Context: name, choices (what to write instead)."""

    code = "expression.ambiguous"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」指代不明，请写成其中一个：{choices}",
        "en": "{name} may mean several things; write one of these: {choices}",
    }


class WrongCount(ExpressionError):
    """Context: name, expected ("2", "2–3"), found."""

    code = "expression.count"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」需要 {expected} 个参数，现有 {found} 个",
        "en": "{name} takes {expected} arguments; {found} given",
    }


class WrongType(ExpressionError):
    """Context: name, position (1 is the first), expected and found (words in both languages)."""

    code = "expression.type"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」的第 {position} 个参数需要{expected}，现为{found}",
        "en": "Argument {position} of {name} must be {expected}, not {found}",
    }


class TooLarge(ExpressionError):
    """Context: what, limit."""

    code = "expression.too_large"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "公式过大：{what}上限为 {limit}，拆成几个字段后重试。",
        "en": "The formula is too large: {what} may be at most {limit}. Split it into several fields.",
    }


class NotInLists(ExpressionError):
    """Context: name."""

    code = "expression.not_in_lists"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」不能用于筛选和排序，可先存为公式字段。",
        "en": "{name} cannot filter or sort a list. Store it in a formula field first.",
    }
