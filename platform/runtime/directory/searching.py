"""Search a form's records by any of their names, under the searcher's rights, best first, each with its reason.

What a person may not read neither comes back nor pushes anything out of the list: names of fields hidden from him do
not count, and of the rest as many are looked at as it takes to fill his page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..forms import FormPlan
from ..localized import text as in_locale
from ..records.querying.compiler import Reading
from ..records.reading import open_reading, title_of
from ..records.record import Record
from .entries import Name, fold_identifier
from .index import Snapshot, name_index
from .scoring import Find, Wanted, finds, kind_cost, place_cost, same, similar

LONGEST = 200
_ENOUGH = 80.0
_FIRST_LOOK = 3
_FIRST_FINDS = 250
_NAMES_EACH = 80
_FEW = 5
_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers to a name. `name` is what answered, `kind` what sort of name it is (or "identifier", then
    `name` is the identifying field's title), `way` one of scoring.WAYS, `score` 0 to 100."""

    id: str
    label: str
    name: str
    kind: str
    way: str
    score: float


def search(
    context: Context, app: str, form: str, text: str, *, limit: int = 20, connection: sa.Connection | None = None
) -> list[Hit]:
    """The records that answer best. Raises NotFound for who reads nothing of the form; a form without names, or a
    text without a letter, finds nothing."""
    with open_reading(context, app, form, connection) as reading:
        return Search(context, reading).hits([text], limit)[0]


class Search:
    """Searches of one reading. What one of them has read of records, the next need not ask for again."""

    def __init__(self, context: Context, reading: Reading) -> None:
        self._context = context
        self._reading = reading
        names = reading.plan.names
        self._snapshot = None if names is None else name_index(context.workspace, reading.plan).snapshot(context)
        # None: there is no such record for these eyes.
        self._known: dict[str, Record | None] = {}

    def hits(self, texts: Sequence[str], limit: int) -> list[list[Hit]]:
        """For each text those of the first answers, and of all of them where he may see too few of the first."""
        found = self._answers(texts, _FIRST_FINDS)
        self._look_up(found, limit)
        hits = [self._visible(some, limit) for some in found]
        for at, some in enumerate(hits):
            if len(some) < limit and len(found[at]) >= _FIRST_FINDS:
                hits[at] = self._visible(self._answers([texts[at]], None)[0], limit)
        return hits

    def bearers(self, texts: Sequence[str], limit: int) -> list[list[Hit]]:
        """For each text those alone that bear the very name, or but for legal form and place; the others are not
        looked at."""
        found = self._answers(texts, 0)
        self._look_up(found, limit)
        return [self._visible(some, limit) for some in found]

    def _answers(self, texts: Sequence[str], most: int | None) -> list[list["Answer"]]:
        """`most`: see `answers`; None for all there are."""
        snapshot, plan, readable = self._snapshot, self._reading.plan, self._reading.readable
        if snapshot is None:
            return [[] for _ in texts]
        bound = len(snapshot.entries) * _NAMES_EACH if most is None else most
        wanted = (Wanted(text.strip()[:LONGEST]) for text in texts)
        return [answers(snapshot, plan, one, readable, bound) if one else [] for one in wanted]

    def _look_up(self, found: Sequence[Sequence["Answer"]], limit: int) -> None:
        """Read what will be looked at first of all texts together."""
        self._records({one.record_id for some in found for one in some[: _FIRST_LOOK * limit]})

    def _visible(self, found: Sequence["Answer"], limit: int) -> list[Hit]:
        plan = self._reading.plan
        hits: dict[str, Hit] = {}
        for looked_at in _portions(found, _FIRST_LOOK * limit):
            records = self._records({one.record_id for one in looked_at} - hits.keys())
            for one in looked_at:
                record = records.get(one.record_id)
                if record is None or one.record_id in hits or not _seen(plan, one, record.values):
                    continue
                if label := title_of(self._context, record):
                    name = one.name or str(in_locale(plan.fields[one.field].title, self._context.locale))
                    hits[record.id] = Hit(record.id, label, name, one.kind, one.way, round(one.score, 1))
            if len(hits) >= limit:
                break
        return sorted(hits.values(), key=lambda hit: -hit.score)[:limit]

    def _records(self, ids: set[str]) -> Mapping[str, Record | None]:
        if missing := ids - self._known.keys():
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
                missing = ids
            self._known.update(dict.fromkeys(missing))
            self._known.update((record.id, record) for record in self._reading.some(missing))
        return self._known


@dataclass(frozen=True, slots=True)
class Answer:
    """One name (or identifying field) of one record that answers, before anybody's rights on the row are asked."""

    record_id: str
    score: float
    way: str
    kind: str
    field: str
    name: str


def answers(
    snapshot: Snapshot, plan: FormPlan, wanted: Wanted, readable: frozenset[str] | None, most: int
) -> list[Answer]:
    """What answers, best first, several per record. `readable`: the fields whose names count; None: all. `most`: how
    many finds of one sort are looked at; 0 for those alone that bear the very name."""
    found = list(_identified(snapshot, wanted, readable))
    for segment, without in snapshot.segments():
        best: dict[int, Find] = {}
        for find in finds(segment, wanted, most) if most else same(segment, wanted):
            _keep_best(best, find)
        # Who is answered well is not asked whether he meant something else.
        if most and sum(find.score >= _ENOUGH for find in best.values()) < _FEW:
            for find in similar(segment, wanted):
                _keep_best(best, find)
        for find in nlargest(most or _FIRST_FINDS, best.values()):
            name = segment.names[find.slot]
            if name.record_id not in without and _counts(plan, name, readable):
                found.append(_answer(snapshot, wanted, name, find))
    return sorted(found, key=lambda one: (-one.score, len(one.name), one.name, one.record_id))


def _portions(found: Sequence[Answer], size: int) -> Iterator[Sequence[Answer]]:
    """Small at first, since it nearly always suffices; four times as many each time for who may read little."""
    begin = 0
    while begin < len(found):
        yield found[begin : begin + size]
        begin, size = begin + size, min(size * 4, 4000)


def _identified(snapshot: Snapshot, wanted: Wanted, readable: frozenset[str] | None) -> Iterable[Answer]:
    value = fold_identifier(wanted.text)
    for segment, without in snapshot.segments():
        for field, record_id in segment.identified(value):
            if record_id not in without and (readable is None or field in readable):
                yield Answer(record_id, 100, "identifier", "identifier", field, "")


def _keep_best(best: dict[int, Find], find: Find) -> None:
    known = best.get(find.slot)
    if known is None or known.score < find.score:
        best[find.slot] = find


def _counts(plan: FormPlan, name: Name, readable: frozenset[str] | None) -> bool:
    """A name that people added belongs to the record as its legal name does."""
    return readable is None or _field(plan, name.field) in readable


def _answer(snapshot: Snapshot, wanted: Wanted, name: Name, find: Find) -> Answer:
    places = snapshot.entries[name.record_id].places
    score = find.score - kind_cost(name) - place_cost(wanted, places)
    if find.way == "core" and score < _ENOUGH:
        return Answer(name.record_id, score, "alike", name.kind, name.field, name.text)
    return Answer(name.record_id, score, find.way, name.kind, name.field, name.text)


def _seen(plan: FormPlan, one: Answer, values: Mapping[str, Any]) -> bool:
    return _field(plan, one.field) in values


def _field(plan: FormPlan, key: str) -> str:
    assert plan.names is not None
    return key or plan.names.legal
