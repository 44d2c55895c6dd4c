"""Options: the choices of a field, written in its settings or in an `options` document that several fields share.

A `retired` option keeps its values readable and is chosen no more. One `merged_into` another, or `split_into` several
by conditions, is retired too, and records that hold it are re-tagged when that is published.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from marshmallow import Schema, fields, validate

from ..errors import InvalidDefinition, InvalidValue
from ..localized import listed_in_all
from ..localized import text as localized
from ..slugs import slug
from .base import FieldType, Find, Prepared, Reader, cell_text
from .cleanings import Read
from .spellings import says_nothing

_NAMED = 4
_MOST_GUESSED, _LONGEST_GUESSED = 30, 20
_SENTENCE = re.compile(r"[，,。!！?？]")
_MERGES = 20


class SplitSchema(Schema):
    """One part of a split: the option that takes the records for which `when` holds, all the rest without it."""

    key = fields.String(required=True, validate=validate.Length(1, 120))
    when = fields.Raw(metadata={"expression": True})


class OptionSchema(Schema):
    """One option."""

    key = fields.String(required=True, validate=validate.Length(1, 120))
    title = fields.Raw(required=True, metadata={"localized": True})
    # Other names that imports know the option by.
    aliases = fields.List(fields.String(validate=validate.Length(1, 120)))
    color = fields.String()
    retired = fields.Boolean()
    merged_into = fields.String(validate=validate.Length(1, 120))
    split_into = fields.List(fields.Nested(SplitSchema), validate=validate.Length(1, 20))


class OptionsSettings(Schema):
    """Settings of fields with options."""

    options = fields.List(fields.Nested(OptionSchema), load_default=list)
    options_from = fields.String(load_default=None, allow_none=True, metadata={"kind": "options"})


class Optioned(FieldType):
    """What fields with options share: where the options come from, their words and their order."""

    Settings: Any = OptionsSettings
    placed = True

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `options` of the document named by `options_from`, and what `ready_options` says of them."""
        options = settings["options"]
        if (name := settings["options_from"]) is not None:
            if (document := find("options", name)) is None:
                raise InvalidDefinition(
                    pointer="/options_from",
                    reason={"zh-CN": f"没有名为「{name}」的选项表", "en": f"there is no options document named {name}"},
                )
            options = document.document["options"]
        return settings | {"options": options} | ready_options(options, "/options")

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else localized(settings["titles"].get(stored, stored), reader.locale)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell may hold the key, the title in any language or one of the option's `aliases`; a merged option means
        the one it went into."""
        read = read_option(cell, settings)
        return read._replace(value=settings["merges"].get(read.value, read.value))

    def order(self, column: sa.ColumnElement[Any], settings: Prepared) -> sa.ColumnElement[Any]:
        return place_in(column, list(settings["titles"]))


def guessed_options(words: Sequence[str]) -> dict[str, Any] | None:
    """Settings with the words as options in the order of their number, None where they are no few words that come
    again and again."""
    counts = Counter(words)
    if not 2 <= len(counts) <= min(_MOST_GUESSED, len(words) // 3) or any(map(_is_sentence, counts)):
        return None
    keys: dict[str, str] = {}
    for word, _ in counts.most_common():
        keys[slug(word, "option", keys.keys())] = word
    return {"options": [{"key": key, "title": word} for key, word in keys.items()]}


def _is_sentence(word: str) -> bool:
    return len(word) > _LONGEST_GUESSED or _SENTENCE.search(word) is not None


def ready_options(options: Sequence[Mapping[str, Any]], pointer: str) -> Prepared:
    """What features ask about options. Raises InvalidDefinition.

    titles: key → title. closed: keys that are chosen no more. merges: key → the key in which its merges end. splits:
    key → [(key, condition or None)], the first that holds takes a record's value.
    """
    titles = {option["key"]: option.get("title", option["key"]) for option in options}
    if len(titles) != len(options):
        raise wrong(pointer, "两个选项的标识相同", "two options have the same key")
    into = {option["key"]: option["merged_into"] for option in options if option.get("merged_into")}
    merges, splits = {}, {}
    for index, option in enumerate(options):
        key, place = option["key"], f"{pointer}/{index}"
        if key in into:
            merges[key] = _end_of(key, into, titles, f"{place}/merged_into")
        if option.get("split_into"):
            splits[key] = [
                _part(part, key, titles, f"{place}/split_into/{n}") for n, part in enumerate(option["split_into"])
            ]
    closed = {option["key"] for option in options if option.get("retired")} | merges.keys() | splits.keys()
    found = {"titles": titles, "closed": frozenset(closed), "merges": merges, "splits": splits}
    return found | {"spellings": _spellings(options)}


def _spellings(options: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """What people may write for an option, folded → (its key, the cleaning that it takes)."""
    found: dict[str, tuple[str, str]] = {}
    for kind in ("spelling", "alias"):
        for option in options:
            title = option.get("title", option["key"])
            titles = (option["key"], *(title.values() if isinstance(title, Mapping) else (title,)))
            for name in titles if kind == "spelling" else option.get("aliases", ()):
                found.setdefault(_folded(name), (option["key"], kind))
    return found


def _end_of(key: str, into: Mapping[str, str], titles: Mapping[str, Any], pointer: str) -> str:
    """The option in which a chain of merges ends."""
    end = key
    for _ in range(_MERGES):
        end = into[end]
        if end not in titles:
            raise wrong(pointer, f"没有名为「{end}」的选项", f"there is no option named {end}")
        if end not in into:
            return end
    raise wrong(pointer, "选项的合并绕成了圈，或超过 20 层", "the merges of options go in a circle, or beyond 20")


def _part(part: Mapping[str, Any], key: str, titles: Mapping[str, Any], pointer: str) -> tuple[str, Any]:
    name = part["key"]
    if name not in titles or name == key:
        raise wrong(f"{pointer}/key", f"没有名为「{name}」的其他选项", f"there is no other option named {name}")
    return name, part.get("when")


def known(raw: Any, settings: Prepared) -> str:
    """The key of an option. That a retired one is not chosen anew is seen to where records are written, since filters,
    history and triggers still speak of it. Raises InvalidValue."""
    if isinstance(raw, str) and raw in settings["titles"]:
        return raw
    closed = settings["closed"]
    raise InvalidValue(expected=_words([title for key, title in settings["titles"].items() if key not in closed]))


def titled_key(text: str, titles: Mapping[str, Any]) -> str | None:
    """The key whose title or key is `text`; `text` itself when there is none."""
    if not text or text in titles:
        return text or None
    for key, title in titles.items():
        if text in (title.values() if isinstance(title, dict) else (title,)):
            return key
    return text


def read_option(cell: Any, settings: Prepared) -> Read:
    """The key of the option that a cell names; its text when there is none. Width, case and blanks inside make no
    difference, but are told."""
    written = cell if isinstance(cell, str) else cell_text(cell)
    text = written.strip()
    done: tuple[str, ...] = ("trimmed",) if text != written else ()
    key = titled_key(text, settings["titles"])
    if key is None or key in settings["titles"]:
        return Read(key, done)
    if (found := settings["spellings"].get(_folded(text))) is not None:
        return Read(found[0], (*done, found[1]))
    return Read(None, (*done, "nothing")) if says_nothing(text) else Read(text, done)


def _folded(name: Any) -> str:
    text = unicodedata.normalize("NFKC", str(name)).casefold()
    return "".join(text.replace("_", " ").replace("-", " ").split())


def place_in(column: sa.ColumnElement[Any], keys: Sequence[str]) -> sa.ColumnElement[Any]:
    """The value's place in the list; values that are not in it come after all others."""
    # Said as numbers of one type throughout, which PostgreSQL wants of a CASE.
    absent = sa.case((column.is_not(None), sa.literal(len(keys), sa.Integer)))
    places = {key: sa.literal(place, sa.Integer) for place, key in enumerate(keys)}
    return sa.case(places, value=column, else_=absent) if keys else absent


def _words(titles: Sequence[Any]) -> dict[str, str]:
    """What to enter: the first few titles."""
    shown = listed_in_all(titles[:_NAMED])
    more = len(titles) > _NAMED
    return {
        "zh-CN": f"选项之一：{shown['zh-CN']}{'等' if more else ''}",
        "en": f"one of: {shown['en']}{' …' if more else ''}",
    }


def wrong(pointer: str, chinese: str, english: str) -> InvalidDefinition:
    return InvalidDefinition(pointer=pointer, reason={"zh-CN": chinese, "en": english})
