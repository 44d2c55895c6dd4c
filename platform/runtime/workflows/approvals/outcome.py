"""How an approval round ends: one pure function of mode, rule for rejections, slots and votes."""

from collections.abc import Sequence
from typing import Literal

Vote = Literal["approve", "reject"]
Outcome = Literal["open", "approved", "rejected"]

MODES = ("all", "any", "ratio", "sequence", "claim")
REJECT_RULES = ("first", "all", "ratio")
ENOUGH_IS_SURE = 100


def outcome(mode: str, reject_rule: str, slots: int, votes: Sequence[Vote], *, ratio: int = ENOUGH_IS_SURE) -> Outcome:
    """The result after `votes` (at most one per slot), as soon as it can no longer change; else "open".

    `reject_rule` says when rejections decide: "first" the first one; "all" when approval has become impossible;
    "ratio" when rejections reach `ratio` percent of the slots. `ratio` is a whole number of percent, 1 to 100.
    """
    approved = sum(1 for vote in votes if vote == "approve")
    rejected = len(votes) - approved
    if mode == "claim":
        # Whoever takes it decides for everybody.
        return "open" if not votes else "approved" if votes[0] == "approve" else "rejected"
    needed = approvals_needed(mode, slots, ratio)
    if approved >= needed:
        return "approved"
    if rejected > slots - needed or rejected >= rejections_needed(reject_rule, slots, ratio):
        return "rejected"
    return "open"


def approvals_needed(mode: str, slots: int, ratio: int) -> int:
    """How many approvals decide. Raises ValueError for an unknown mode."""
    if mode == "any":
        return 1
    if mode == "ratio":
        return max(1, _share(slots, ratio))
    if mode in ("all", "sequence", "claim"):
        return slots
    raise ValueError(mode)


def rejections_needed(reject_rule: str, slots: int, ratio: int) -> int:
    """How many rejections decide by themselves; more than there are slots where they never do."""
    if reject_rule == "first":
        return 1
    if reject_rule == "ratio":
        return max(1, _share(slots, ratio))
    if reject_rule == "all":
        return slots + 1
    raise ValueError(reject_rule)


def default_reject_rule(mode: str) -> str:
    """Where one approval is enough another may still approve; elsewhere the first rejection decides."""
    return "all" if mode == "any" else "first"


def _share(slots: int, ratio: int) -> int:
    """The least number of slots that is at least `ratio` percent of them."""
    return -(-slots * ratio // 100)
