"""Rank the records of a form for another record: read the candidates with the app's rights, leave out, score."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from .known import Known, answers, known_of
from .plan import RankingPlan
from .rules import Left
from .scoring import Candidate, Measured, Row, value_of, weights_of
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
    candidates: Sequence[Candidate]
    excluded: list[Excluded]
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    group: str | None = None
    plan: RankingPlan | None = None
    measured: Measured | None = None
    # Those whom a rule left out, by its key.
    aside: Mapping[str, list[Row]] = field(default_factory=dict)
    # What the expressions of all candidates read.
    shared: Mapping[str, Any] = field(default_factory=dict)

    def otherwise(self, weights: Mapping[str, Decimal], without: Collection[str]) -> Sequence[Candidate]:
        """The order there would be with other weights (by term), or without some of the rules."""
        more = [row for rule in without for row in self.aside.get(rule, ())]
        if self.measured is None or not (weights or more):
            return self.candidates
        measured = Measured(self.measured.plan, [*self.measured.rows, *more]) if more else self.measured
        return measured.scored({**self.weights, **weights}, self.shared)


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
    return ranking.ranked(_candidates(plan, Reading(context, tx.connection, plans, plan.form)), group)


class _Ranking:
    """One ranking under way: who is in, and who was left out. Each rule and term is asked of all candidates at once."""

    def __init__(
        self, plan: RankingPlan, shared: Mapping[str, Any], people: Organisation, excluded: Mapping[str, Left]
    ) -> None:
        self.known: Mapping[str, Mapping[str, Any]] = {}
        self.held: Mapping[str, int] = {}
        self._plan = plan
        self._shared = shared
        self._people = people
        self._excluded = excluded
        self._out: dict[str, Excluded] = {}

    def ranked(self, candidates: Sequence[Known], group: str | None) -> Ranked:
        plan, shared = self._plan, self._shared
        here = [known for known in candidates if self._is_here(known)]
        facts = self._facts(here)
        lefts, rows, aside = self._lefts(here, facts), [], dict[str, list[Row]]()
        for left, row in zip(lefts, self._rows(here, facts), strict=True):
            if left is None:
                rows.append(row)
            else:
                self._out[row.record] = Excluded(row.record, row.person, left)
                aside.setdefault(left.rule, []).append(row)
        weights, measured = weights_of(plan, shared), Measured(plan, rows)
        out = [self._out[known.record] for known in candidates if known.record in self._out]
        out += [Excluded(row.record, row.person, _EMPTY) for row in measured.without_figures]
        return Ranked(plan.form, measured.scored(weights, shared), out, weights, group, plan, measured, aside, shared)

    def _is_here(self, known: Known) -> bool:
        person = self._people.person(known.person)
        if person is not None and person.active:
            return True
        self._out[known.record] = Excluded(known.record, person.id if person else None, _GONE)
        return False

    def _facts(self, candidates: Sequence[Known]) -> list[Mapping[str, Any]]:
        facts = [self.known.get(known.person, _NO_FACTS) for known in candidates]
        if self._plan.held is None:
            return facts
        held = [self.held.get(known.person, 0) for known in candidates]
        # Most hold nothing: their facts stay one and the same object.
        return [{**one, "held": number} if number else one for one, number in zip(facts, held, strict=True)]

    def _lefts(self, candidates: Sequence[Known], facts: Sequence[Mapping[str, Any]]) -> list[Left | None]:
        """By candidate the first rule that leaves him out."""
        lefts = [self._excluded.get(known.person) for known in candidates]
        for place, rule in enumerate(self._plan.rules):
            check = rule.begin(self._shared)
            if check is None:
                continue
            still = [at for at, left in enumerate(lefts) if left is None]
            asked = [candidates[at] for at in still], [facts[at] for at in still]
            for at, left in zip(still, answers(check, self._shared, place, rule.reads.person, *asked), strict=True):
                lefts[at] = left
        return lefts

    def _rows(self, candidates: Sequence[Known], facts: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
        columns = [
            answers(partial(value_of, term), self._shared, place, term.reads.person, candidates, facts)
            for place, term in enumerate(self._plan.terms, len(self._plan.rules))
        ]
        for known, one, values in zip(candidates, facts, zip(*columns, strict=True), strict=True):
            yield Row(known.record, known.person, known.values, one, values)


def _candidates(plan: RankingPlan, reading: Reading) -> list[Known]:
    """Every candidate, oldest first."""
    reads = [*(rule.reads for rule in plan.rules), *(term.reads for term in plan.terms)]
    name = ("candidates", plan.app, plan.key, reading.rights)
    standing = reading.plans.once(name, lambda: Standing(lambda values: known_of(values, plan.person, reads)))
    return standing.all(reading)
