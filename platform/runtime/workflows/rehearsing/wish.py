"""What is to be tried out: which workflow, on what, and how people and other systems answer in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# What people do where no reply says otherwise: agree to whatever they are asked, or nothing at all.
DEFAULTS = ("agree", "nobody")
ACTS = ("accept", "done", "declined", "approve", "reject", "nothing")


@dataclass(frozen=True, slots=True)
class Reply:
    """How a step is answered, `after` it asked. `act` is what a person does with a to-do; `status` and `body` are what
    another system says to a call. `visit`: which time the step is entered; None: at each."""

    node: str
    visit: int | None = None
    after: str = "PT0S"
    act: str | None = None
    values: Mapping[str, Any] | None = None
    reason: str | None = None
    status: int | None = None
    body: Any = None

    def is_for(self, node: str, visit: int, *, calls: bool) -> bool:
        """Whether it answers this visit: a call, or people."""
        return self.node == node and self.visit in (None, visit) and (self.status is not None) == calls


@dataclass(frozen=True, slots=True)
class Wish:
    """`document`: a workflow as it is in a draft; `revision`: one that was published; neither: the present one.
    `beside`: other documents of the app as they are in drafts, which hold for as long. `step`: the one to be tried by
    itself; None: the whole workflow. `inputs` is what it reads as trigger.<name>. `until`: how much time passes at
    most."""

    app: str
    workflow: str
    record: str | None = None
    document: Mapping[str, Any] | None = None
    beside: Sequence[Mapping[str, Any]] = ()
    revision: int | None = None
    step: str | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)
    replies: Sequence[Reply] = ()
    default: str = DEFAULTS[0]
    until: str = "P30D"
    begin: datetime | None = None
