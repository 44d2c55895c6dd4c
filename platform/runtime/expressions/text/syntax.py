"""Reading formula text by its grammar: parts with their places, not yet a tree.

The parser keeps its own stack, so that no nesting of the text reaches Python's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args

from ..errors import Malformed, TooLarge
from ..nodes import MANY
from ..tree import MAX_DEPTH, MAX_SOURCE_BYTES
from .lexing import narrowed
from .places import place_in

# Signs between exactly two parts: a - b - c is (a - b) - c.
_PAIRED = frozenset({"-", "/", "÷", "^"})


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of syntax. `sort`: number, string, name, items, call, operator. `value`: what it says, an operator's
    sign or a function's name; `bracketed`: it stands in brackets of its own."""

    sort: str
    value: Any
    start: int
    end: int
    parts: tuple["Part", ...] = ()
    depth: int = 1
    bracketed: bool = False


def parse(text: str) -> Part:
    """The syntax of a formula. Raises Malformed and TooLarge with their place."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_SOURCE_BYTES:
        raise TooLarge(pointer="", what={"zh-CN": "内容", "en": "its source"}, limit="16 KB").at(place_in(text, 0, 0))
    source = narrowed(text)
    lead = len(source) - len(source.lstrip())
    if source[lead : lead + 1] == "=":
        source = source[:lead] + " " + source[lead + 1 :]
    try:
        part = cast(Part, _parser().parse(source))
    except UnexpectedInput as error:
        raise _unexpected(text, source, error) from None
    except _TooDeep as error:
        too_large = TooLarge(pointer="", what={"zh-CN": "嵌套层数", "en": "its depth"}, limit=MAX_DEPTH)
        raise too_large.at(place_in(text, error.start, error.end)) from None
    return part


class _TooDeep(Exception):
    def __init__(self, start: int, end: int) -> None:
        super().__init__()
        self.start, self.end = start, end


def _operator(sign: str, parts: Sequence[Part], start: int, end: int) -> Part:
    return _part("operator", sign, parts, start, end)


def _part(sort: str, value: Any, parts: Sequence[Part], start: int, end: int) -> Part:
    depth = 1 + max((part.depth for part in parts), default=0)
    # One level beyond what a tree may have, so that the tree's own check names the part.
    if depth > MAX_DEPTH + 1:
        raise _TooDeep(start, end)
    return Part(sort, value, start, end, tuple(parts), depth)


def _chain(children: Sequence[Any]) -> Part:
    """part sign part sign part, from the left; equal signs in a row make one operator of many parts."""
    result: Part = children[0]
    parts: list[Part] = [result]
    open_sign = ""
    for sign, part in zip(children[1::2], children[2::2], strict=True):
        if sign == open_sign and sign not in _PAIRED and len(parts) < MANY:
            parts.append(part)
        else:
            result = _of(open_sign, parts)
            parts, open_sign = [result, part], str(sign)
    return _of(open_sign, parts)


def _of(sign: str, parts: Sequence[Part]) -> Part:
    return _operator(sign, parts, parts[0].start, parts[-1].end) if len(parts) > 1 else parts[0]


@v_args(inline=True)
class _Build(Transformer[Token, Part]):
    """Called by the parser for each rule as it is met."""

    def comparison(self, *children: Any) -> Part:
        return _chain(children)

    def joined(self, first: Part, *parts: Part) -> Part:
        return _chain([first, *(child for part in parts for child in ("&", part))])

    def sum(self, *children: Any) -> Part:
        return _chain(children)

    def product(self, *children: Any) -> Part:
        return _chain(children)

    def power(self, first: Part, *parts: Part) -> Part:
        return _chain([first, *(child for part in parts for child in ("^", part))])

    def sign(self, sign: Token, part: Part) -> Part:
        start = sign.start_pos or 0
        if part.sort == "number" and not part.bracketed and not part.value.startswith("-"):
            return replace(part, value=f"-{part.value}" if sign == "-" else part.value, start=start)
        return _operator(str(sign), (part,), start, part.end)

    def percentage(self, part: Part, sign: Token) -> Part:
        return _operator("%", (part,), part.start, sign.end_pos or 0)

    def number(self, token: Token) -> Part:
        return _leaf("number", str(token), token)

    def duration(self, token: Token) -> Part:
        return _leaf("duration", str(token), token)

    def string(self, token: Token) -> Part:
        inner = str(token)[1:-1]
        return _leaf("string", inner.replace('""', '"') if token[0] == '"' else inner, token)

    def moment(self, token: Token) -> Part:
        return _leaf("string", str(token)[1:-1], token)

    def name(self, token: Token) -> Part:
        return _leaf("name", str(token)[1:-1], token)

    def word(self, token: Token) -> Part:
        return _leaf("word", str(token), token)

    def call(self, name: Token, *children: Any) -> Part:
        *parts, close = children
        return _part("call", str(name), parts, name.start_pos or 0, close.end_pos)

    def items(self, start: Token, *children: Any) -> Part:
        *parts, close = children
        return _part("items", None, parts, start.start_pos or 0, close.end_pos)

    def bracketed(self, part: Part, _close: Token) -> Part:
        return replace(part, bracketed=True)


def _leaf(sort: str, value: str, token: Token) -> Part:
    return Part(sort, value, token.start_pos or 0, token.end_pos or 0)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = (Path(__file__).parent / "formula.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Build(), maybe_placeholders=False)


def _unexpected(text: str, source: str, error: UnexpectedInput) -> Malformed:
    """The error in words: what stands where nothing like it may, and what was waited for."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        end = len(text.rstrip())
        waiting = {"CLOSE": _CLOSE_ROUND, "CLOSE_LIST": _CLOSE_SQUARE}
        reason = next((words for name, words in waiting.items() if name in error.accepts), _UNFINISHED)
        return Malformed(pointer="", reason=reason).at(place_in(text, end, end))
    start = error.pos_in_stream or 0
    end = start + 1
    if isinstance(error, UnexpectedToken):
        end = error.token.end_pos or end
        reason = _unwanted(text[start:end], error.accepts)
    elif isinstance(error, UnexpectedCharacters):
        reason = _OPEN.get(source[start]) or _unwanted(text[start:end], frozenset())
    return Malformed(pointer="", reason=reason).at(place_in(text, start, end))


_UNFINISHED = {"zh-CN": "公式没有写完", "en": "it ends too early: something is missing after this"}
_CLOSE_ROUND = {"zh-CN": "缺少右括号 )", "en": "a closing bracket ) is missing"}
_CLOSE_SQUARE = {"zh-CN": "缺少右方括号 ]", "en": "a closing bracket ] is missing"}
_OPEN = {
    '"': {"zh-CN": "文字缺少结束的引号", "en": "the text lacks its closing quotation mark"},
    "“": {"zh-CN": "文字缺少结束的引号 ”", "en": "the text lacks its closing quotation mark ”"},
    "{": {"zh-CN": "字段名缺少右花括号 }", "en": "the name lacks its closing brace }"},
    "#": {"zh-CN": "日期写作 #2026-01-05#", "en": "write a date as #2026-01-05#"},
    "'": {"zh-CN": "文字要用双引号，如 \"普通\"", "en": 'put texts in double quotes, such as "normal"'},
    "‘": {"zh-CN": "文字要用双引号，如 \"普通\"", "en": 'put texts in double quotes, such as "normal"'},
    ";": {"zh-CN": "参数之间用逗号分隔", "en": "separate arguments by commas"},
    "、": {"zh-CN": "参数之间用逗号分隔", "en": "separate arguments by commas"},
    "。": {"zh-CN": "公式末尾不需要句号", "en": "a formula does not end with a full stop"},
}  # fmt: skip


# Words between conditions, where Excel and this language have functions.
_JOINING = {"AND": "AND", "且": "AND", "并且": "AND", "OR": "OR", "或": "OR", "或者": "OR"}


def _unwanted(found: str, accepts: frozenset[str] | set[str]) -> dict[str, str]:
    shown = found if len(found) <= 20 else f"{found[:20]}…"
    if function := _JOINING.get(found.upper()):
        return {
            "zh-CN": f"几个条件要写成 {function}(条件, 条件)",
            "en": f"several conditions are written {function}(condition, condition)",
        }
    if accepts and "NAME" not in accepts and (shown[:1].isalnum() or shown[:1] in '{"“'):
        return {
            "zh-CN": f"「{shown}」之前缺少运算符或逗号",
            "en": f"an operator or a comma is missing before {shown}",
        }
    if shown in (")", "]"):
        return {"zh-CN": f"这里多了一个 {shown}", "en": f"there is one {shown} too many here"}
    return {
        "zh-CN": f"这里不能写「{shown}」，应为字段、数字、文字或函数",
        "en": f"{shown} cannot stand here; a field, a number, a text or a function can",
    }
