"""Random workflow documents from a seed: well-formed blocks put one after and into another.

A block has one way in and one or more ways out; a way out is (node, outcome). Blocks are
tasks, approvals, questions, waits, messages, exclusive choices, parallel branches with their join
(for all, the first, or some of them; a branch may end before it), loops whose way back is a
decision of a person, loops by themselves that are bounded, and scopes with deadlines of
their own; steps that hold the record, count points, ask another system, or call other workflows, which are drawn with
it. `stuck` is a step that finds nobody to ask, and is made only where it is asked for.

What other systems and called workflows do takes its time, and nobody can say which of two is done first. So they stand
only where that makes no difference: not in branches of which the first counts, and called workflows that wait for
moments not where a deadline could end them at the same stroke of the clock.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .outcome import MODES

Exit = tuple[str, str | None]

LIMIT_MOMENTS_M = (30, 90, 150)
# Those of called workflows, by how many stand above them: never at the moments of their callers.
_MOMENTS_M = (LIMIT_MOMENTS_M, (20, 80, 140), (10, 70, 130))
ANSWERS = ("yes", "no")
APPROVER_ROLES = ("signers_1", "signers_2", "signers_3")
# Of the app, as they stand from the beginning to the end.
PARAMETERS = {"enough": 2}
HANDLER = {"field": "handler"}
_NUMBER = {"type": "integer"}
_REMIND = {"message": "reminded", "to": HANDLER}
_ALONE = ("task", "approval", "question", "wait", "message", "condition", "parallel", "loop", "bounded", "scope")
_OUTWARD = ("call", "sub_workflow", "for_each", "hold", "points")
NODE_KINDS = (*_ALONE, *_OUTWARD)
_CALLED_KINDS = ("task", "approval", "question", "message", "condition", "call", "points")
# What takes its time although nobody is waited for.
_IN_ITS_TIME = frozenset({"call", "sub_workflow", "for_each"})
_AT_MOMENTS = frozenset({"wait", "scope"})
_FEW, _TOO_MANY = 50, -10_000


@dataclass(frozen=True)
class Drawing:
    """A workflow that a record starts, and those it calls."""

    main: dict[str, Any]
    called: tuple[dict[str, Any], ...] = ()

    @property
    def key(self) -> str:
        return str(self.main["key"])

    @property
    def documents(self) -> list[dict[str, Any]]:
        return [self.main, *self.called]


class Graph:
    """Collects nodes and edges while blocks are put together."""

    def __init__(
        self, dice: random.Random, key: str, form: str, kinds: Sequence[str], modes: Sequence[str], size: int
    ) -> None:
        self.random = dice
        self.key = key
        self.form = form
        self.kinds = list(kinds)
        self.modes = list(modes)
        self.left = size
        # Above it: how many workflows call one another down to this one.
        self.depth = 0
        self.prefix = ""
        self.called: list[dict[str, Any]] = []
        self.may_take_time = True
        self.may_wait_below = True
        self.may_have_moments = True
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self.scopes: list[dict[str, Any]] = []

    def node(self, type_: str, settings: dict[str, Any], **more: Any) -> str:
        key = f"{self.prefix}{type_}_{len(self.nodes) + 1}"
        title = f"{type_} {len(self.nodes) + 1}"
        self.nodes.append(
            {"key": key, "type": type_, "title": {"zh-CN": title, "en": title}, "settings": settings, **more}
        )
        return key

    def connect(self, exits: list[Exit], target: str) -> None:
        """Join edges of one node to one target into one edge, as a person would draw them."""
        for start in dict.fromkeys(start for start, _ in exits):
            names = [name for node, name in exits if node == start and name is not None]
            edge: dict[str, Any] = {"from": start, "to": target}
            if names:
                edge["when"] = names[0] if len(names) == 1 else names
            self.edges.append(edge)

    @contextmanager
    def inside(self, *, takes_time: bool = True, waits_below: bool = True, moments: bool = True) -> Iterator[None]:
        """What is drawn meanwhile stands in a place where not everything may."""
        before = self.may_take_time, self.may_wait_below, self.may_have_moments
        self.may_take_time &= takes_time
        self.may_wait_below &= waits_below
        self.may_have_moments &= moments
        yield
        self.may_take_time, self.may_wait_below, self.may_have_moments = before

    # Each block connects the exits it is given and returns its own.

    def sequence(self, exits: list[Exit], depth: int, length: int) -> list[Exit]:
        for _ in range(length):
            if self.left <= 0:
                break
            kinds = self.kinds if depth < 3 else [kind for kind in self.kinds if hasattr(self, f"_{kind}_leaf")]
            kind = self.random.choice(kinds)
            if kind in _IN_ITS_TIME and not self.may_take_time:
                kind = "message"
            if kind in _AT_MOMENTS and not self.may_have_moments:
                kind = "task"
            self.left -= 1
            block = getattr(self, f"_{kind}_leaf", None) or getattr(self, f"_{kind}_block")
            exits = block(exits, depth)
        return exits

    def _task_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        limits, extra = self._limits()
        key = self.node("task", {"assignee": HANDLER}, **({"limits": limits} if limits else {}))
        self.connect(exits, key)
        return [(key, "done"), *((key, name) for name in extra)]

    def _approval_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        settings: dict[str, Any] = {
            "approvers": {"role": self.random.choice(APPROVER_ROLES)},
            "mode": self.random.choice(self.modes),
        }
        if settings["mode"] == "ratio":
            settings["ratio"] = self.random.choice((34, 50, 60, 100))
        if self.random.random() < 0.4:
            settings["reject_rule"] = self.random.choice(("first", "all"))
        limits, extra = self._limits()
        key = self.node("approval", settings, **({"limits": limits} if limits else {}))
        self.connect(exits, key)
        rejected: list[Exit] = [(key, "rejected")]
        if depth < 3 and self.random.random() < 0.5:
            rejected = self.sequence(rejected, depth + 1, 1)
        return [(key, "approved"), *((key, name) for name in extra), *rejected]

    def _question_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        """A message that asks; the first of its answers may lead to more than the other."""
        limits, extra = self._limits()
        settings = {"message": "asked", "to": HANDLER}
        key = self.node("question", settings, **({"limits": limits} if limits else {}))
        self.connect(exits, key)
        first, *others = ANSWERS
        ends: list[Exit] = [(key, first)]
        if depth < 3 and self.random.random() < 0.5:
            ends = self.sequence(ends, depth + 1, 1)
        return [*ends, *((key, name) for name in (*others, *extra))]

    def _wait_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        key = self.node("wait", {"for": f"PT{self.random.choice(_MOMENTS_M[self.depth])}M"})
        self.connect(exits, key)
        return [(key, "reached")]

    def _message_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        key = self.node("message", {"message": "told", "to": HANDLER})
        self.connect(exits, key)
        return [(key, "done")]

    def _condition_block(self, exits: list[Exit], depth: int) -> list[Exit]:
        count = self.random.choice((1, 2))
        bounds = sorted(self.random.sample(range(1, 10), count))
        branches = [{"key": f"below_{bound}", "when": {"<": [{"var": "record.amount"}, bound]}} for bound in bounds]
        key = self.node("condition", {"branches": branches, "otherwise": "otherwise"})
        self.connect(exits, key)
        found: list[Exit] = []
        for name in [*(branch["key"] for branch in branches), "otherwise"]:
            found += self.sequence([(key, str(name))], depth + 1, self.random.randint(0, 2))
        return found

    def _parallel_block(self, exits: list[Exit], depth: int) -> list[Exit]:
        key = self.node("parallel", {})
        self.connect(exits, key)
        found: list[Exit] = []
        targets = range(self.random.choice((2, 2, 3)))
        settings = self._join_mode(len(targets))
        for _ in targets:
            with self.inside(takes_time=settings["mode"] == "all"):
                branch = self._branch(key, depth)
            if found and self.random.random() < 0.3:
                self.connect(branch, "end")
            else:
                found += branch
        join = self.node("join", settings)
        self.connect(found, join)
        return [(join, "joined")]

    def _join_mode(self, branches: int) -> dict[str, Any]:
        mode = self.random.choice(("all", "all", "any", "count"))
        if mode != "count":
            return {"mode": mode}
        enough = self.random.randint(1, branches)
        named = next((key for key, number in PARAMETERS.items() if number == enough), None)
        return {"mode": "count", "count": {"param": named} if named and len(self.nodes) % 2 else enough}

    def _branch(self, parallel: str, depth: int) -> list[Exit]:
        """A branch is never empty: two edges from one node to one join would be one edge drawn twice."""
        self.left = max(self.left, 1)
        return self.sequence([(parallel, None)], depth + 1, self.random.randint(1, 2))

    def _loop_block(self, exits: list[Exit], depth: int) -> list[Exit]:
        """A body that ends in a task; declining the task goes back to the start of the body."""
        first = self.node("message", {"message": "told", "to": HANDLER})
        self.connect(exits, first)
        body = self.sequence([(first, "done")], depth + 1, self.random.randint(0, 2))
        last = self.node("task", {"assignee": HANDLER, "decline_with": "decline_reasons"})
        self.connect(body, last)
        self.connect([(last, "declined")], first)
        return [(last, "done")]

    def _bounded_block(self, exits: list[Exit], depth: int) -> list[Exit]:
        """A body that goes round by itself, as often as its first step may be entered."""
        first = self.node("message", {"message": "told", "to": HANDLER}, most_visits=self.random.randint(1, 3))
        self.connect(exits, first)
        self.connect(self.sequence([(first, "done")], depth + 1, self.random.randint(1, 2)), first)
        return [(first, "too_often")]

    def _scope_block(self, exits: list[Exit], depth: int) -> list[Exit]:
        """Blocks in a row that have deadlines in common; one of them may lead out."""
        before = len(self.nodes)
        self.left = max(self.left, 1)
        # Where something takes its time, none of what happens inside comes at a stroke of the clock.
        timed = not self.may_take_time or self.random.random() < 0.5
        with self.inside(takes_time=not timed, waits_below=False, moments=timed):
            ends = self.sequence(exits, depth + 1, self.random.randint(1, 3))
        key = f"scope_{len(self.scopes) + 1}"
        nodes = [node["key"] for node in self.nodes[before:]]
        # Not at the moments of limits of steps, nor of scopes around.
        moments = sorted(self.random.sample(LIMIT_MOMENTS_M, self.random.choice((1, 2))))
        limits: list[dict[str, Any]] = [
            {"key": f"limit_{moment}", "after": f"PT{moment + 5 + 5 * depth}M", "do": [_REMIND]} for moment in moments
        ]
        self.scopes.append({"key": key, "title": {"zh-CN": key, "en": key}, "nodes": nodes, "limits": limits})
        if self.random.random() < 0.6:
            limits[-1]["leave_by"] = "overdue"
            ends = [*ends, (key, "overdue")]
        return ends

    # What reaches out of the workflow.

    def _call_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        """Another system is asked; it refuses what is asked of a place of that name."""
        place = "refused" if self.random.random() < 0.3 else "answered"
        key = self.node("call", {"connection": "outside", "path": [place]})
        self.connect(exits, key)
        return [(key, "answered"), (key, "refused")]

    def _hold_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        """The record is held; mostly until a later step releases it."""
        key = self.node("hold", {"reason": "held", "fields": self.random.choice(([], ["note"]))})
        self.connect(exits, key)
        ends: list[Exit] = [(key, "done")]
        if self.random.random() < 0.3:
            return ends
        if depth < 3:
            ends = self.sequence(ends, depth + 1, 1)
        release = self.node("release", {"step": key})
        self.connect(ends, release)
        return [(release, "done")]

    def _points_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        """Points for the record, perhaps taken back by a later step; or more taken than any account holds."""
        common = {"ledger": "points", "reason": "counted"}
        amount = _TOO_MANY if self.random.random() < 0.2 else self.random.randint(1, _FEW)
        key = self.node("points", common | {"account": {"var": "record.id"}, "amount": amount})
        self.connect(exits, key)
        ways = ("posted", "refused", "nothing")
        ends: list[Exit] = [(key, way) for way in ways]
        if self.random.random() < 0.5:
            return ends
        if depth < 3:
            ends = self.sequence(ends, depth + 1, 1)
        back = self.node("points", common | {"reverses": key})
        self.connect(ends, back)
        return [(back, way) for way in ways]

    def _sub_workflow_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        """A workflow about the same record: with moments of its own, or with a limit that its caller sets it."""
        waits = self.may_wait_below and self.random.random() < 0.5
        limits, extra = ([], []) if waits else self._limits()
        called = self._below([*_CALLED_KINDS, "wait"] if waits else _CALLED_KINDS)
        called.may_wait_below = called.may_have_moments = waits
        if self.depth == 0:
            called.kinds.append("sub_workflow")
        ends = called.sequence([("start", None)], 1, self.random.randint(1, 3))
        called.connect(ends, called.node("end", {"outputs": {"given": {"var": "trigger.number"}}}))
        self.called += called.drawn({"type": "manual", "form": self.form, "inputs": [_NUMBER | {"key": "number"}]})
        settings = {"workflow": called.key, "inputs": {"number": {"var": "record.amount"}}}
        key = self.node("sub_workflow", settings, **({"limits": limits} if limits else {}))
        self.connect(exits, key)
        ended: list[Exit] = [(key, "done"), (key, "cancelled"), *((key, name) for name in extra)]
        if extra or self.random.random() < 0.5:
            return ended
        # What it gave decides where it goes on.
        branches = [{"key": "few", "when": {"<": [{"var": f"nodes.{key}.given"}, self.random.randint(1, 9)]}}]
        choice = self.node("condition", {"branches": branches, "otherwise": "otherwise"})
        self.connect(ended, choice)
        told = self.node("message", {"message": "told", "to": HANDLER})
        self.connect([(choice, "few")], told)
        return [(told, "done"), (choice, "otherwise")]

    def _for_each_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        """A workflow about no record, for each of some numbers; large ones stop it at a call that is refused."""
        called = self._below(())
        ends: list[Exit] = [("start", None)]
        if self.random.random() < 0.5:
            ends = called._call_leaf(ends, 0)
        if self.may_wait_below and self.random.random() < 0.4:
            ends = called._wait_leaf(ends, 0)
        branches = [{"key": "small", "when": {"<": [{"var": "trigger.item"}, self.random.randint(1, 6)]}}]
        choice = called.node("condition", {"branches": branches, "otherwise": "large"})
        called.connect(ends, choice)
        fails = called.node("call", {"connection": "outside", "path": ["refused"]})
        called.connect([(choice, "large")], fails)
        called.connect([(choice, "small")], "end")
        called.connect([(fails, "answered")], "end")
        self.called += called.drawn({"type": "manual", "inputs": [_NUMBER | {"key": "item"}]})
        items = [self.random.randint(0, 7) for _ in range(self.random.randint(0, 4))]
        settings = {"workflow": called.key, "items": items, "at_once": self.random.randint(1, 3)}
        key = self.node("for_each", settings)
        self.connect(exits, key)
        return [(key, "done"), (key, "some_failed")]

    def _below(self, kinds: Sequence[str]) -> "Graph":
        """A workflow for a step of this one; the steps of both have names of their own."""
        number = len(self.called) + 1
        made = Graph(self.random, f"{self.key}_{number}", self.form, kinds, self.modes, 4)
        made.depth = self.depth + 1
        made.prefix = f"{self.prefix}c{number}_"
        return made

    def drawn(self, trigger: dict[str, Any]) -> list[dict[str, Any]]:
        """This workflow with what it calls, as documents."""
        title = {"zh-CN": self.key, "en": self.key}
        parts = {"trigger": trigger, "nodes": self.nodes, "edges": self.edges}
        scopes = {"scopes": self.scopes} if self.scopes else {}
        return [{"kind": "workflow", "key": self.key, "title": title, **parts, **scopes}, *self.called]

    def _stuck_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        key = self.node("task", {"assignee": {"role": "signers_0"}})
        self.connect(exits, key)
        return [(key, "done")]

    def _limits(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Return limits and the outcomes by which they leave. Moments differ, so their order is sure."""
        if not self.may_have_moments or self.random.random() < 0.5:
            return [], []
        moments = sorted(self.random.sample(_MOMENTS_M[self.depth], self.random.choice((1, 2))))
        limits: list[dict[str, Any]] = []
        leaves = self.random.random() < 0.4
        for position, moment in enumerate(moments):
            last = position == len(moments) - 1
            limit: dict[str, Any] = {"key": f"limit_{moment}", "after": f"PT{moment}M"}
            if leaves and last:
                limit["leave_by"] = "unanswered"
            else:
                limit["do"] = [{"message": "reminded", "to": HANDLER}]
            limits.append(limit)
        return limits, ["unanswered"] if leaves else []


def drawing(
    seed: int,
    *,
    key: str,
    form: str,
    kinds: Sequence[str] = NODE_KINDS,
    modes: Sequence[str] = MODES,
    size: int = 10,
) -> Drawing:
    """Return a workflow with about `size` nodes and those it calls, the same for the same seed."""
    made = Graph(random.Random(seed), key, form, kinds, modes, size)
    exits = made.sequence([("start", None)], 0, made.random.randint(2, 6))
    made.connect(exits, "end")
    where = {"==": [{"var": "record.flow"}, key]}
    main, *called = made.drawn({"type": "record_created", "form": form, "where": where})
    return Drawing(main, tuple(called))
