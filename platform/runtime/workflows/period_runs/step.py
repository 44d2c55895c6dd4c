"""What the node answers: a run is to be made for a period."""

from dataclasses import dataclass

from ...calendars.periods import Period


@dataclass(frozen=True, slots=True)
class RunPeriod:
    """Let the step's rows be worked out and written for a period, and wait until that is done or decided."""

    period: Period
