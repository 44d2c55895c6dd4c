"""What a chart asks: a question to a metric, or to the records of a form, by periods and dimensions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Ask:
    """metric: its key; else form, whose records are counted, or a field of it summed up (`sum`). by: dimensions, each
    with so many of its heaviest values. period: the last one wanted, `last` how many; for a form None takes all of its
    records. moment: the field that places a form's record in a period. filter, search, only: as in a metric's
    question. reached: a stage field of the form; instead of dimensions each of its stages has the records that came
    there or beyond."""

    metric: str | None = None
    form: str | None = None
    sum: str | None = None
    moment: str | None = None
    by: tuple[tuple[str, int], ...] = ()
    period: str | None = None
    last: int = 1
    filter: Any = None
    search: str = ""
    only: Mapping[str, Any] = field(default_factory=dict)
    reached: str | None = None

    def where(self, condition: Any) -> "Ask":
        """The same about those records only for which the condition holds too."""
        return replace(self, filter=condition if self.filter is None else {"all": [self.filter, condition]})


def ask_of(settings: Mapping[str, Any], *by: tuple[str | None, int], metric: str | None = None) -> Ask:
    """The question that settings of a `SourceSchema` ask. A dimension that is None is left out; one that is "period"
    stands for the periods themselves. metric: the one of several."""
    times = any(key == PERIOD for key, _ in by)
    whole = settings["form"] is not None and settings["period"] is None and not times
    return Ask(
        metric=metric or settings["metric"],
        form=settings["form"],
        sum=settings["sum"],
        moment=settings["moment"],
        by=tuple((key, most) for key, most in by if key is not None and key != PERIOD),
        period=None if whole else settings["period"] or "month",
        last=settings["last"] if times else 1,
        filter=settings["filter"],
        search=settings["search"],
        only=settings["only"],
    )
