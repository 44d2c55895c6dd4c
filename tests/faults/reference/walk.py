"""How the branches of a run move: into nodes and out of them, to joins, into scopes and out of them."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from .document import END, Document, duration
from .tokens import Scope, Stay, Timer, Token
from .trees import value
from .world import World


class Walk:
    """Where the branches stand. What a node does when it is entered is said by who derives from it."""

    def __init__(
        self,
        document: Mapping[str, Any],
        record: dict[str, Any],
        world: World,
        told: Mapping[str, Any] | None,
        parameters: Mapping[str, Any] | None,
        visits_limit: int,
    ) -> None:
        self.document = Document(dict(document))
        self.record = record
        self.world = world
        self.told = dict(told or {})
        self.parameters = dict(parameters or {})
        self.visits_limit = visits_limit
        self.tokens: list[Token] = []
        # Of each firing of a parallel node that is not over: branches that came to its join, and that ended before.
        self.arrived: Counter[Scope] = Counter()
        self.ended: Counter[Scope] = Counter()
        self.closed: set[Scope] = set()
        self.stays: list[Stay] = []
        # Branches of a firing that have not begun: where they will begin.
        self.coming: list[tuple[str, tuple[Scope, ...]]] = []
        self.visits: Counter[str] = Counter()
        # How often a bounded step was entered since its loop was entered from outside.
        self.rounds: Counter[str] = Counter()
        # What steps came to, and what they gave.
        self.outcomes: dict[str, str] = {}
        self.outputs: dict[str, dict[str, Any]] = {}

    # Moving tokens.

    def enter(self, node: str, scopes: tuple[Scope, ...], came_from: Collection[str] = ()) -> None:
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
        self._count_rounds(node, came_from)
        token = Token(node, self._visit(node), scopes)
        self.tokens.append(token)
        self._close_stays()
        self._open_stays(node)
        most = self.document.nodes[node].get("most_visits")
        if token.visit > self.visits_limit:
            token.stuck = True
        elif most is not None and self.rounds[node] > value(most, self._data()):
            self._leave(token, "too_often")
        else:
            getattr(self, f"_enter_{self.document.nodes[node]['type']}")(token)

    def _count_rounds(self, node: str, came_from: Collection[str]) -> None:
        """In a loop that is entered from outside all is counted anew."""
        for bounded in [key for key, step in self.document.nodes.items() if "most_visits" in step]:
            loop = self.document.loop_around(bounded)
            if node in loop and not loop & set(came_from):
                self.rounds[bounded] = 0
        self.rounds[node] += 1

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
        wanted = 1 if mode == "any" else self._number(settings["count"]) if mode == "count" else scope.branches
        if not here or (here < wanted and here + self.ended[scope] < scope.branches):
            return
        self.closed.add(scope)
        self.tokens = [token for token in self.tokens if scope not in token.scopes]
        token = Token(join, self._visit(join), tuple(outer))
        self.tokens.append(token)
        self._close_stays()
        self._leave(token, "joined")

    def _number(self, tree: Any) -> int:
        return int(value(tree, self._data()))

    def _visit(self, node: str) -> int:
        self.visits[node] += 1
        return self.visits[node]

    def _leave(self, token: Token, result: str) -> None:
        self.tokens.remove(token)
        self.world.trace.append((token.node, token.visit, result))
        self.outcomes[token.node] = result
        target = self.document.next(token.node, result)
        if target is None:
            self.tokens.append(token)
            token.stuck = True
            return
        self.enter(target, token.scopes, [token.node])

    # Scopes of nodes.

    def _open_stays(self, node: str) -> None:
        for scope in self.document.scopes_around(node):
            if all(stay.scope != scope["key"] for stay in self.stays):
                self.visits[scope["key"]] += 1
                stay = Stay(scope["key"], self.visits[scope["key"]])
                for limit in scope["limits"]:
                    stay.timers.append(Timer(self.world.now + duration(limit["after"], self.parameters), limit["key"]))
                self.stays.append(stay)

    def _close_stays(self) -> None:
        coming = [node for node, scopes in self.coming if not any(scope in self.closed for scope in scopes)]
        waiting = [scope.node for scope, count in self.arrived.items() if count and scope not in self.closed]
        places = {*coming, *waiting, *(token.node for token in self.tokens)}
        self.stays = [stay for stay in self.stays if places & set(self.document.scopes[stay.scope]["nodes"])]

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
        self.enter(target, outside, [token.node for token in inside])

    def _settings(self, node: str) -> dict[str, Any]:
        settings: dict[str, Any] = self.document.nodes[node].get("settings", {})
        return settings

    def _data(self) -> dict[str, Any]:
        nodes = {
            key: {"outcome": result, "visits": self.visits[key], **self.outputs.get(key, {})}
            for key, result in self.outcomes.items()
        }
        return {"record": self.record, "param": self.parameters, "nodes": nodes, "trigger": self.told}
