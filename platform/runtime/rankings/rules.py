"""What leaves a candidate out: a condition that does not hold, another region, a pause since last time, no seat left.

A rule is compiled once. `begin` is asked once for each ranking, with what all candidates share (record, param, now, …);
what it returns is asked of each candidate's scope, and says why he is left out, or None. Candidates who are alike in
what the rule `reads` get the same answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ..calendars import after
from ..expressions.functions.places import in_polygon
from ..localized import LOCALES, Localized, listed_in_all, text
from .known import Reads

Closure = Callable[[Any], Any]
Ring = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Left:
    """Why a candidate is left out: the rule's key, words, and until when, where that is known."""

    rule: str
    reason: Localized
    until: datetime | None = None


Check = Callable[[Mapping[str, Any]], Left | None]


class Rule(Protocol):
    """Something that may leave a candidate out."""

    key: str

    @property
    def reads(self) -> Reads: ...

    def begin(self, shared: Mapping[str, Any]) -> Check | None:
        """The question for each candidate of one ranking; None when it leaves nobody out."""


@dataclass(slots=True, eq=False)
class Condition:
    """A candidate must fulfil `holds`."""

    key: str
    reads: Reads
    holds: Closure
    reason: Localized

    def begin(self, shared: Mapping[str, Any]) -> Check:
        left, holds = Left(self.key, self.reason), self.holds
        return lambda scope: None if holds(scope) is True else left


@dataclass(slots=True, eq=False)
class Area:
    """One area: the words that name it in a field, and the outer rings of its shape, [latitude, longitude]."""

    names: frozenset[str]
    title: Localized
    rings: list[Ring]


@dataclass(slots=True, eq=False)
class Region:
    """The record's place must lie in an area of the candidate. One without areas takes any; a record without a place,
    or outside of all areas, goes by the area that `named` gives, and without that to anybody."""

    reads: Reads
    areas: tuple[Area, ...]
    latitude: Closure
    longitude: Closure
    named: Closure | None
    of: Closure
    key: str = "region"

    def begin(self, shared: Mapping[str, Any]) -> Check | None:
        here = self._here(shared)
        if not here:
            return None
        names = frozenset().union(*(area.names for area in here))
        titles = listed_in_all(area.title for area in here)
        left = Left(self.key, {"zh-CN": f"不负责{titles['zh-CN']}", "en": f"Does not serve {titles['en']}"})

        def check(scope: Mapping[str, Any]) -> Left | None:
            own = self.of(scope)
            own = own if isinstance(own, list) else [own]
            served = [one for one in own if one not in (None, "")]
            return None if not served or any(one in names for one in served) else left

        return check

    def _here(self, shared: Mapping[str, Any]) -> list[Area]:
        latitude, longitude = self.latitude(shared), self.longitude(shared)
        if latitude is not None and longitude is not None:
            found = [a for a in self.areas if any(in_polygon(latitude, longitude, ring) for ring in a.rings)]
            if found:
                return found
        named = self.named(shared) if self.named else None
        return [area for area in self.areas if named in area.names]


@dataclass(slots=True, eq=False)
class Cooldown:
    """Who was chosen is not chosen again before `lasts` has passed; `grouped`: for records of the same group only."""

    lasts: Any
    grouped: bool
    reason: Localized
    key: str = "cooldown"

    @property
    def reads(self) -> Reads:
        return Reads((), ("last_here_at" if self.grouped else "last_assigned_at",))

    def begin(self, shared: Mapping[str, Any]) -> Check:
        lasts = shared["param"].get(self.lasts["param"]) if isinstance(self.lasts, dict) else self.lasts
        now, zone, (fact,) = shared["now"], shared["zone"], self.reads.person

        def check(scope: Mapping[str, Any]) -> Left | None:
            last = scope["person"][fact]
            until = after(last, str(lasts), zone) if last is not None else None
            return Left(self.key, self.reason, until) if until is not None and until > now else None

        return check


@dataclass(slots=True, eq=False)
class Capacity:
    """A candidate holds at most `limit`: open records of a form (see seats.py), else open to-dos. Empty: any number."""

    reads: Reads
    limit: Closure
    fact: str
    key: str = "capacity"

    def begin(self, shared: Mapping[str, Any]) -> Check:
        def check(scope: Mapping[str, Any]) -> Left | None:
            limit, held = self.limit(scope), scope["person"][self.fact]
            if limit is None or held < limit:
                return None
            most = int(limit)
            words = {"zh-CN": f"在手已满 {held} / {most}", "en": f"Full: holds {held} of {most}"}
            return Left(self.key, words)

        return check


def areas_of(document: Mapping[str, Any]) -> tuple[Area, ...]:
    """The areas of a document of kind "areas", which has been checked when it was published. Holes are not cut out."""
    return tuple(
        Area(
            frozenset({one["key"], *(str(text(one["title"], locale)) for locale in LOCALES)}),
            one["title"],
            [[[lat, lon] for lon, lat, *_ in polygon[0]] for polygon in _polygons(one["geometry"])],
        )
        for one in document["areas"]
    )


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)
