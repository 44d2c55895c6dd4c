"""Message text is the text mode of the formula grammar: plain words with names in braces, such as 你好 {客户}.

A name is a field of the record ("{budget}", "{预算}", through references "{客户.等级}"), a parameter ("{参数.下限}") or
"{now}"; without a form also what started the workflow ("{trigger.person}"). There is no logic, and no way to anything
else. What has no value reads "—"; "{{" and "}}" are plain braces.
What a value contains is never read as text again.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..expressions import Names
from ..expressions.errors import Malformed
from ..expressions.text.naming import OWN
from ..expressions.text.template import parse_template
from ..forms.locating import located
from ..localized import LOCALES, Localized, listed, text

Words = Mapping[str, tuple[str | tuple[str], ...]]
"""By language: plain words, and in tuples of their own the names of what is told there, such as ("record.budget",)."""

SCOPES = (OWN, "param", "now", "trigger")
_NAME = re.compile(r"\{\{|\}\}|\{([^{}\n]+)\}")
_KEY = re.compile(r"[^\W\d_]\w*")
_EMPTY = "—"
_LONGEST = 2000


def read_words(template: Localized, names: Names) -> Words:
    """The words in every language. Raises ExpressionError with the language as pointer and a place in its text."""
    read = {}
    for locale in template if isinstance(template, dict) else LOCALES:
        with located(f"/{locale}" if isinstance(template, dict) else ""):
            read[locale] = tuple(_pieces(text(template, locale), names))
    return read


def names_in(*several: Words) -> set[str]:
    """The names of all that is told in the words, over all languages."""
    return {piece[0] for words in several for pieces in words.values() for piece in pieces if isinstance(piece, tuple)}


def fill(words: Words, told: Mapping[str, Any]) -> dict[str, str]:
    """The text in every language. `told` has what each name reads like: a text, one per language, or a list of them."""
    return {
        locale: "".join(piece if isinstance(piece, str) else _shown(told.get(piece[0]), locale) for piece in pieces)[
            :_LONGEST
        ]
        for locale, pieces in words.items()
    }


def places(template: Localized) -> set[str]:
    """The names in a text as they are written, over all its languages."""
    texts = template.values() if isinstance(template, dict) else [template]
    return {match[1].strip() for one in texts for match in _NAME.finditer(one) if match[1]}


def _pieces(template: str, names: Names) -> Iterator[str | tuple[str]]:
    tree = parse_template(template, names)
    for part in tree["cat"] if isinstance(tree, dict) else [tree]:
        if isinstance(part, str):
            yield part
        elif "param" in part:
            yield (f"param.{part['param']}",)
        else:
            yield (_name(part["var"].split("."), names),)


def _name(path: list[str], names: Names) -> str:
    """The whole name. Raises ExpressionError for what only looks like one: without a form nobody else would say so."""
    if not all(_KEY.fullmatch(step) for step in path):
        shown = ".".join(path)[:40]
        reason = {
            "zh-CN": f"「{shown}」不是名称，花括号里写字段的标题或标识，要显示花括号本身则写两个",
            "en": f"{shown} is no name; write a field's title or key in braces, or two braces for a plain one",
        }
        raise Malformed(pointer="", reason=reason)
    return ".".join((OWN, *path) if names.free and path[0] not in SCOPES else path)


def _shown(value: Any, locale: str) -> str:
    value = text(value, locale)
    if value is None or value == "" or isinstance(value, Mapping):
        return _EMPTY
    if isinstance(value, (list, tuple)):
        return listed((_shown(one, locale) for one in value), locale) or _EMPTY
    return str(value)
