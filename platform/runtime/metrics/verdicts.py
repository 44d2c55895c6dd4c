"""Verdicts: the band in which a figure lies, green, yellow or red, with limits by value of a dimension and by date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..definitions import Plans
from ..expressions.types import NUMBERS
from ..forms.environment import parameter_type, parameter_values
from ..forms.locating import wrong

NONE = "none"


# Values of dimensions, JSON, by their keys.
Held = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Band:
    """Limits that hold for days from `since` up to, not including, `until`; for the values of dimensions in `of`, or
    all."""

    green: Decimal
    yellow: Decimal
    since: date | None = None
    until: date | None = None
    of: tuple[tuple[str, Any], ...] = ()

    def fits(self, day: date, held: Held) -> bool:
        """Whether it is for a figure of that day and those values."""
        if not all(one in held for one in self.of):
            return False
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def band_for(bands: Iterable[Band], day: date, held: Held) -> Band | None:
    """The last band that fits; one for a value goes before those for all."""
    fitting = [band for band in bands if band.fits(day, held)]
    own = [band for band in fitting if band.of]
    return next(reversed(own or fitting), None)


def better(band: Band, good: str | None) -> bool:
    """Whether green is at least as good as yellow."""
    return band.green <= band.yellow if good == "low" else band.green >= band.yellow


def verdict(figure: Decimal | None, band: Band | None, good: str | None) -> str:
    """ "green", "yellow", "red"; "none" where there is no figure or nothing to judge it by."""
    if figure is None or band is None:
        return NONE
    sign = -1 if good == "low" else 1
    if figure * sign >= band.green * sign:
        return "green"
    return "yellow" if figure * sign >= band.yellow * sign else "red"


def compile_bands(plans: Plans, app: str, document: Mapping[str, Any], dimensions: Iterable[str]) -> tuple[Band, ...]:
    """The bands of a metric document. Raises InvalidDefinition."""
    found = document.get("bands", ())
    if (found or "limits" in document) and "good" not in document:
        raise wrong("/good", "有红黄绿区间就要说明越高越好还是越低越好", "with bands, say whether high or low is good")
    known = set(dimensions)
    return tuple(_band(plans, app, one, f"/bands/{index}", document, known) for index, one in enumerate(found))


def _band(
    plans: Plans, app: str, one: Mapping[str, Any], pointer: str, document: Mapping[str, Any], known: set[str]
) -> Band:
    if "dimension" in one and one["dimension"] not in known:
        raise wrong(
            f"{pointer}/dimension",
            f"「{one['dimension']}」不在这个指标的维度里",
            f"{one['dimension']} is none of this metric's dimensions",
        )
    green, yellow = (_limit(plans, app, one[name], f"{pointer}/{name}") for name in ("green", "yellow"))
    since, until = (_day(one.get(name), f"{pointer}/{name}") for name in ("from", "until"))
    of = ((one["dimension"], one["value"]),) if "dimension" in one else ()
    band = Band(green, yellow, since, until, of)
    if not better(band, document["good"]):
        raise wrong(
            f"{pointer}/green",
            "绿色界限应当比黄色更好：越高越好时不小于黄色，越低越好时不大于黄色",
            "the green limit must be the better one: not below yellow where high is good, not above where low is",
        )
    return band


def _limit(plans: Plans, app: str, limit: Any, pointer: str) -> Decimal:
    if isinstance(limit, str):
        return Decimal(limit)
    key = limit["param"]
    values = parameter_values(plans, app)
    if key not in values or parameter_type(plans, app, key) not in NUMBERS or values[key] is None:
        raise wrong(f"{pointer}/param", f"没有数字参数「{key}」", f"there is no parameter {key} with a number")
    return Decimal(values[key])


def _day(text: str | None, pointer: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise wrong(pointer, "没有这一天", "there is no such day") from None
