"""What the small languages inside definitions name: formulas, filters, person expressions, deeds, words with places.

Documents were checked when they were published, so whatever is not understood here names nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...runtime.expressions.operators import operators
from ...runtime.expressions.tables import DECIDE
from ...runtime.messages.text import places
from ...runtime.pointers import token

# Whose rows a name of a scope reads: ("form", key), ("lines", key of the field), or (another kind, key) for the form
# that such a document is about.
Scope = tuple[str, str]
Scopes = Mapping[str, Scope]

FIELD, PARAMETER, STEP = "field", "parameter", "step"
# Words of the language for what is at hand; all others are not about records.
_RECORD = frozenset({"record", "before", "this"})
_ROWS = frozenset({"row", "candidate", "item", "line"})
_SAID_BY_THE_PLATFORM = frozenset({"actor", "now", "person", "task", "workflow", "check"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a document.

    what: FIELD, PARAMETER, STEP or a kind of definition. name: keys; of a field the way through references. scope:
    whose field it is; None: of whatever form the document is used for. binds: the scope that this document is from
    here on.
    """

    pointer: str
    how: str
    what: str
    name: tuple[str, ...]
    scope: Scope | None = None
    binds: str | None = None


Reader = Callable[[Any, str, str, Scopes], Iterator[Mention]]


def field(name: str, pointer: str, how: str, scope: Scope | None) -> Mention:
    """A field by its key, or by the way to it."""
    return Mention(pointer, how, FIELD, tuple(name.split(".")), scope)


def in_tree(tree: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """What a formula names."""
    if isinstance(tree, list):
        for index, one in enumerate(tree):
            yield from in_tree(one, f"{pointer}/{index}", how, scopes)
    if not isinstance(tree, Mapping) or len(tree) != 1:
        return
    ((key, arguments),) = tree.items()
    below = f"{pointer}/{token(str(key))}"
    listed = arguments if isinstance(arguments, list) else [arguments]
    if key == "var" and listed and isinstance(listed[0], str):
        yield from _variable(listed[0].split("."), below, how, scopes)
        yield from in_tree(listed[1:], below, how, scopes)
    elif key == "param" and isinstance(listed[0], str):
        yield Mention(below, how, PARAMETER, (listed[0],))
    elif key == DECIDE and len(listed) > 1 and isinstance(listed[0], str) and isinstance(listed[1], Mapping):
        yield Mention(f"{below}/0", "uses", "decision_table", (listed[0],))
        for name, value in listed[1].items():
            yield from in_tree(value, f"{below}/1/{token(name)}", how, scopes)
    elif key in operators and operators.get(key).asks and len(listed) > 1 and isinstance(listed[0], str):
        yield from _question(listed, below, how, scopes)
    else:
        yield from in_tree(arguments, below, how, scopes)


def _variable(path: list[str], pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    first, *rest = path
    if not rest:
        return
    if first == "param":
        yield Mention(pointer, how, PARAMETER, (rest[0],))
    elif first == "nodes":
        yield Mention(pointer, how, STEP, (rest[0],))
    elif first in _RECORD:
        yield Mention(pointer, how, FIELD, tuple(rest), scopes.get("record"))
    elif first in _ROWS:
        yield Mention(pointer, how, FIELD, tuple(rest), scopes.get(first))


def _question(arguments: list[Any], pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    form, *named, condition = arguments
    there = ("form", form)
    yield Mention(f"{pointer}/0", "source", "form", (form,))
    if named and isinstance(named[0], str):
        yield field(named[0], f"{pointer}/1", how, there)
    yield from in_tree(condition, f"{pointer}/{len(arguments) - 1}", how, {**scopes, "row": there})


def in_filter(tree: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """What a filter of a list names; its fields are those of the record."""
    if not isinstance(tree, Mapping):
        return
    for join in ("all", "any"):
        for index, member in enumerate(tree.get(join, ())):
            yield from in_filter(member, f"{pointer}/{join}/{index}", how, scopes)
    if "formula" in tree:
        yield from in_tree(tree["formula"], f"{pointer}/formula", "filters", scopes)
    if isinstance(tree.get("field"), str):
        yield field(tree["field"], f"{pointer}/field", "filters", scopes.get("record"))


def in_persons(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """Whom a person expression names."""
    if isinstance(raw, list):
        for index, one in enumerate(raw):
            yield from in_persons(one, f"{pointer}/{index}", how, scopes)
    if not isinstance(raw, Mapping):
        return
    if isinstance(raw.get("field"), str):
        yield field(raw["field"], f"{pointer}/field", how, scopes.get("record"))
    if isinstance(raw.get("role"), str):
        yield Mention(f"{pointer}/role", "asks", "role", (raw["role"],))
    if "formula" in raw:
        yield from in_tree(raw["formula"], f"{pointer}/formula", how, scopes)
    for way in ("manager_of", "head_of"):
        yield from in_persons(raw.get(way), f"{pointer}/{way}", how, scopes)


def in_deed(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """What a deed writes, and whom it tells what."""
    if not isinstance(raw, Mapping):
        return
    for key in raw.get("move", {}):
        yield field(key, f"{pointer}/move/{token(key)}", "writes", scopes.get("record"))
    for key, tree in raw.get("set", {}).items():
        yield field(key, f"{pointer}/set/{token(key)}", "writes", scopes.get("record"))
        yield from in_tree(tree, f"{pointer}/set/{token(key)}", how, scopes)
    if isinstance(raw.get("message"), str):
        yield Mention(f"{pointer}/message", "sends", "message", (raw["message"],))
        yield from in_persons(raw.get("to"), f"{pointer}/to", how, scopes)
    if isinstance(raw.get("escalate"), str):
        yield Mention(f"{pointer}/escalate", "sends", "message", (raw["escalate"],))
    if isinstance(raw.get("start"), str):
        yield Mention(f"{pointer}/start", how, "workflow", (raw["start"],))
    yield from in_persons(raw.get("transfer"), f"{pointer}/transfer", how, scopes)
    yield from in_tree(raw.get("where"), f"{pointer}/where", how, scopes)


def in_duration(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """A duration is written out, or a parameter."""
    if isinstance(raw, Mapping) and isinstance(raw.get("param"), str):
        yield Mention(f"{pointer}/param", how, PARAMETER, (raw["param"],))


def in_moment(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """An end of a duration: a field, a stage's first entry, or a formula."""
    if isinstance(raw, str):
        yield field(raw, pointer, how, scopes.get("record"))
    elif isinstance(raw, Mapping) and isinstance(raw.get("field"), str):
        yield field(raw["field"], f"{pointer}/field", how, scopes.get("record"))
    elif isinstance(raw, Mapping) and "formula" in raw:
        yield from in_tree(raw["formula"], f"{pointer}/formula", how, scopes)


def in_default(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """A default is a value, or a formula."""
    if isinstance(raw, Mapping) and set(raw) == {"formula"}:
        yield from in_tree(raw["formula"], f"{pointer}/formula", how, scopes)


def in_fills(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """Own field → field of the record picked."""
    for own, theirs in raw.items() if isinstance(raw, Mapping) else ():
        at = f"{pointer}/{token(own)}"
        yield field(own, at, "writes", scopes.get("record"))
        yield field(theirs, at, how, scopes.get("row"))


def in_text(raw: Any, pointer: str, how: str, scopes: Scopes) -> Iterator[Mention]:
    """Words with places."""
    if isinstance(raw, (str, Mapping)):
        for name in sorted(places(dict(raw) if isinstance(raw, Mapping) else raw)):
            first, _, rest = name.partition(".")
            if first == "param":
                yield Mention(pointer, how, PARAMETER, (rest,))
            elif first not in _SAID_BY_THE_PLATFORM:
                yield field(rest if first == "record" else name, pointer, "shows", scopes.get("record"))


# By the name under which a schema says that a member is written in the language.
LANGUAGES: Mapping[str, Reader] = {
    "expression": in_tree,
    "filter": in_filter,
    "persons": in_persons,
    "deed": in_deed,
    "duration": in_duration,
    "moment": in_moment,
    "default": in_default,
    "fills": in_fills,
    "text": in_text,
}
