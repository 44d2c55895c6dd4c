"""Calls of decision tables in formula text: DECIDE({table.output}, "input", value, …).

An input is named by its title or key in quotes, then its value follows, in any order; one that is left out is empty.
The output may be left out where the table has one only.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...localized import listed_in_all
from ..errors import Ambiguous, Malformed, UnknownName
from ..tables import DECIDE
from .naming import Names, TableName, keys_called, split_steps, title_of, write_steps
from .places import Place
from .syntax import Part

_SHAPE = {
    "zh-CN": '查决策表写作 DECIDE({表.输出}, "输入", 值, …)',
    "en": 'write DECIDE({table.output}, "input", value, …)',
}


def decide_tree(
    part: Part, names: Names, place_of: Callable[[Part], Place], tree_of: Callable[[Part, str], Any], pointer: str
) -> Any:
    """The tree of a call. `tree_of` reads a value that will stand at a pointer. Raises ExpressionError with a place."""
    named, *pairs = part.parts or (None,)
    if named is None or named.sort not in ("name", "word") or not pairs or len(pairs) % 2:
        raise Malformed(pointer="", reason=_SHAPE).at(place_of(part))
    key, output = _table(named, names, place_of)
    table = names.tables.get(key)
    inputs: dict[str, Any] = {}
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        if name.sort != "string":
            raise Malformed(pointer="", reason=_SHAPE).at(place_of(name))
        input_key = name.value if table is None else _one(name, name.value, table.inputs, place_of)
        inputs[input_key] = tree_of(value, f"{pointer}/{DECIDE}/1/{input_key}")
    return {DECIDE: [key, inputs, *output]}


def _table(part: Part, names: Names, place_of: Callable[[Part], Place]) -> tuple[str, list[str]]:
    """The table's key and, where it is written, the output's."""
    steps = split_steps(part.value)
    whole = ".".join(steps)
    shown = f"{{{write_steps(steps)}}}"
    # A table of another app is "app.table", so the whole is tried before its last step is taken for an output.
    if not names.free and (found := names.table_named(whole)):
        return _single(part, shown, found, place_of), []
    if len(steps) < 2:
        if names.free:
            return whole, []
        raise UnknownName(pointer="", name=shown[:60], nearest=names.nearest_table(whole)).at(place_of(part))
    written = ".".join(steps[:-1])
    found = names.table_named(written)
    if not found:
        raise UnknownName(pointer="", name=shown[:60], nearest=names.nearest_table(written)).at(place_of(part))
    key = _single(part, shown, found, place_of)
    table = names.tables.get(key)
    return key, [steps[-1] if table is None else _one(part, steps[-1], table.outputs, place_of)]


def _one(part: Part, written: str, titles: Mapping[str, Any], place_of: Callable[[Part], Place]) -> str:
    found = keys_called(written, titles)
    if not found:
        known = {locale: words[:200] for locale, words in listed_in_all(titles).items()}
        raise UnknownName(pointer="", name=written[:60], nearest=known).at(place_of(part))
    return _single(part, written, found, place_of)


def _single(part: Part, shown: str, found: Sequence[str], place_of: Callable[[Part], Place]) -> str:
    if len(found) > 1:
        raise Ambiguous(pointer="", name=shown[:60], choices=" ".join(f"{{{one}}}" for one in found)).at(place_of(part))
    return found[0]


def decide_text(arguments: Sequence[Any], names: Names, written: Callable[[Any], str]) -> str:
    """The text of a call that has been read."""
    key, inputs, *output = arguments
    table = names.tables.get(key) or TableName(key, key, {}, {})
    named = (names.table_shown(key),) if key in names.tables else tuple(key.split("."))
    steps = (*named, *(title_of(one, table.outputs, names.locale) for one in output))
    pairs = []
    for name, tree in inputs.items():
        title = title_of(name, table.inputs, names.locale).replace('"', '""')
        pairs.append(f'"{title}", {written(tree)}')
    return f"DECIDE({{{write_steps(steps)}}}, {', '.join(pairs)})"
