"""A row beside what stands of it: new, changed, same, gone or failed, and the figures of a run that follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...expressions.values import number_text
from .wanting import Worked

NEW, CHANGED, SAME, GONE, FAILED = DIFFERENCES = ("new", "changed", "same", "gone", "failed")
# What is written when a run is confirmed.
WRITTEN = (NEW, CHANGED, GONE)


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of a row from the run that wrote it."""

    inputs: Mapping[str, Any]
    results: Mapping[str, Any]
    wanted: Mapping[str, Any]
    gone: bool

    @property
    def shown(self) -> dict[str, Any]:
        return {"inputs": self.inputs, "results": self.results}


def difference(worked: Worked, stands: Stands | None) -> str:
    """What counts is what comes out of it: inputs that lead to the same are the same."""
    if worked.problem is not None:
        return FAILED
    if stands is None or stands.gone:
        return NEW
    return SAME if (worked.results, worked.wanted) == (stands.results, stands.wanted) else CHANGED


def changed_names(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """The values that differ, in their order."""
    return [key for key in dict.fromkeys((*now, *before)) if now.get(key) != before.get(key)]


def counted(figures: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], numbers: Iterable[str]) -> dict[str, Any]:
    """The figures of a run with more rows: {"rows", one count per difference, "totals": {result: {"now", "before"}}},
    totals as texts of exact numbers."""
    counts = {name: figures.get(name, 0) for name in ("rows", *DIFFERENCES)}
    totals = {key: {**(figures.get("totals", {}).get(key) or {"now": "0", "before": "0"})} for key in numbers}
    for row in rows:
        counts["rows"] += row["difference"] != GONE
        counts[row["difference"]] += 1
        before = row["before"]["results"] if row["before"] else row["results"] if row["difference"] == SAME else {}
        now = {} if row["difference"] in (GONE, FAILED) else row["results"]
        for key, total in totals.items():
            for name, of in (("now", now), ("before", before)):
                total[name] = number_text(Decimal(total[name]) + Decimal(of.get(key) or 0))
    return {**figures, **counts, "totals": totals}
