"""Rank the records of a form for another record: read the candidates with the app's rights, leave out, score."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..calendars import formula_days
from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..forms.environment import parameter_values
from ..localized import Localized
from ..people import Organisation, organisation_of
from ..records import Query, Record
from ..records.querying.compiler import Reading
from ..storage import Transaction
from ..storage.locks import hold
from .plan import RankingPlan
from .rules import Check, Left
from .scoring import Candidate, Row, score, values_of, weights_of
from .seats import count_held

_PAGE = 200
_GONE = Left("gone", {"zh-CN": "没有对应的在职人员", "en": "stands for nobody who is still here"})
_EMPTY = Left("figures", {"zh-CN": "缺少评分所需的数据", "en": "lacks figures that the score needs"})
_NO_FACTS = {"open_tasks": 0, "last_assigned_at": None, "last_here_at": None, "held": 0}

# What is known of persons (PERSON_FACTS but for "held"), given the group the record belongs to, None without groups.
Facts = Callable[[str | None], Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Excluded:
    """Who was left out, and why. `person` is None for a candidate that stands for nobody."""

    record: str
    person: str | None
    left: Left

    @property
    def reason(self) -> Localized:
        return self.left.reason


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates (records of `form`) best first, and who was left out. `weights` by term, `group` see cooldown."""

    form: FormPlan
    candidates: list[Candidate]
    excluded: list[Excluded]
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    group: str | None = None
    plan: RankingPlan | None = None
    rows: list[Row] = field(default_factory=list)
    # Those whom a rule left out, by its key.
    aside: Mapping[str, list[Row]] = field(default_factory=dict)

    def otherwise(self, weights: Mapping[str, Decimal], without: Collection[str]) -> list[Candidate]:
        """The order there would be with other weights (by term), or without some of the rules."""
        if self.plan is None or not (weights or any(self.aside.get(rule) for rule in without)):
            return self.candidates
        more = [row for rule in without for row in self.aside.get(rule, ())]
        return score(self.plan, [*self.rows, *more], {**self.weights, **weights})


def rank(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: RankingPlan,
    data: Mapping[str, Any],
    *,
    excluded: Mapping[str, Left] | None = None,
    facts: Facts = lambda group: {},
) -> Ranked:
    """Rank for data["record"]. `excluded` leaves persons out, with reasons; `facts` tells of persons.

    With `lock` two rankings at once wait for each other, so that the second sees whom the first one loaded.
    """
    if plan.locks:
        hold(tx, [f"ranking/{context.workspace.id}/{plan.app}.{plan.key}"])
    shared = {
        "record": data["record"],
        "param": parameter_values(plans, plan.app),
        "now": data["now"],
        "zone": data["zone"],
        "calendar": formula_days(plans),
    }
    group = None if plan.group is None or (value := plan.group(shared)) is None else str(value)
    ranking = _Ranking(plan, shared, organisation_of(context.workspace, tx.connection), excluded or {})
    if plan.reads_person:
        ranking.known = facts(group)
    if plan.held is not None:
        ranking.held = count_held(context, tx.connection, plans, plan.held)
    for record in _records(Reading(context, tx.connection, plans, plan.form)):
        ranking.take(record)
    return ranking.ranked(group)


class _Ranking:
    """One ranking under way: who is in, and who was left out."""

    def __init__(
        self, plan: RankingPlan, shared: Mapping[str, Any], people: Organisation, excluded: Mapping[str, Left]
    ) -> None:
        self.known: Mapping[str, Mapping[str, Any]] = {}
        self.held: Mapping[str, int] = {}
        self._plan = plan
        self._shared = shared
        self._people = people
        self._excluded = excluded
        self._checks: list[Check] = [rule.begin(shared) for rule in plan.rules]
        self._rows: list[Row] = []
        self._out: list[Excluded] = []
        self._aside: dict[str, list[Row]] = {}

    def take(self, record: Record) -> None:
        person = self._people.person(record.values.get(self._plan.person))
        if person is None or not person.active:
            self._out.append(Excluded(record.id, person.id if person else None, _GONE))
            return
        facts = self.known.get(person.id, _NO_FACTS)
        if self._plan.held is not None:
            facts = {**facts, "held": self.held.get(person.id, 0)}
        scope = {**self._shared, "candidate": _values(record), "person": facts}
        left = self._excluded.get(person.id) or self._left(scope)
        row = Row(record.id, person.id, scope, values_of(self._plan, scope))
        if left is None:
            self._rows.append(row)
            return
        self._out.append(Excluded(record.id, person.id, left))
        self._aside.setdefault(left.rule, []).append(row)

    def ranked(self, group: str | None) -> Ranked:
        plan, weights = self._plan, weights_of(self._plan, self._shared)
        candidates = score(plan, self._rows, weights)
        if len(candidates) < len(self._rows):
            scored = {candidate.record for candidate in candidates}
            self._out += [Excluded(row.record, row.person, _EMPTY) for row in self._rows if row.record not in scored]
        return Ranked(plan.form, candidates, self._out, weights, group, plan, self._rows, self._aside)

    def _left(self, scope: Mapping[str, Any]) -> Left | None:
        """The first rule that leaves the candidate out."""
        for check in self._checks:
            if (left := check(scope)) is not None:
                return left
        return None


def _records(reading: Reading) -> Iterator[Record]:
    """Every candidate, oldest first."""
    cursor = None
    while True:
        page = reading.page(Query(sort=("id",), limit=_PAGE, cursor=cursor))
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _values(record: Record) -> dict[str, Any]:
    return {**record.values, "id": record.id, "owner": record.owner, "department": record.department}
