"""Names in a spreadsheet: the person or record that each stands for, as the person who imports may see them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from .. import directory, records
from ..context import Context
from ..definitions import Plans
from ..errors import NotFound, PlatformError
from ..forms import FieldPlan, form_plan
from ..identifiers import is_id, new_id
from ..people import KINDS, Naming, Organisation, organisation_of
from ..records.errors import RecordUnknown
from ..records.links import UNKNOWN
from ..records.query import Reading
from ..records.querying import MAX_CONDITIONS, MAX_LIMIT, Query
from ..records.reading import reading_of, title_of
from ..records.record import Record
from ..storage import Transaction
from .errors import NameUndecided

NEW = "new"
# What a cell names and does not hold itself.
NAMED = frozenset({*KINDS, "record"})
_NAMES_TOLD = 3


class Match(NamedTuple):
    """`id` of the one that is meant; `how`: exact, alias, chosen, new or unknown; `like`: those it may be,
    as (id, title)."""

    id: str | None
    how: str
    like: tuple[tuple[str, str], ...] = ()


class Names:
    """Looks up what the cells of one field name; each name once."""

    def __init__(
        self,
        context: Context,
        connection: sa.Connection,
        plans: Plans,
        field: FieldPlan,
        decided: Mapping[str, str | None],
    ) -> None:
        """`decided`: name → id, "new" for one to be created, or None for one that is left unknown."""
        self._context = context
        self._connection = connection
        self._plans = plans
        self._field = field
        self._decided = decided
        self._found: dict[str, Match] = {}
        self._organisation: Organisation | None = None

    def look_up(self, texts: Iterable[str]) -> None:
        """Find many at once."""
        wanted = list(dict.fromkeys(text for text in texts if text and text not in self._found))
        if self._field.type.links == "person":
            self._found.update((text, self._person(text)) for text in wanted)
        elif self._field.type.links in KINDS:
            self._found.update((text, self._titled_part(text)) for text in wanted)
        elif wanted:
            self._found.update(self._records(wanted))

    def match(self, text: str) -> Match:
        """What a name stands for."""
        if text not in self._found:
            self.look_up([text])
        return self._found[text]

    def id_of(self, tx: Transaction | None, text: str) -> str | None:
        """The id to store; creates the record if that was decided, but for a preview (no `tx`). Raises PersonUnknown,
        RecordUnknown, NameUndecided."""
        match = self.match(text)
        if match.how == NEW and tx is None:
            return new_id()
        if match.how == NEW and tx is not None:
            match = self._found[text] = Match(self._created(tx, text), "exact")
        if match.id is None and match.like:
            names = "、".join(title for _, title in match.like[:_NAMES_TOLD])
            raise NameUndecided(names=names)
        if match.id is None:
            raise UNKNOWN.get(str(self._field.type.links), RecordUnknown)
        return match.id

    def _person(self, text: str) -> Match:
        """By code, by id, or by a name that only one active person has."""
        if self._organisation is None:
            self._organisation = organisation_of(self._context.workspace, self._connection)
        found = self._organisation.by_code(text) or self._organisation.person(text)
        if found is not None:
            return Match(found.id, "exact")
        active = [person for person in self._organisation.persons.values() if person.active and person.name == text]
        if len(active) == 1:
            return Match(active[0].id, "exact")
        if (chosen := self._decided.get(text)) is not None:
            return Match(chosen, "chosen")
        return Match(None, "unknown", tuple((person.id, f"{person.name} {person.code}") for person in active))

    def _titled_part(self, text: str) -> Match:
        """A department or role by id, or by a title that only one has."""
        naming = Naming(self._context, self._connection, self._plans)
        id = naming.meant(str(self._field.type.links), text) or self._decided.get(text)
        return Match(id, "unknown" if id is None else "exact")

    def _records(self, texts: list[str]) -> dict[str, Match]:
        """By id, by a number or code that is unique on the other form, by the title that only one record has, or as
        decided."""
        titled = self._called([text for text in texts if not is_id(text)])
        found = {}
        for text in texts:
            same = titled.get(text, ())
            if is_id(text):
                found[text] = Match(text, "exact")
            elif len(same) == 1:
                found[text] = Match(same[0][0], "exact")
            elif (chosen := self._decided.get(text)) is not None:
                found[text] = Match(None, NEW) if chosen == NEW else Match(chosen, "chosen")
            else:
                found[text] = self._alike(text) if not same else Match(None, "unknown", tuple(same))
        return found

    def _alike(self, text: str) -> Match:
        """As the directory knows it, where the other form is one."""
        app, form = self._field.settings["target"]
        if form_plan(self._plans, app, form).names is None:
            return Match(None, "unknown")
        try:
            found = directory.match(self._context, app, form, text, connection=self._connection)
        except NotFound:
            return Match(None, "unknown")
        if found.id is not None:
            return Match(found.id, found.how, tuple((hit.id, hit.label) for hit in found.suggestions[:1]))
        return Match(None, "unknown", tuple((hit.id, hit.label) for hit in found.suggestions))

    def _called(self, texts: list[str]) -> dict[str, list[tuple[str, str]]]:
        """name → the records called so, as (id, title). What is unique, such as a customer's number, goes first."""
        reading = self._reading()
        if reading is None or reading.plan.title_field not in reading.readable:
            return {}
        unique = [field for field in reading.plan.unique if field.key in reading.readable]
        found: dict[str, list[tuple[str, str]]] = {}
        for field in [*unique, reading.plan.fields[reading.plan.title_field]]:
            left = [text for text in texts if text not in found and _loads(field, text)]
            found.update(self._holding(reading, field, left))
        return found

    def _holding(self, reading: Reading, field: FieldPlan, texts: list[str]) -> dict[str, list[tuple[str, str]]]:
        """name → the records that hold it in `field`."""
        title = str(reading.plan.title_field)
        at_once = MAX_LIMIT // 2 if "one_of" in field.filters else MAX_CONDITIONS // 2
        found: dict[str, list[tuple[str, str]]] = {}
        for begin in range(0, len(texts), at_once):
            some = texts[begin : begin + at_once]
            if "one_of" in field.filters:
                asked: Any = {"field": field.key, "operator": "one_of", "value": some}
            else:
                asked = {"any": [{"field": field.key, "operator": "equal", "value": text} for text in some]}
            for record in _all_of(reading, Query(filter=asked, limit=MAX_LIMIT, fields=tuple({field.key, title}))):
                shown = title_of(self._context, record)
                name = shown if field.key == title else str(field.json(record.values[field.key]))
                found.setdefault(name, []).append((record.id, shown))
        return found

    def _reading(self) -> Reading | None:
        target = form_plan(self._plans, *self._field.settings["target"])
        return reading_of(self._context, self._connection, self._plans, target)

    def _created(self, tx: Transaction, text: str) -> str:
        app, form = self._field.settings["target"]
        title = form_plan(self._plans, app, form).title_field
        made = records.create(self._context, app, form, {title: text} if title else {}, tx=tx, starts_workflows=False)
        return made.id


def _all_of(reading: Reading, query: Query) -> Iterator[Record]:
    """To the last page: a name seen once on the first may well stand for two."""
    while True:
        page = reading.page(query)
        yield from page.items
        if page.next_cursor is None:
            return
        query = replace(query, cursor=page.next_cursor)


def _loads(field: FieldPlan, text: str) -> bool:
    try:
        return field.load(text) is not None
    except PlatformError:
        return False
