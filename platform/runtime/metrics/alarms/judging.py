"""How many periods in a row a figure stands badly, and what that means: pure, from verdicts and what was told."""

from collections.abc import Sequence
from typing import Literal

from .plan import AlarmPlan

State = Literal["raised", "recovered", "quiet"]
NONE = "none"


def run_of(alarm: AlarmPlan, verdicts: Sequence[str]) -> int:
    """How many bad periods in a row end with the last of `verdicts` (oldest first); 0 when that stands well."""
    count = 0
    for number, verdict in enumerate(reversed(verdicts)):
        if verdict == NONE:
            if alarm.missing == "breaks" or (number == 0 and alarm.missing == "skip"):
                return count
            count += alarm.missing == "counts"
        elif alarm.bad(verdict):
            count += 1
        else:
            return count
    return count


def judged(alarm: AlarmPlan, verdicts: Sequence[str], raised: bool) -> tuple[int, State]:
    """(how many in a row, state) of the last period. raised: whether the alarm was raised in an earlier one and has not
    recovered since. What was found for the period itself is not asked, so judging it twice finds the same.
    """
    count = run_of(alarm, verdicts)
    if count >= alarm.in_a_row:
        return count, "quiet" if raised and alarm.again == "once_until_recovered" else "raised"
    well = verdicts[-1] != NONE and not alarm.bad(verdicts[-1])
    return count, "recovered" if raised and well else "quiet"
