"""Rank the records of a form for another record: read the candidates with the app's rights, leave out, score."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..calendars import formula_days
from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..forms.environment import parameter_values
from ..localized import Localized
from ..people import organisation_of
from ..records import Query, Record
from ..records.querying.compiler import Reading
from ..storage import Transaction
from .plan import RankingPlan
from .scoring import Candidate, Row, score

_PAGE = 200
_GONE = {"zh-CN": "没有对应的在职人员", "en": "stands for nobody who is still here"}
_EMPTY = {"zh-CN": "缺少评分所需的数据", "en": "lacks figures that the score needs"}
_NO_FACTS = {"open_tasks": 0, "last_assigned_at": None}

Facts = Callable[[], Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Excluded:
    """Who was left out, and why. `person` is None for a candidate that stands for nobody."""

    record: str
    person: str | None
    reason: Localized

    def dump(self) -> dict[str, Any]:
        """JSON for the decision log."""
        return {"record": self.record, "person": self.person, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates (records of `form`) best first, and who was left out."""

    form: FormPlan
    candidates: list[Candidate]
    excluded: list[Excluded]


def rank(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: RankingPlan,
    data: Mapping[str, Any],
    *,
    excluded: Mapping[str, Localized] | None = None,
    facts: Facts = dict,
) -> Ranked:
    """Rank for data["record"]. `excluded` leaves persons out, with reasons; `facts` gives person.* by person.

    With `lock` two rankings at once wait for each other, so that the second sees whom the first one loaded.
    """
    reading = Reading(context, tx.connection, plans, plan.form)
    if plan.locks:
        _lock(tx, plan)
    organisation = organisation_of(context.workspace, tx.connection)
    known = facts() if plan.reads_person else {}
    shared = {
        "record": data["record"],
        "param": parameter_values(plans, plan.app),
        "now": data["now"],
        "zone": data["zone"],
        "calendar": formula_days(plans),
    }
    rows: list[Row] = []
    left_out: list[Excluded] = []
    for record in _records(reading):
        person = organisation.person(record.values.get(plan.person))
        if person is None or not person.active:
            left_out.append(Excluded(record.id, person.id if person else None, _GONE))
            continue
        scope = shared | {"candidate": _values(record), "person": known.get(person.id, _NO_FACTS)}
        reason = (excluded or {}).get(person.id) or _unfit(plan, scope)
        if reason:
            left_out.append(Excluded(record.id, person.id, reason))
        else:
            rows.append(Row(record.id, person.id, scope))
    candidates = score(plan, rows)
    scored = {candidate.record for candidate in candidates}
    left_out += [Excluded(row.record, row.person, _EMPTY) for row in rows if row.record not in scored]
    return Ranked(plan.form, candidates, left_out)


def _lock(tx: Transaction, plan: RankingPlan) -> None:
    """Hold the candidates' rows until the transaction ends, in the order of their ids. SQLite has one writer anyway."""
    table = plan.form.table
    tx.execute(sa.select(table.c.id).where(table.c.deleted_at.is_(None)).order_by(table.c.id).with_for_update()).all()


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
    return record.values | {"id": record.id, "owner": record.owner, "department": record.department}


def _unfit(plan: RankingPlan, scope: Mapping[str, Any]) -> Localized | None:
    """The reason of the first condition that does not hold."""
    return next((one.reason for one in plan.conditions if one.holds(scope) is not True), None)
