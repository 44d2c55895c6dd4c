"""Names in a spreadsheet: the person or record that each stands for, as the person who imports may see them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from .. import directory, records
from ..context import Context
from ..definitions import Plans
from ..errors import NotFound, PlatformError
from ..forms import FieldPlan, form_plan
from ..identifiers import is_id, new_id
from ..localized import listed_in_all
from ..people import KINDS, Naming, Organisation, organisation_of
from ..records.errors import RecordUnknown
from ..records.querying.compiler import Reading
from ..records.querying.question import MAX_CONDITIONS, MAX_LIMIT, Query
from ..records.reading import reading_of, title_of
from ..records.record import Record
from ..records.submission.links import UNKNOWN
from ..storage import Transaction
from .errors import NameUndecided
from .spellings import LONGEST, Match

NEW, EMPTY = "new", "empty"
# What a cell names and does not hold itself.
NAMED = frozenset({*KINDS, "record"})
_NAMES_TOLD = 3
_UNKNOWN = Match(None, "unknown")
# As people part names in one cell. A name may hold such a sign itself, see `parts`.
_BETWEEN = re.compile(r"\s*[,，、;；\n]\s*")

# (field, names) → those that were looked up before.
Recall = Callable[[str, Sequence[str]], Mapping[str, Match]]


class Names:
    """Looks up what the cells of one field name; each name once."""

    def __init__(
        self,
        context: Context,
        connection: sa.Connection,
        plans: Plans,
        field: FieldPlan,
        decided: Mapping[str, str | None],
        *,
        recall: Recall = lambda field, names: {},
        kept_elsewhere: bool = False,
    ) -> None:
        """`decided`: name → id, "new" for one to be created, "empty" for one to do without, or None for nothing.
        `recall` knows what was looked up before. `kept_elsewhere`: the column fills another field with the name
        itself, so that nobody loses one that is unknown here."""
        self._context = context
        self._connection = connection
        self._plans = plans
        self._field = field
        self._decided = decided
        self._recall = recall
        self.kept_elsewhere = kept_elsewhere
        # Whether the directory counts the names that it does not know.
        self.counts = field.settings.get("unknown") is not None
        self._found: dict[str, Match] = {}
        self._fresh: dict[str, Match] = {}
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

    def look_up_lists(self, texts: Iterable[str]) -> None:
        """As `look_up`, and the single names of cells that may hold several."""
        listed = list(texts)
        self.look_up(listed)
        self.look_up(part for text in listed if self._may_list(text) for part in _parted(text))

    def parts(self, text: str) -> list[str]:
        """The names in a cell that may hold several: one, if it is known as it stands, or may be, and not all that it
        would fall into are."""
        if not self._may_list(text):
            return [text]
        parts = _parted(text)
        known = all(self.match(part).id is not None for part in parts)
        return parts if known or self.match(text).how == "unknown" else [text]

    def _may_list(self, text: str) -> bool:
        return bool(text) and self.match(text).how in ("unknown", "similar") and len(_parted(text)) > 1

    def match(self, text: str) -> Match:
        """What a name stands for."""
        if text not in self._found:
            self.look_up([text])
        return self._found[text]

    def value_of(self, tx: Transaction | None, text: str) -> Any:
        """The JSON value to store: an id, None, or {"name": …} for one that the directory is to count. Creates the
        record if that was decided, but for a preview (no `tx`). Raises PersonUnknown, RecordUnknown, NameUndecided."""
        match = self.match(text)
        if match.how == NEW and tx is None:
            return new_id()
        if match.how == NEW and tx is not None:
            match = self._found[text] = Match(self._created(tx, text), "exact")
        if match.id is not None or match.how == EMPTY:
            return match.id
        if match.like and not self.kept_elsewhere:
            names = listed_in_all(title for _, title in match.like[:_NAMES_TOLD])
            raise NameUndecided(names=names)
        if self.is_counted(text):
            return {"name": text}
        if self.kept_elsewhere:
            return None
        raise UNKNOWN.get(str(self._field.type.links), RecordUnknown)

    def is_counted(self, text: str) -> bool:
        """Whether the name is one that nobody knows, for the directory to count."""
        match = self.match(text)
        open_ = match.id is None and match.how not in (NEW, EMPTY) and (self.kept_elsewhere or not match.like)
        return self.counts and open_ and len(text) <= LONGEST

    def forget(self, texts: Iterable[str]) -> None:
        """Look these up anew: a row above has made records of such names."""
        for text in texts:
            self._found.pop(text, None)

    @property
    def fresh(self) -> dict[str, Match]:
        """What was asked of a directory and nobody keeps yet."""
        return self._fresh

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
            return Match(None, EMPTY) if chosen == EMPTY else Match(chosen, "chosen")
        return Match(
            None,
            "similar" if active else "unknown",
            tuple((person.id, f"{person.name} {person.code}") for person in active),
        )

    def _titled_part(self, text: str) -> Match:
        """A department or role by id, or by a title that only one has."""
        naming = Naming(self._context, self._connection, self._plans)
        id = naming.meant(str(self._field.type.links), text) or self._decided.get(text)
        if id == EMPTY:
            return Match(None, EMPTY)
        return Match(id, "unknown" if id is None else "exact")

    def _records(self, texts: list[str]) -> dict[str, Match]:
        """By id, by a number or code that is unique on the other form, by the title that only one record has, or as
        decided."""
        titled = self._called([text for text in texts if not is_id(text)])
        found: dict[str, Match] = {}
        asked: list[str] = []
        for text in texts:
            same = titled.get(text, ())
            if is_id(text):
                found[text] = Match(text, "exact")
            elif len(same) == 1:
                found[text] = Match(same[0][0], "exact")
            elif (chosen := self._decided.get(text)) is not None:
                found[text] = Match(None, chosen) if chosen in (NEW, EMPTY) else Match(chosen, "chosen")
            elif same:
                found[text] = Match(None, "similar", tuple(same))
            else:
                asked.append(text)
        return found | self._alike(asked)

    def _alike(self, texts: list[str]) -> dict[str, Match]:
        """As the directory knows them, where the other form is one."""
        app, form = self._field.settings["target"]
        if not texts or form_plan(self._plans, app, form).names is None:
            return dict.fromkeys(texts, _UNKNOWN)
        known = self._recall(self._field.key, texts)
        left = [text for text in texts if text not in known]
        try:
            found = directory.match_all(self._context, app, form, left, connection=self._connection) if left else []
        except NotFound:
            return dict.fromkeys(texts, _UNKNOWN)
        fresh = dict(zip(left, map(_told, found), strict=True))
        self._fresh.update(fresh)
        return {**known, **fresh}

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


def _parted(text: str) -> list[str]:
    """The names in a cell that holds several, each once."""
    return list(dict.fromkeys(part for part in _BETWEEN.split(text) if part))


def _told(found: directory.Match) -> Match:
    """What the directory says of a name, as imports tell it."""
    like = tuple((hit.id, hit.label) for hit in found.suggestions)
    if found.id is None:
        return Match(None, "similar", like) if like else _UNKNOWN
    best = found.suggestions[0]
    return Match(found.id, found.how, like[:1], best.kind if best.way == "same" else best.way)


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
