"""Deeds: what a limit or a finished task does to the record and its people.

{"move": {field: move}}    {"set": {field: tree}}    {"message": key, "to": persons}
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import InvalidDefinition
from ...forms.locating import located, wrong
from .names import Expression, Names


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """Take a named move of a stage field; nothing happens where the record no longer stands at its start."""

    field: str
    starts: frozenset[str]
    to: str


@dataclass(frozen=True, slots=True, eq=False)
class Put:
    """Set a field to the value of an expression."""

    field: str
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Say:
    """Send a message."""

    message: str
    to: Any


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """Send a message in words of the platform's own: (title, text) of the values of what the instance is about; None
    where there is nothing to say any more."""

    key: str
    words: Callable[[Mapping[str, Any]], tuple[Mapping[str, str], Mapping[str, str]] | None]
    to: Any


Deed = Move | Put | Say | Notice


def prepare_deed(raw: Any, names: Names) -> tuple[Deed, ...]:
    """What one deed does: {"move": {field: move}}, {"set": {field: tree}} or {"message": key, "to": persons}.

    Raises InvalidDefinition.
    """
    if isinstance(raw, dict) and set(raw) == {"message", "to"}:
        with located("/message"):
            names.document("message", raw["message"])
        with located("/to"):
            names.persons(raw["to"], ("assignee",))
        return (Say(raw["message"], raw["to"]),)
    if isinstance(raw, dict) and set(raw) == {"set"} and isinstance(raw["set"], dict):
        return tuple(_put(key, tree, names) for key, tree in raw["set"].items())
    if isinstance(raw, dict) and set(raw) == {"move"} and isinstance(raw["move"], dict):
        return tuple(_move(key, move, names) for key, move in raw["move"].items())
    raise wrong("", "这里需要 move、set 或 message", "this must be a move, a set or a message")


def _put(key: str, tree: Any, names: Names) -> Put:
    with located(f"/set/{key}"):
        field = names.form.fields.get(names.field(key))
        if field is not None and field.computed:
            raise InvalidDefinition(reason={"zh-CN": "公式字段不能写入", "en": "a formula cannot be set"}, pointer="")
        return Put(key, names.expression(tree))


def _move(key: str, move: Any, names: Names) -> Move:
    with located(f"/move/{key}"):
        settings = names.form.fields[names.field(key)].settings
        for known in settings.get("moves", ()):
            if known["key"] == move:
                return Move(key, frozenset(known["from"]), known["to"])
        raise wrong("", f"没有名为「{move}」的移动", f"there is no move named {move}")
