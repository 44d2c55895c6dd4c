"""Random ways through a workflow: who acts when and when time passes, with what must be seen after each step.

A path is found by walking the reference. All time passes in ticks of one hour and limits
lie at half hours, so that real processes (whose acts take real seconds) see no ties.
"""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .graphs import ANSWERS, PARAMETERS, Drawing
from .interpreter import Run
from .world import World

TICK = timedelta(hours=1)
PEOPLE: Mapping[str, list[str]] = {
    "signers_0": [],
    "signers_1": ["ann"],
    "signers_2": ["ann", "bob"],
    "signers_3": ["ann", "bob", "cy"],
}
HANDLERS = ("dan", "eve")
BEGIN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
_DECLINES = 2


@dataclass(frozen=True)
class Step:
    """One act. `act` is complete, decline, accept, approve, reject, an answer to a question, or tick."""

    act: str
    node: str = ""
    visit: int = 0
    person: str = ""


@dataclass(frozen=True)
class Sight:
    """What anybody looking from outside must find, whatever crashed on the way."""

    state: str
    open: tuple[tuple[str, int, str], ...]


@dataclass
class Path:
    record: dict[str, Any]
    steps: list[Step] = field(default_factory=list)
    sights: list[Sight] = field(default_factory=list)
    end: dict[str, Any] = field(default_factory=dict)


def path(drawn: Drawing, seed: int, *, steps: int = 60) -> Path:
    """Return a way through the workflow; it may end while the instance still waits, or stands still."""
    dice = random.Random(seed)
    record = {"flow": drawn.key, "amount": dice.randint(0, 10), "handler": dice.choice(HANDLERS)}
    run = run_of(drawn, record)
    found = Path(record)
    run.start()
    found.sights.append(_sight(run))
    declined: Counter[str] = Counter()
    while len(found.steps) < steps and (step := _choose(run, dice, declined)) is not None:
        perform(run, step)
        found.steps.append(step)
        found.sights.append(_sight(run))
    found.end = summary(run)
    return found


def run_of(drawn: Drawing, record: Mapping[str, Any]) -> Run:
    """A run that has not begun, about a record of its own."""
    workflows = {document["key"]: document for document in drawn.called}
    return Run(drawn.main, dict(record), world=World(BEGIN, PEOPLE, workflows), parameters=PARAMETERS)


def perform(run: Run, step: Step) -> None:
    """Do one step on the reference."""
    if step.act == "tick":
        run.advance(TICK)
    elif step.act in ("approve", "reject"):
        run.vote(step.node, step.visit, step.person, step.act)
    elif step.act in ANSWERS:
        run.answer(step.node, step.visit, step.act)
    else:
        getattr(run, step.act)(step.node, step.visit)


def summary(run: Run) -> dict[str, Any]:
    """Return everything that must agree at the end. Order is kept per node, not between branches."""
    return {
        "state": run.state,
        "left": sorted(run.world.trace),
        "open": run.open_tasks(),
        "limits": sorted(run.world.limits),
        "messages": sorted(Counter(run.world.messages).items()),
        "held": sorted(run.world.held),
        "points": run.world.balance,
    }


def _sight(run: Run) -> Sight:
    return Sight(run.state, tuple(run.open_tasks()))


def _choose(run: Run, dice: random.Random, declined: Counter[str]) -> Step | None:
    choices = [Step("tick")] if run.next_due() is not None else []
    for node, visit, person in run.open_tasks():
        if run.node(node)["type"] == "approval":
            choices += [Step("approve", node, visit, person)] * 2 + [Step("reject", node, visit, person)]
            continue
        if run.node(node)["type"] == "question":
            choices += [Step(answer, node, visit, person) for answer in ANSWERS]
            continue
        choices += [Step("complete", node, visit, person)] * 2
        settings = run.node(node)["settings"]
        if "decline_with" in settings and declined[node] < _DECLINES:
            choices.append(Step("decline", node, visit, person))
    if not choices:
        return None
    step = dice.choice(choices)
    if step.act == "decline":
        declined[step.node] += 1
    return step
