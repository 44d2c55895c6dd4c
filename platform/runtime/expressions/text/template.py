"""Message text, the text mode of the grammar: plain words with names in braces, such as 你好 {客户}. No logic.

"{{" and "}}" are plain braces. The tree is {"cat": [words, name, words, …]}; a text without places is itself.
"""

import re
from typing import Any

from ..errors import Malformed, TooLarge
from ..tree import MAX_SOURCE_BYTES
from .naming import Names
from .places import place_in
from .printing import print_formula
from .reading import FREE, parse_formula

_PIECE = re.compile(r"\{\{|\}\}|\{(?:[^{}\\\n]|\\.)*\}|[{}]")


def parse_template(text: str, names: Names = FREE) -> Any:
    """The tree of a message's text. Raises ExpressionError with a place."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_SOURCE_BYTES:
        raise TooLarge(pointer="", what={"zh-CN": "内容", "en": "its source"}, limit="16 KB").at(place_in(text, 0, 0))
    parts: list[Any] = [""]
    end = 0
    for match in _PIECE.finditer(text):
        _add(parts, text[end : match.start()])
        end = match.end()
        piece = match[0]
        if piece in ("{{", "}}"):
            _add(parts, piece[0])
        elif len(piece) == 1:
            raise _stray(text, match.start(), piece)
        else:
            parts += [_place(text, match, names), ""]
    _add(parts, text[end:])
    filled = [part for part in parts if part != ""]
    return {"cat": filled} if any(not isinstance(part, str) for part in filled) else "".join(filled)


def print_template(tree: Any, names: Names = FREE) -> str:
    """The text of a tree made by parse_template."""
    parts = tree["cat"] if isinstance(tree, dict) else [tree]
    return "".join(
        part.replace("{", "{{").replace("}", "}}") if isinstance(part, str) else print_formula(part, names)
        for part in parts
    )


def _add(parts: list[Any], words: str) -> None:
    parts[-1] += words


def _place(text: str, match: re.Match[str], names: Names) -> Any:
    # Blanks in front keep the name where it stands in the whole text, and so the place of any error.
    before = "".join(character if character == "\n" else " " for character in text[: match.start()])
    return parse_formula(before + match[0], names)


def _stray(text: str, start: int, brace: str) -> Malformed:
    reason = {
        "zh-CN": f"多了一个 {brace}，要显示花括号请写 {brace * 2}",
        "en": f"there is a {brace} of no name; write {brace * 2} for a plain brace",
    }
    return Malformed(pointer="", reason=reason).at(place_in(text, start, start + 1))
