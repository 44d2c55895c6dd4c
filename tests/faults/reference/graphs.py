"""Random workflow documents from a seed: well-formed blocks put one after and into another.

A block has one way in and one or more ways out; a way out is (node, outcome). Blocks are
tasks, approvals, waits, messages, exclusive choices, parallel branches with their join
(for all, the first, or some of them; a branch may end before it), loops whose way back is a
decision of a person, loops by themselves that are bounded, and scopes with deadlines of
their own. `stuck` is a step that
finds nobody to ask, and is made only where it is asked for.
"""

import random
from collections.abc import Sequence
from typing import Any

from .outcome import MODES

Exit = tuple[str, str | None]

LIMIT_MOMENTS_M = (30, 90, 150)
APPROVER_ROLES = ("signers_1", "signers_2", "signers_3")
HANDLER = {"field": "handler"}
_REMIND = {"message": "reminded", "to": HANDLER}
NODE_KINDS = ("task", "approval", "wait", "message", "condition", "parallel", "loop", "bounded", "scope")


class Graph:
    """Collects nodes and edges while blocks are put together."""

    def __init__(self, seed: int, kinds: Sequence[str], modes: Sequence[str], size: int) -> None:
        self.random = random.Random(seed)
        self.kinds = list(kinds)
        self.modes = list(modes)
        self.left = size
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self.scopes: list[dict[str, Any]] = []

    def node(self, type_: str, settings: dict[str, Any], **more: Any) -> str:
        key = f"{type_}_{len(self.nodes) + 1}"
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

    # Each block connects the exits it is given and returns its own.

    def sequence(self, exits: list[Exit], depth: int, length: int) -> list[Exit]:
        for _ in range(length):
            if self.left <= 0:
                break
            kinds = self.kinds if depth < 3 else [kind for kind in self.kinds if hasattr(self, f"_{kind}_leaf")]
            kind = self.random.choice(kinds)
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

    def _wait_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        key = self.node("wait", {"for": f"PT{self.random.choice(LIMIT_MOMENTS_M)}M"})
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
        for _ in targets:
            branch = self._branch(key, depth)
            if found and self.random.random() < 0.3:
                self.connect(branch, "end")
            else:
                found += branch
        join = self.node("join", self._join_mode(len(targets)))
        self.connect(found, join)
        return [(join, "joined")]

    def _join_mode(self, branches: int) -> dict[str, Any]:
        mode = self.random.choice(("all", "all", "any", "count"))
        return {"mode": "count", "count": self.random.randint(1, branches)} if mode == "count" else {"mode": mode}

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

    def _stuck_leaf(self, exits: list[Exit], depth: int) -> list[Exit]:
        key = self.node("task", {"assignee": {"role": "signers_0"}})
        self.connect(exits, key)
        return [(key, "done")]

    def _limits(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Return limits and the outcomes by which they leave. Moments differ, so their order is sure."""
        if self.random.random() < 0.5:
            return [], []
        moments = sorted(self.random.sample(LIMIT_MOMENTS_M, self.random.choice((1, 2))))
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


def graph(
    seed: int,
    *,
    key: str,
    form: str,
    kinds: Sequence[str] = NODE_KINDS,
    modes: Sequence[str] = MODES,
    size: int = 10,
) -> dict[str, Any]:
    """Return a workflow document with about `size` nodes, the same for the same seed."""
    made = Graph(seed, kinds, modes, size)
    exits = made.sequence([("start", None)], 0, made.random.randint(2, 6))
    made.connect(exits, "end")
    return {
        "kind": "workflow",
        "key": key,
        "title": {"zh-CN": key, "en": key},
        "trigger": {"type": "record_created", "form": form, "where": {"==": [{"var": "record.flow"}, key]}},
        "nodes": made.nodes,
        "edges": made.edges,
        **({"scopes": made.scopes} if made.scopes else {}),
    }
