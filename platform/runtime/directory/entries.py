"""A record's entry in the directory: its names with their keys, what identifies it, where it is."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from ..forms import FormPlan
from ..forms.names import Names
from ..pinyin import pinyin_of
from .keys import keys_of, places_in


class Name(NamedTuple):
    """One name of a record. kind: legal, short, former or alias. field: where it stands; empty for a name that was
    added by people (origin empty) or by a merge (origin is its id)."""

    record_id: str
    kind: str
    field: str
    text: str
    key: str
    core: str
    pinyin: str
    initials: str
    places: frozenset[str]
    origin: str = ""

    @property
    def letters(self) -> str:
        """What its core is spelled with: pinyin, or the core itself where it needs none."""
        if not self.pinyin:
            return self.core
        syllables, at = self.pinyin.split(" "), self.key.find(self.core)
        # One syllable a character, unless letters or digits stand between them.
        if at >= 0 and len(syllables) == len(self.key):
            syllables = syllables[at : at + len(self.core)]
        return "".join(syllables)

    def stored(self) -> list[Any]:
        """As it lies in the table."""
        return [*self[1:8], sorted(self.places), self.origin]


class Entry(NamedTuple):
    """Everything the directory knows of one record; `identifiers` by field, folded; `places` of its location and of
    all its names."""

    record_id: str
    names: tuple[Name, ...]
    identifiers: dict[str, str]
    places: frozenset[str]


def named(record_id: str, kind: str, field: str, text: str, origin: str = "") -> Name:
    """A name with its keys."""
    keys = keys_of(text)
    pinyin = pinyin_of(keys.key)
    return Name(record_id, kind, field, text, *keys[:2], pinyin.syllables, pinyin.initials, keys.places, origin)


def own_names(names: Names, row: Mapping[str, Any]) -> list[Name]:
    """The names that a row's fields hold; those without a single letter are left out."""
    made = (named(row["id"], kind, field, text) for kind, field, text in names.of(row))
    return [one for one in made if one.key]


def identifiers_of(plan: FormPlan, row: Mapping[str, Any]) -> dict[str, str]:
    """What identifies the row, by field, so folded that spelling makes no difference."""
    found = {}
    for key in plan.names.identifiers if plan.names else ():
        if row[key] is not None and (value := fold_identifier(str(plan.fields[key].json(row[key])))):
            found[key] = value
    return found


def fold_identifier(text: str) -> str:
    """Letters and digits alone, in one case and width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())[:120]


def location_of(plan: FormPlan, row: Mapping[str, Any]) -> frozenset[str]:
    """The places that the row's location names."""
    key = plan.names.location if plan.names else None
    if key is None or row[key] is None:
        return frozenset()
    return places_in(str(plan.fields[key].json(row[key])))


def declaration(plan: FormPlan) -> str:
    """A digest of what the form says of names: entries made from another are made anew."""
    return hashlib.sha256(orjson.dumps(plan.document.get("names"), option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def entry_of(row: Any) -> Entry:
    """The entry that a row of the table holds."""
    names = tuple(loaded(row.record_id, [*row.names, *row.added]))
    return made_entry(row.record_id, names, row.identifiers, frozenset(row.places))


def made_entry(record_id: str, names: tuple[Name, ...], identifiers: dict[str, str], location: frozenset[str]) -> Entry:
    """The entry of a record."""
    return Entry(record_id, names, identifiers, location.union(*(name.places for name in names)))


def loaded(record_id: str, stored: Iterable[list[Any]]) -> Iterator[Name]:
    """The names that `Name.stored` wrote."""
    for one in stored:
        kind, field, text, key, core, pinyin, initials, places, origin = one
        yield Name(record_id, kind, field, text, key, core, pinyin, initials, frozenset(places), origin)
