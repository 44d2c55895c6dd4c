"""The organisation in memory: persons, departments, managers and roles with their dates.

Read once per people revision and shared by all threads of a process. Questions about a moment are answered from it;
answers that hold until the next dated change are remembered.
"""

import bisect
import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from ..storage import Workspace
from . import tables

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the workspace. `active` is False for who has left."""

    id: str
    code: str
    name: str
    phone: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class Span:
    """One dated fact: `values` held from `start` up to, not including, `end`."""

    start: datetime
    end: datetime | None
    values: tuple[Any, ...]

    def holds(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


Dated = dict[str, list[Span]]


@dataclass(slots=True)
class _Facts:
    """What the tables say, by person or department."""

    persons: dict[str, Person] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    memberships: Dated = field(default_factory=dict)
    managers: Dated = field(default_factory=dict)
    places: Dated = field(default_factory=dict)
    roles: Dated = field(default_factory=dict)


class Organisation:
    """Immutable; belongs to one people revision."""

    def __init__(self, revision: int, facts: _Facts) -> None:
        self.revision = revision
        self._facts = facts
        self.persons = facts.persons
        self.departments = facts.departments
        self._by_code = {person.code: person for person in facts.persons.values()}
        self._boundaries = sorted(_boundaries(facts))
        self._answers: dict[Hashable, Any] = {}

    def person(self, id: str | None) -> Person | None:
        """The person with this id."""
        return self.persons.get(id) if id else None

    def by_code(self, code: str) -> Person | None:
        """The person with this 工号."""
        return self._by_code.get(code)

    def name(self, id: str | None) -> str:
        """The person's name; empty for nobody."""
        return self.persons[id].name if id in self.persons else ""

    def search(self, text: str, limit: int, fits: Callable[[str], bool] | None = None) -> list[Person]:
        """Active persons whose code or name contains `text`, by code; of them those whose id `fits`."""
        folded = text.strip().casefold()
        found = (
            person
            for person in sorted(self.persons.values(), key=lambda person: person.code)
            if person.active
            and (folded in person.code.casefold() or folded in person.name.casefold())
            and (fits is None or fits(person.id))
        )
        return [person for person, _ in zip(found, range(limit), strict=False)]

    def left(self, text: str, limit: int) -> list[Person]:
        """Persons who have left, as `search` finds those who have not."""
        folded = text.strip().casefold()
        gone = (person for person in sorted(self.persons.values(), key=lambda person: person.code) if not person.active)
        found = (one for one in gone if folded in one.code.casefold() or folded in one.name.casefold())
        return [person for person, _ in zip(found, range(limit), strict=False)]

    def title(self, person: str, at: datetime) -> str | None:
        """The person's position."""
        return next((span.values[1] for span in _held(self._facts.memberships, person, at)), None)

    def department(self, person: str, at: datetime) -> str | None:
        """The id of the department the person belongs to (the first, when to several)."""
        return next((span.values[0] for span in _held(self._facts.memberships, person, at)), None)

    def departments_of(self, person: str, at: datetime) -> tuple[str, ...]:
        """Departments one answers for: those one belongs to, and all below those one heads."""
        return self._remembered(("departments", person), at, lambda: self._departments_of(person, at))

    def within(self, person: str, at: datetime) -> tuple[str, ...]:
        """Departments one belongs to, and all above them."""
        return self._remembered(("within", person), at, lambda: self._within(person, at))

    def manager(self, person: str, at: datetime, levels: int = 1) -> str | None:
        """The active superior `levels` steps up; None beyond the top. Who has left is stepped over."""
        found: str | None = person
        seen = {person}
        while levels and found:
            found = next((span.values[0] for span in _held(self._facts.managers, found, at)), None)
            if found in seen:
                return None
            if found:
                seen.add(found)
                levels -= self.persons[found].active if found in self.persons else 0
        return found

    def reports(self, person: str, at: datetime) -> frozenset[str]:
        """Everybody below the person, at any depth; without the person."""
        return self._remembered(("reports", person), at, lambda: self._reports(person, at))

    def head(self, department: str, at: datetime) -> str | None:
        """Who heads a department; an active person, else the head of the one above."""
        seen: set[str] = set()
        while department and department not in seen:
            seen.add(department)
            parent, head = next((span.values for span in _held(self._facts.places, department, at)), (None, None))
            if head in self.persons and self.persons[head].active:
                return cast(str, head)
            department = parent
        return None

    def above(self, department: str, at: datetime) -> tuple[str, ...]:
        """The department and those above it, nearest first."""
        found: list[str] = []
        at_hand: str | None = department
        while at_hand and at_hand not in found:
            found.append(at_hand)
            at_hand = next((span.values[0] for span in _held(self._facts.places, at_hand, at)), None)
        return tuple(found)

    def roles(self, person: str, at: datetime) -> frozenset[str]:
        """Keys "app.role" the person holds."""
        held = self._facts.roles
        return self._remembered(
            ("roles", person), at, lambda: frozenset(span.values[0] for span in _held(held, person, at))
        )

    def holders(self, role: str, at: datetime) -> list[str]:
        """Active persons who hold "app.role", by code."""
        found = (self.persons[id] for id in self._facts.roles if role in self.roles(id, at) and id in self.persons)
        return [person.id for person in sorted(found, key=lambda person: person.code) if person.active]

    def _departments_of(self, person: str, at: datetime) -> tuple[str, ...]:
        below: dict[str, list[str]] = defaultdict(list)
        found = [span.values[0] for span in _held(self._facts.memberships, person, at)]
        for department in self._facts.places:
            for span in _held(self._facts.places, department, at):
                parent, head = span.values
                below[parent].append(department)
                if head == person:
                    found.append(department)
                    break
        headed = [id for id in found if self._heads(person, id, at)]
        return tuple(sorted({*found, *_closure(headed, below)}))

    def _within(self, person: str, at: datetime) -> tuple[str, ...]:
        above = {
            id: [span.values[0] for span in _held(self._facts.places, id, at) if span.values[0]]
            for id in self._facts.places
        }
        belongs = [span.values[0] for span in _held(self._facts.memberships, person, at)]
        return tuple(sorted(_closure(belongs, above)))

    def _heads(self, person: str, department: str, at: datetime) -> bool:
        return any(span.values[1] == person for span in _held(self._facts.places, department, at))

    def _reports(self, person: str, at: datetime) -> frozenset[str]:
        below = self._remembered("below", at, lambda: self._below(at))
        return frozenset(_closure([person], below) - {person})

    def _below(self, at: datetime) -> dict[str, list[str]]:
        below: dict[str, list[str]] = defaultdict(list)
        for person in self._facts.managers:
            for span in _held(self._facts.managers, person, at):
                below[span.values[0]].append(person)
        return below

    def _remembered(self, question: Hashable, at: datetime, answer: Callable[[], T]) -> T:
        # Between two boundaries nothing dated changes, so an answer holds for the whole stretch.
        name = (question, bisect.bisect_right(self._boundaries, at))
        if name not in self._answers:
            self._answers[name] = answer()
        return cast(T, self._answers[name])


class _Cache:
    """The workspace's newest organisation."""

    def __init__(self, _: Workspace) -> None:
        self.newest: Organisation | None = None
        self.lock = threading.Lock()


def organisation_of(
    workspace: Workspace, connection: sa.Connection | None = None, revision: int | None = None
) -> Organisation:
    """The organisation as it stands committed, or as `connection`'s transaction sees it.

    `revision` spares the question when the caller has just read the workspace's state.
    """
    if revision is None:
        revision = (workspace.state(connection) if connection else workspace.present()).people_revision
    cache = workspace.resource(_Cache, _Cache)
    newest = cache.newest
    if newest is not None and newest.revision == revision:
        return newest
    if connection is not None and workspace.present().people_revision != revision:
        # Not remembered: the transaction may yet fail, and another may then use the same number.
        return load_organisation(connection, revision)
    with cache.lock:
        if cache.newest is None or cache.newest.revision != revision:
            with workspace.database.read() as fresh:
                cache.newest = load_organisation(fresh, workspace.state(fresh).people_revision)
        found = cache.newest
    # Something may have been committed between the two questions.
    return found if connection is None or found.revision == revision else load_organisation(connection, revision)


def known_organisation(workspace: Workspace) -> Organisation | None:
    """The organisation as this process last read it, without asking whether it still stands: for names, not rights."""
    return workspace.resource(_Cache, _Cache).newest


def load_organisation(connection: sa.Connection, revision: int) -> Organisation:
    """Read all tables of people."""
    t = tables
    persons = {
        row.id: Person(row.id, row.code, row.name, row.phone, row.active)
        for row in connection.execute(sa.select(t.person))
    }
    departments = {row.id: row.name for row in connection.execute(sa.select(t.department))}
    return Organisation(
        revision,
        _Facts(
            persons,
            departments,
            _dated(connection, t.membership, "person_id", "department_id", "title"),
            _dated(connection, t.reporting, "person_id", "manager_id"),
            _dated(connection, t.department_place, "department_id", "parent_id", "head_id"),
            _dated(connection, t.role_member, "person_id", "role"),
        ),
    )


def _dated(connection: sa.Connection, table: sa.Table, owner: str, *columns: str) -> Dated:
    found: Dated = defaultdict(list)
    for row in connection.execute(sa.select(table).order_by(table.c.valid_from, table.c.id)).mappings():
        span = Span(row["valid_from"], row["valid_until"], tuple(row[column] for column in columns))
        found[row[owner]].append(span)
    return dict(found)


def _held(dated: Dated, owner: str, at: datetime) -> Iterable[Span]:
    return (span for span in dated.get(owner, ()) if span.holds(at))


def _boundaries(facts: _Facts) -> set[datetime]:
    spans = (
        span
        for dated in (facts.memberships, facts.managers, facts.places, facts.roles)
        for held in dated.values()
        for span in held
    )
    return {moment for span in spans for moment in (span.start, span.end) if moment is not None}


def _closure(starts: Iterable[str], below: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting.extend(below.get(one, ()))
    return found
