"""Followers: what rooms above keep in step with rows, in the very transaction that writes them.

A room registers a maker once; it is asked once per published state for each form and gives the follower, or None for a
form that is nothing to it, so that a write costs what its own form needs and no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..context import Context
from ..definitions import Plans
from ..forms import FormPlan
from ..storage import Transaction


@dataclass(frozen=True, slots=True)
class Written:
    """One written row. `event` is create, change, delete or restore; `before` is None for a new row; `sent` holds the
    JSON values that were asked for, as they came."""

    event: str
    before: Mapping[str, Any] | None
    row: Mapping[str, Any]
    sent: Mapping[str, Any] = field(default_factory=dict)


Follower = Callable[[Context, Transaction, Written], None]
Maker = Callable[[Plans, FormPlan], Follower | None]
_makers: list[Maker] = []


def follower(make: Maker) -> Maker:
    """Decorate what gives a form's follower. What the follower raises refuses the write."""
    _makers.append(make)
    return make


def follow(context: Context, tx: Transaction, plans: Plans, plan: FormPlan, written: Written) -> None:
    """Tell all followers of the form."""
    for one in _followers(plans, plan):
        one(context, tx, written)


def _followers(plans: Plans, plan: FormPlan) -> tuple[Follower, ...]:
    made: tuple[Follower, ...] = plans.once(
        ("followers", plan.name), lambda: tuple(one for make in _makers if (one := make(plans, plan)) is not None)
    )
    return made
