"""Effects that one type of node has: what it holds, posts, lets begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..ledgers import LedgerPlan
from ..localized import Localized
from .node import Called, Effect


@dataclass(frozen=True, slots=True)
class HoldRecord(Effect):
    """Hold the record, or `fields` of it: nobody but `persons` may change them until it is released."""

    key = "hold"
    reason: Localized
    fields: Sequence[str]
    persons: Sequence[str]
    releasers: Sequence[str]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ReleaseRecord(Effect):
    """Release what a step of this workflow, or (None) all of it, holds of the record."""

    key = "release"
    step: str | None


@dataclass(frozen=True, slots=True)
class Points(Effect):
    """Post an entry of so many units in a ledger; with `reverses`, the id of an entry, that one is reversed instead."""

    key = "points"
    ledger: LedgerPlan
    account: str | None
    amount: int
    reason: Localized
    day: date | None = None
    reverses: str | None = None


@dataclass(frozen=True, slots=True)
class Begin(Effect):
    """Let a workflow of the app run by itself, as an instance of its own."""

    key = "begin"
    workflow: str
    run: Called
