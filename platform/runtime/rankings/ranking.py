"""Rank the records of a form for another record: read the candidates with the app's rights, leave out, score."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from ..calendars import formula_days
from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..forms.environment import parameter_values
from ..localized import Localized
from ..people import Organisation, organisation_of
from ..records.querying.compiler import Reading
from ..records.querying.standing import Standing
from ..storage import Transaction
from ..storage.locks import hold
from .known import Known, known_of, once_for_each
from .plan import RankingPlan
from .rules import Left
from .scoring import Candidate, Row, score, value_of, weights_of
from .seats import count_held

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
    # What the expressions of all candidates read.
    shared: Mapping[str, Any] = field(default_factory=dict)

    def otherwise(self, weights: Mapping[str, Decimal], without: Collection[str]) -> list[Candidate]:
        """The order there would be with other weights (by term), or without some of the rules."""
        if self.plan is None or not (weights or any(self.aside.get(rule) for rule in without)):
            return self.candidates
        more = [row for rule in without for row in self.aside.get(rule, ())]
        return score(self.plan, [*self.rows, *more], {**self.weights, **weights}, self.shared)


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
    for known in _candidates(plan, Reading(context, tx.connection, plans, plan.form)):
        ranking.take(known)
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
        self._checks = [
            once_for_each(check, shared, place, rule.reads.person)
            for place, rule in enumerate(plan.rules)
            if (check := rule.begin(shared)) is not None
        ]
        self._terms = [
            once_for_each(partial(value_of, term), shared, place, term.reads.person)
            for place, term in enumerate(plan.terms, len(plan.rules))
        ]
        self._rows: list[Row] = []
        self._out: list[Excluded] = []
        self._aside: dict[str, list[Row]] = {}

    def take(self, known: Known) -> None:
        person = self._people.person(known.person)
        if person is None or not person.active:
            self._out.append(Excluded(known.record, person.id if person else None, _GONE))
            return
        facts = self.known.get(person.id, _NO_FACTS)
        if self._plan.held is not None:
            facts = {**facts, "held": self.held.get(person.id, 0)}
        left = self._excluded.get(person.id) or self._left(known, facts)
        row = Row(known.record, person.id, known.values, facts, [value(known, facts) for value in self._terms])
        if left is None:
            self._rows.append(row)
            return
        self._out.append(Excluded(known.record, person.id, left))
        self._aside.setdefault(left.rule, []).append(row)

    def ranked(self, group: str | None) -> Ranked:
        plan, shared = self._plan, self._shared
        weights = weights_of(plan, shared)
        candidates = score(plan, self._rows, weights, shared)
        if len(candidates) < len(self._rows):
            scored = {candidate.record for candidate in candidates}
            self._out += [Excluded(row.record, row.person, _EMPTY) for row in self._rows if row.record not in scored]
        return Ranked(plan.form, candidates, self._out, weights, group, plan, self._rows, self._aside, shared)

    def _left(self, known: Known, facts: Mapping[str, Any]) -> Left | None:
        """The first rule that leaves the candidate out."""
        for check in self._checks:
            if (left := check(known, facts)) is not None:
                return left
        return None


def _candidates(plan: RankingPlan, reading: Reading) -> list[Known]:
    """Every candidate, oldest first."""
    reads = [*(rule.reads for rule in plan.rules), *(term.reads for term in plan.terms)]
    name = ("candidates", plan.app, plan.key, reading.rights)
    standing = reading.plans.once(name, lambda: Standing(lambda values: known_of(values, plan.person, reads)))
    return standing.all(reading)
