"""The outcome of an approval round against a slow definition: try every way the open slots may still vote."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.workflows.approvals.outcome import (
    MODES,
    REJECT_RULES,
    Vote,
    approvals_needed,
    default_reject_rule,
    outcome,
    rejections_needed,
)

VOTES: tuple[Vote, ...] = get_args(Vote)


def final(mode: str, rule: str, slots: int, votes: list[Vote], ratio: int) -> str:
    """The result once everybody has voted, by the words of the contract, votes read one after the other."""
    for count in range(1, len(votes) + 1):
        approved = votes[:count].count("approve")
        rejected = count - approved
        if mode == "claim":
            return "approved" if votes[0] == "approve" else "rejected"
        enough = {
            "all": approved == slots,
            "sequence": approved == slots,
            "any": approved >= 1,
            "ratio": approved * 100 >= ratio * slots and approved > 0,
        }[mode]
        if enough:
            return "approved"
        if rule == "first" and rejected:
            return "rejected"
        if rule == "ratio" and rejected * 100 >= ratio * slots:
            return "rejected"
    return "rejected"


@given(
    mode=st.sampled_from(MODES),
    rule=st.sampled_from(REJECT_RULES),
    slots=st.integers(1, 6),
    ratio=st.integers(1, 100),
    data=st.data(),
)
def test_a_round_is_open_exactly_while_its_result_can_still_change(
    mode: str, rule: str, slots: int, ratio: int, data: st.DataObject
) -> None:
    votes = data.draw(st.lists(st.sampled_from(VOTES), max_size=slots))
    # A round is over with the vote that decides it, so longer lists never come about.
    while votes and outcome(mode, rule, slots, votes[:-1], ratio=ratio) != "open":
        votes.pop()

    futures = {final(mode, rule, slots, [*votes, *rest], ratio) for rest in product(VOTES, repeat=slots - len(votes))}

    expected = futures.pop() if len(futures) == 1 else "open"
    assert outcome(mode, rule, slots, votes, ratio=ratio) == expected


@pytest.mark.parametrize(
    ("mode", "rule", "slots", "votes", "result"),
    [
        ("any", "all", 3, ["reject", "reject"], "open"),
        ("any", "all", 3, ["reject", "approve"], "approved"),
        ("any", "first", 3, ["reject"], "rejected"),
        ("all", "all", 2, ["reject"], "rejected"),
        ("all", "first", 2, ["approve"], "open"),
        ("claim", "first", 4, ["reject"], "rejected"),
    ],
)
def test_examples_worked_by_hand(mode: str, rule: str, slots: int, votes: list[Vote], result: str) -> None:
    assert outcome(mode, rule, slots, votes) == result


def test_sixty_percent_of_three_are_two() -> None:
    assert outcome("ratio", "all", 3, ["approve"], ratio=60) == "open"
    assert outcome("ratio", "all", 3, ["approve", "approve"], ratio=60) == "approved"
    assert outcome("ratio", "all", 3, ["reject", "reject"], ratio=60) == "rejected"


def test_a_mode_or_rule_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="most"):
        approvals_needed("most", 3, 50)
    with pytest.raises(ValueError, match="never"):
        rejections_needed("never", 3, 50)


def test_one_no_decides_unless_one_yes_is_enough() -> None:
    assert {mode: default_reject_rule(mode) for mode in MODES} == {
        "all": "first",
        "any": "all",
        "ratio": "first",
        "sequence": "first",
        "claim": "first",
    }
