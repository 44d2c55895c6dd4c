"""Runs one workflow instance in memory: what must have happened after these acts at these moments.

Acts name a node, its visit and a person. `advance` moves the clock in one jump; everything
due then happens at the new moment, in the order in which it was due, each thing once.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .document import END, START, Document, duration
from .outcome import default_reject_rule, outcome
from .trees import truth, value


@dataclass(frozen=True)
class Scope:
    """One firing of a parallel node: which one, and how many branches its join waits for."""

    node: str
    visit: int
    branches: int


@dataclass(eq=False)
class Timer:
    due: datetime
    limit: str | None
    until: str = "done"


@dataclass(eq=False)
class Token:
    """Where one branch of the instance stands, and what it waits for."""

    node: str
    visit: int
    scopes: tuple[Scope, ...]
    people: list[str] = field(default_factory=list)
    votes: dict[str, str] = field(default_factory=dict)
    accepted: bool = False
    timers: list[Timer] = field(default_factory=list)
    # An incident: this branch stands still, the others go on.
    stuck: bool = False


@dataclass(eq=False)
class Stay:
    """From the first entry into a scope of nodes until nobody is in it or on the way into it."""

    scope: str
    visit: int
    timers: list[Timer] = field(default_factory=list)


class Refused(Exception):
    """The act fits nothing that is open."""


class Run:
    """One instance. `people` answers a person expression by a list, `rankings` a ranking by its winners."""

    def __init__(
        self,
        document: Mapping[str, Any],
        record: Mapping[str, Any],
        *,
        now: datetime,
        people: Mapping[str, list[str]],
        parameters: Mapping[str, Any] | None = None,
        rankings: Mapping[str, list[str]] | None = None,
        visits_limit: int = 100,
    ) -> None:
        self.document = Document(dict(document))
        self.record = dict(record)
        self.now = now
        self.people = people
        self.parameters = dict(parameters or {})
        self.rankings = {key: list(winners) for key, winners in (rankings or {}).items()}
        self.visits_limit = visits_limit
        self.begun = False
        self.tokens: list[Token] = []
        # Of each firing of a parallel node that is not over: branches that came to its join, and that ended before.
        self.arrived: Counter[Scope] = Counter()
        self.ended: Counter[Scope] = Counter()
        self.closed: set[Scope] = set()
        self.stays: list[Stay] = []
        # Branches of a firing that have not begun: where they will begin.
        self.coming: list[tuple[str, tuple[Scope, ...]]] = []
        self.visits: Counter[str] = Counter()
        self.outcomes: dict[str, str] = {}
        self.trace: list[tuple[str, int, str]] = []
        self.limits: list[tuple[str, int, str]] = []
        self.messages: list[tuple[str, str]] = []

    @property
    def state(self) -> str:
        if not self.begun:
            return "not started"
        if any(token.stuck for token in self.tokens):
            return "incident"
        return "running" if self.tokens else "done"

    # Acts, in the words of the inbox.

    def start(self) -> None:
        """Run to the first waiting points. Nothing happens where the trigger's condition does not hold."""
        where = self.document.trigger.get("where")
        if where is not None and not truth(where, self._data()):
            return
        self.begun = True
        for edge in self.document.leaving(START):
            self._enter(edge.end, ())

    def complete(self, node: str, visit: int) -> None:
        self._leave(self._at(node, visit, "task"), "done")

    def decline(self, node: str, visit: int) -> None:
        self._leave(self._at(node, visit, "task"), "declined")

    def accept(self, node: str, visit: int) -> None:
        token = self._at(node, visit, "task")
        token.accepted = True
        token.timers = [timer for timer in token.timers if timer.until != "accepted"]

    def vote(self, node: str, visit: int, person: str, decision: str) -> None:
        token = self._at(node, visit, "approval")
        if person not in self.askable(token):
            raise Refused(f"{person} has no open slot at {node}#{visit}")
        token.votes[person] = decision
        result = self._count(token)
        if result != "open":
            self._leave(token, result)

    def advance(self, by: timedelta) -> None:
        """Move the clock; what was due happens now, earliest first."""
        self.now += by
        while due := [
            (timer.due, holder, timer) for holder in self._holders() for timer in holder.timers if timer.due <= self.now
        ]:
            _, holder, timer = min(due, key=lambda item: item[0])
            if isinstance(holder, Stay):
                self._fire_of_scope(holder, timer)
            else:
                self._fire(holder, timer)

    # What is open.

    def open_tasks(self) -> list[tuple[str, int, str]]:
        """Return (node, visit, person) of every task and slot somebody may act on, sorted."""
        standing = [token for token in self.tokens if not token.stuck]
        found = [(token.node, token.visit, person) for token in standing for person in self.askable(token)]
        return sorted(found)

    def askable(self, token: Token) -> list[str]:
        """Return who may act at this token now; in sequence only the first who has not."""
        left = [person for person in token.people if person not in token.votes]
        return left[:1] if self._settings(token.node).get("mode") == "sequence" else left

    def next_due(self) -> datetime | None:
        return min((timer.due for holder in self._holders() for timer in holder.timers), default=None)

    def _holders(self) -> list[Token | Stay]:
        """What timers may fire of."""
        return [*(token for token in self.tokens if not token.stuck), *self.stays]

    # Moving tokens.

    def _enter(self, node: str, scopes: tuple[Scope, ...]) -> None:
        if any(scope in self.closed for scope in scopes):
            return
        if node == END:
            self._end_branch(scopes)
            self._close_stays()
            return
        if self.document.nodes[node]["type"] == "join":
            self._arrive(node, scopes)
            self._close_stays()
            return
        token = Token(node, self._visit(node), scopes)
        self.tokens.append(token)
        self._close_stays()
        self._open_stays(node)
        most = self.document.nodes[node].get("most_visits")
        if token.visit > self.visits_limit:
            token.stuck = True
        elif most is not None and token.visit > value(most, self._data()):
            self._leave(token, "too_often")
        else:
            getattr(self, f"_enter_{self.document.nodes[node]['type']}")(token)

    def _arrive(self, node: str, scopes: tuple[Scope, ...]) -> None:
        self.arrived[scopes[-1]] += 1
        self._come_together(node, scopes)

    def _end_branch(self, scopes: tuple[Scope, ...]) -> None:
        """A branch that comes to no join; when all of a firing have ended so, the branch outside has ended too."""
        if not scopes:
            return
        *outer, scope = scopes
        self.ended[scope] += 1
        if self.ended[scope] == scope.branches:
            self._end_branch(tuple(outer))
        elif (join := self.document.join_of(scope.node)) is not None:
            self._come_together(join, scopes)

    def _come_together(self, join: str, scopes: tuple[Scope, ...]) -> None:
        """Fire the join when the branches it waits for are there, or nobody else can come. The others are cancelled."""
        *outer, scope = scopes
        settings, here = self._settings(join), self.arrived[scope]
        mode = settings.get("mode", "all")
        wanted = 1 if mode == "any" else settings["count"] if mode == "count" else scope.branches
        if not here or (here < wanted and here + self.ended[scope] < scope.branches):
            return
        self.closed.add(scope)
        self.tokens = [token for token in self.tokens if scope not in token.scopes]
        token = Token(join, self._visit(join), tuple(outer))
        self.tokens.append(token)
        self._close_stays()
        self._leave(token, "joined")

    def _visit(self, node: str) -> int:
        self.visits[node] += 1
        return self.visits[node]

    def _leave(self, token: Token, result: str) -> None:
        self.tokens.remove(token)
        self.trace.append((token.node, token.visit, result))
        self.outcomes[token.node] = result
        target = self.document.next(token.node, result)
        if target is None:
            self.tokens.append(token)
            token.stuck = True
            return
        self._enter(target, token.scopes)

    # Entering, one method per node type.

    def _enter_condition(self, token: Token) -> None:
        settings = self._settings(token.node)
        for branch in settings["branches"]:
            if truth(branch["when"], self._data()):
                return self._leave(token, branch["key"])
        return self._leave(token, settings.get("otherwise", "otherwise"))

    def _enter_parallel(self, token: Token) -> None:
        edges = self.document.leaving(token.node)
        self.tokens.remove(token)
        self.trace.append((token.node, token.visit, "split"))
        scope = Scope(token.node, token.visit, len(edges))
        branches = [(edge.end, (*token.scopes, scope)) for edge in edges]
        self.coming = [*branches, *self.coming]
        for end, scopes in branches:
            self.coming.remove((end, scopes))
            self._enter(end, scopes)

    def _enter_task(self, token: Token) -> None:
        token.people = self._resolve(self._settings(token.node)["assignee"])[:1]
        if token.people:
            self._set_limits(token)
        else:
            token.stuck = True

    def _enter_approval(self, token: Token) -> None:
        settings = self._settings(token.node)
        token.people = list(dict.fromkeys(self._resolve(settings["approvers"])))
        if token.people:
            self._set_limits(token)
        elif settings.get("nobody") in ("approve", "reject"):
            self._leave(token, {"approve": "approved", "reject": "rejected"}[settings["nobody"]])
        else:
            token.stuck = True

    def _enter_wait(self, token: Token) -> None:
        token.timers = [Timer(self.now + duration(self._settings(token.node)["for"], self.parameters), None)]

    def _enter_message(self, token: Token) -> None:
        settings = self._settings(token.node)
        self._tell(settings["message"], self._resolve(settings["to"]))
        self._leave(token, "done")

    def _enter_dispatch(self, token: Token) -> None:
        settings = self._settings(token.node)
        winners = self.rankings[settings["ranking"]]
        if not winners:
            return self._leave(token, "nobody")
        self.record[settings["assign_to"]] = winners[0]
        return self._leave(token, "assigned")

    def _enter_end(self, token: Token) -> None:
        self.tokens.remove(token)
        self.trace.append((token.node, token.visit, "done"))
        self._end_branch(token.scopes)

    # Scopes of nodes.

    def _open_stays(self, node: str) -> None:
        for scope in self.document.scopes_around(node):
            if all(stay.scope != scope["key"] for stay in self.stays):
                self.visits[scope["key"]] += 1
                stay = Stay(scope["key"], self.visits[scope["key"]])
                for limit in scope["limits"]:
                    stay.timers.append(Timer(self.now + duration(limit["after"], self.parameters), limit["key"]))
                self.stays.append(stay)

    def _close_stays(self) -> None:
        coming = [node for node, scopes in self.coming if not any(scope in self.closed for scope in scopes)]
        waiting = [scope.node for scope, count in self.arrived.items() if count and scope not in self.closed]
        places = {*coming, *waiting, *(token.node for token in self.tokens)}
        self.stays = [stay for stay in self.stays if places & set(self.document.scopes[stay.scope]["nodes"])]

    def _fire_of_scope(self, stay: Stay, timer: Timer) -> None:
        stay.timers.remove(timer)
        scope = self.document.scopes[stay.scope]
        limit = next(one for one in scope["limits"] if one["key"] == timer.limit)
        self.limits.append((stay.scope, stay.visit, str(timer.limit)))
        for deed in limit.get("do", []):
            self._tell(deed["message"], self._resolve(deed["to"]))
        if "leave_by" in limit:
            self._leave_scope(stay, scope, limit["leave_by"])

    def _leave_scope(self, stay: Stay, scope: dict[str, Any], result: str) -> None:
        inside = [token for token in self.tokens if token.node in scope["nodes"]]
        outside = tuple(one for one in inside[0].scopes if one.node not in scope["nodes"])
        self.closed.update(one for token in inside for one in token.scopes if one not in outside)
        branches = {str(token.scopes[len(outside) :][:1] or (token.node, token.visit)) for token in inside}
        self.tokens = [token for token in self.tokens if token not in inside]
        self.stays.remove(stay)
        target = self.document.next(stay.scope, result)
        assert target is not None
        for _ in range(len(branches) - 1):
            self._end_branch(outside)
        self._enter(target, outside)

    # Limits.

    def _set_limits(self, token: Token) -> None:
        for limit in self.document.nodes[token.node].get("limits", []):
            due = self.now + duration(limit["after"], self.parameters)
            token.timers.append(Timer(due, limit["key"], limit.get("until", "done")))

    def _fire(self, token: Token, timer: Timer) -> None:
        token.timers.remove(timer)
        if timer.limit is None:
            self._leave(token, "reached")
            return
        limit = next(one for one in self.document.nodes[token.node]["limits"] if one["key"] == timer.limit)
        self.limits.append((token.node, token.visit, timer.limit))
        for deed in limit.get("do", []):
            if "message" in deed:
                to = self.askable(token) if deed["to"] == "assignee" else self._resolve(deed["to"])
                self._tell(deed["message"], to)
        if "leave_by" in limit:
            self._leave(token, limit["leave_by"])

    # Looking things up.

    def _at(self, node: str, visit: int, kind: str) -> Token:
        for token in self.tokens:
            here = (token.node, token.visit, self.document.nodes[node]["type"]) == (node, visit, kind)
            if here and not token.stuck:
                return token
        raise Refused(f"no {kind} is open at {node}#{visit}")

    def _count(self, token: Token) -> str:
        settings = self._settings(token.node)
        mode = settings["mode"]
        rule = settings.get("reject_rule", default_reject_rule(mode))
        return outcome(mode, rule, len(token.people), list(token.votes.values()), ratio=settings.get("ratio", 100))

    def _resolve(self, expression: Any) -> list[str]:
        if "field" in expression:
            person = self.record.get(expression["field"])
            return [person] if person else []
        return list(self.people[expression["role"]])

    def _tell(self, message: str, people: list[str]) -> None:
        self.messages.extend((message, person) for person in people)

    def _settings(self, node: str) -> dict[str, Any]:
        settings: dict[str, Any] = self.document.nodes[node].get("settings", {})
        return settings

    def _data(self) -> dict[str, Any]:
        nodes = {key: {"outcome": result, "visits": self.visits[key]} for key, result in self.outcomes.items()}
        return {"record": self.record, "param": self.parameters, "nodes": nodes}
