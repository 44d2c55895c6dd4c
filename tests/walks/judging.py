"""What must hold of every dispatched lead, and how the leads were shared out: asked of the tables."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import mean
from typing import Any

import sqlalchemy as sa

from loomwork.runtime.workflows import tables

from .company import Company
from .leads import FORM, OPEN

_FOUR_HOURS = timedelta(hours=4)
_SEATS = 30
_TECHNICAL = Decimal("0.85")
_OPEN_TASKS = ("delivered", "seen", "accepted")


@dataclass(frozen=True, slots=True)
class Facts:
    """All there is to judge by: leads and profiles as rows, decisions by lead in their order, open to-dos by lead."""

    leads: list[Any]
    profiles: dict[str, Any]
    decisions: dict[str, list[Any]]
    tasks: dict[str, list[Any]]
    incidents: int
    deviations: int


def facts_of(place: Company) -> Facts:
    decision, task, instance = tables.decision, tables.task, tables.instance
    decisions: dict[str, list[Any]] = {}
    for row in place.rows(sa.select(decision).order_by(decision.c.id)):
        decisions.setdefault(row.record_id, []).append(row)
    tasks: dict[str, list[Any]] = {}
    for row in place.rows(sa.select(task).where(task.c.state.in_(_OPEN_TASKS))):
        tasks.setdefault(row.record_id, []).append(row)
    incidents = sa.select(sa.func.count()).select_from(instance).where(instance.c.state == "incident")
    deviations = sa.select(sa.func.count()).select_from(tables.deviation)
    return Facts(
        leads=place.rows(sa.select(place.table(FORM))),
        profiles={row.person: row for row in place.rows(sa.select(place.table("sales_profile")))},
        decisions=decisions,
        tasks=tasks,
        incidents=place.rows(incidents)[0][0],
        deviations=place.rows(deviations)[0][0],
    )


def violations(facts: Facts, most_held: int) -> list[str]:
    """In words; none of a sound walk."""
    found = [wrong for lead in facts.leads for wrong in _of_lead(facts, lead)]
    if most_held > _SEATS:
        found.append(f"a seller held {most_held} leads")
    if facts.incidents:
        found.append(f"{facts.incidents} incidents")
    return found


def _of_lead(facts: Facts, lead: Any) -> Iterator[str]:
    decisions, tasks = facts.decisions.get(lead.id, []), facts.tasks.get(lead.id, [])
    technical = lead.technical_need == "plc" or "PLC" in (lead.need or "")
    if not decisions and not tasks and lead.why_unassigned is None:
        yield f"{lead.company}: neither decided nor a cause"
    if lead.seller is None and lead.why_unassigned is None and not tasks:
        yield f"{lead.company}: nobody has it, and nothing says why"
    chosen = [one for one in decisions if one.chosen is not None]
    for one in chosen:
        profile = facts.profiles[one.chosen]
        if technical and not (profile.solution_rate or 0) > _TECHNICAL:
            yield f"{lead.company}: technical, given to {profile.solution_rate}"
        if profile.on_duty != "present":
            yield f"{lead.company}: given to somebody off duty"
    for before, after in pairwise(chosen):
        if after.at - before.at < _FOUR_HOURS:
            yield f"{lead.company}: given away again after {after.at - before.at}"
    if len({one.chosen for one in chosen}) < len(chosen):
        yield f"{lead.company}: given to the same person twice"
    if any(task.assignee != lead.seller for task in tasks if task.kind == "task" and task.node == "confirm"):
        yield f"{lead.company}: somebody else has the to-do"
    waits = any(one.chosen is not None for one in decisions[-1:]) and lead.status in OPEN
    if lead.status in OPEN and lead.seller is not None and not tasks and not waits:
        yield f"{lead.company}: a seller without a to-do"


def figures(facts: Facts) -> dict[str, Any]:
    """How the leads were shared out, as a sales director would ask."""
    leads = facts.leads
    chosen = [one for rows in facts.decisions.values() for one in rows if one.chosen is not None]
    given = Counter(one.chosen for one in chosen)
    again = sum(max(0, sum(one.chosen is not None for one in rows) - 1) for rows in facts.decisions.values())
    contacted = [lead for lead in leads if lead.contacted_at is not None and lead.assigned_at is not None]
    waited_h = [(lead.contacted_at - lead.assigned_at) / timedelta(hours=1) for lead in contacted]
    assigned = [lead for lead in leads if lead.seller is not None]
    high = [lead for lead in leads if lead.band == "high"]
    left = [lead for lead in leads if lead.status == "pooled"]
    known = [row.coefficient for row in facts.profiles.values() if row.on_duty == "present"]
    return {
        "leads": len(leads),
        "by status": dict(Counter(lead.status for lead in leads)),
        "dispatches": len(chosen),
        "second dispatches": again,
        "dispatches a seller, least": min((given.get(one, 0) for one, row in facts.profiles.items()
                                           if row.on_duty == "present"), default=0),
        "dispatches a seller, most": max(given.values(), default=0),
        "share of the three busiest": _share(sum(count for _, count in given.most_common(3)), len(chosen)),
        "mean coefficient of sellers on duty": _mean(known),
        "mean coefficient of the chosen": _mean([facts.profiles[one.chosen].coefficient for one in chosen]),
        "among the first three": sum(one.rule == "among_top" for one in chosen),
        "off their industry": facts.deviations,
        "conflicts": sum(lead.conflict is True for lead in leads),
        "industry known": _share(sum(lead.industry is not None for lead in leads), len(leads)),
        "last touch told": sum(lead.last_touch is not None for lead in leads),
        "mean idle time, hours": round(mean(waited_h), 1) if waited_h else None,
        "answered within 24 hours": _share(sum(hours <= 24 for hours in waited_h), len(assigned)),
        "high-value leads with a seller": _share(sum(lead.seller is not None for lead in high), len(high)),
        "unassigned": len(left),
        "nobody found, by cause": dict(
            Counter(one.cause for rows in facts.decisions.values() for one in rows if one.chosen is None).most_common(3)
        ),
        "unassigned by cause": dict(Counter(lead.why_unassigned for lead in left).most_common(3)),
        "unassigned by industry": dict(Counter(lead.industry for lead in left).most_common()),
        "unassigned by budget": dict(Counter(lead.band for lead in left).most_common()),
        "unassigned by region": dict(Counter(lead.area for lead in left).most_common(6)),
    }  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _mean(values: list[Any]) -> float | None:
    known = [float(one) for one in values if one is not None]
    return round(mean(known), 2) if known else None
