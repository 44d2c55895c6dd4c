"""How an approval round ends: mode, rule for rejection, slots and votes, nothing else.

A round ends as soon as its result can no longer change. Votes are counted in the order
in which they were cast; the first moment that decides is the result.
"""

from collections.abc import Sequence

MODES = ("all", "any", "ratio", "sequence", "claim")
APPROVE = "approve"
REJECT = "reject"


def outcome(mode: str, reject_rule: str, slots: int, votes: Sequence[str], *, ratio: int = 100) -> str:
    """Return "approved", "rejected" or "open" after these votes, one per slot at most."""
    if len(votes) > slots:
        raise ValueError("more votes than slots")
    for count in range(1, len(votes) + 1):
        result = _after(mode, reject_rule, slots, list(votes[:count]), ratio)
        if result != "open":
            return result
    return "open"


def _after(mode: str, reject_rule: str, slots: int, votes: list[str], ratio: int) -> str:
    approved = votes.count(APPROVE)
    rejected = votes.count(REJECT)
    if mode == "claim":
        return "approved" if votes[0] == APPROVE else "rejected"
    if _enough(mode, slots, approved, ratio):
        return "approved"
    if rejected and reject_rule == "first":
        return "rejected"
    if not _enough(mode, slots, slots - rejected, ratio):
        return "rejected"
    return "open"


def _enough(mode: str, slots: int, approved: int, ratio: int) -> bool:
    if mode == "any":
        return approved >= 1
    if mode == "ratio":
        return approved * 100 >= ratio * slots
    if mode in ("all", "sequence"):
        return approved == slots
    raise ValueError(f"unknown approval mode {mode!r}")


def default_reject_rule(mode: str) -> str:
    """One of several may still approve where one approval is enough; elsewhere a single no decides."""
    return "all" if mode == "any" else "first"
