"""Runs one workflow instance in memory: what must have happened after these acts at these moments.

Acts name a node, its visit and a person. `advance` moves the clock in one jump; everything
due then happens at the new moment, in the order in which it was due, each thing once.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from .document import START, duration
from .outcome import default_reject_rule, outcome
from .tokens import Scope, Stay, Timer, Token
from .trees import truth, value
from .walk import Walk
from .world import World


class Refused(Exception):
    """The act fits nothing that is open."""


class Run(Walk):
    """One instance. `people` answers a person expression by a list, `rankings` a ranking by its winners."""

    def __init__(
        self,
        document: Mapping[str, Any],
        record: dict[str, Any],
        *,
        world: World,
        told: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Any] | None = None,
        rankings: Mapping[str, list[str]] | None = None,
        visits_limit: int = 100,
    ) -> None:
        super().__init__(document, record, world, told, parameters, visits_limit)
        self.rankings = {key: list(winners) for key, winners in (rankings or {}).items()}
        # What the end of this run gives its caller.
        self.given: dict[str, Any] = {}

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
            self.enter(edge.end, ())

    def complete(self, node: str, visit: int) -> None:
        run, token = self._at(node, visit, "task")
        run._leave(token, "done")
        self._hear()

    def decline(self, node: str, visit: int) -> None:
        run, token = self._at(node, visit, "task")
        run._leave(token, "declined")
        self._hear()

    def accept(self, node: str, visit: int) -> None:
        _, token = self._at(node, visit, "task")
        token.accepted = True
        token.timers = [timer for timer in token.timers if timer.until != "accepted"]

    def answer(self, node: str, visit: int, given: str) -> None:
        run, token = self._at(node, visit, "question")
        run._leave(token, given)
        self._hear()

    def vote(self, node: str, visit: int, person: str, decision: str) -> None:
        run, token = self._at(node, visit, "approval")
        if person not in run.askable(token):
            raise Refused(f"{person} has no open slot at {node}#{visit}")
        token.votes[person] = decision
        result = run._count(token)
        if result != "open":
            run._leave(token, result)
            self._hear()

    def advance(self, by: timedelta) -> None:
        """Move the clock; what was due happens now, earliest first."""
        self.world.now += by
        while due := [one for one in self._timers() if one[0] <= self.world.now]:
            _, run, holder, timer = min(due, key=lambda item: item[0])
            if isinstance(holder, Stay):
                run._fire_of_scope(holder, timer)
            else:
                run._fire(holder, timer)
            self._hear()

    # What is open.

    def family(self) -> Iterator["Run"]:
        """This run and all that it waits for."""
        yield self
        for token in self.tokens:
            for run in token.called:
                yield from run.family()

    def node(self, key: str) -> dict[str, Any]:
        """A node of this run, or of one that it waits for."""
        return next(run.document.nodes[key] for run in self.family() if key in run.document.nodes)

    def open_tasks(self) -> list[tuple[str, int, str]]:
        """Return (node, visit, person) of every task, slot and question somebody may act on, sorted."""
        return sorted(
            (token.node, token.visit, person)
            for run in self.family()
            for token in run.tokens
            if not token.stuck
            for person in run.askable(token)
        )

    def askable(self, token: Token) -> list[str]:
        """Return who may act at this token now; in sequence only the first who has not."""
        left = [person for person in token.people if person not in token.votes]
        return left[:1] if self._settings(token.node).get("mode") == "sequence" else left

    def next_due(self) -> datetime | None:
        return min((due for due, *_ in self._timers()), default=None)

    def _timers(self) -> Iterator[tuple[datetime, "Run", Token | Stay, Timer]]:
        """When what may fire of what."""
        for run in self.family():
            holders: list[Token | Stay] = [*(token for token in run.tokens if not token.stuck), *run.stays]
            for holder in holders:
                for timer in holder.timers:
                    yield timer.due, run, holder, timer

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
        self.world.trace.append((token.node, token.visit, "split"))
        scope = Scope(token.node, token.visit, len(edges))
        branches = [(edge.end, (*token.scopes, scope)) for edge in edges]
        self.coming = [*branches, *self.coming]
        for end, scopes in branches:
            self.coming.remove((end, scopes))
            self.enter(end, scopes, [token.node])

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

    def _enter_question(self, token: Token) -> None:
        settings = self._settings(token.node)
        token.people = self._resolve(settings["to"])
        if token.people:
            self._tell(settings["message"], token.people)
            self._set_limits(token)
        else:
            token.stuck = True

    def _enter_wait(self, token: Token) -> None:
        token.timers = [Timer(self.world.now + duration(self._settings(token.node)["for"], self.parameters), None)]

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

    def _enter_hold(self, token: Token) -> None:
        self.world.held.add(token.node)
        self._leave(token, "done")

    def _enter_release(self, token: Token) -> None:
        self.world.held.discard(self._settings(token.node)["step"])
        self._leave(token, "done")

    def _enter_points(self, token: Token) -> None:
        settings = self._settings(token.node)
        if "reverses" in settings:
            result = "posted" if self.world.reverse(settings["reverses"]) else "nothing"
        else:
            result = "posted" if self.world.post(token.node, settings["amount"]) else "refused"
        self._leave(token, result)

    def _enter_call(self, token: Token) -> None:
        """The other side refuses what is asked of a place called so; where no way leads on from there it is stuck."""
        result = "refused" if self._settings(token.node)["path"][-1] == "refused" else "answered"
        if any(result in edge.when for edge in self.document.leaving(token.node)):
            self._leave(token, result)
        else:
            token.stuck = True

    def _enter_end(self, token: Token) -> None:
        self.tokens.remove(token)
        self.given |= {key: value(tree, self._data()) for key, tree in self._settings(token.node)["outputs"].items()}
        self.world.trace.append((token.node, token.visit, "done"))
        self._end_branch(token.scopes)

    # Other workflows: each run begins when there is room, and the caller goes on when all have ended.

    def _enter_sub_workflow(self, token: Token) -> None:
        inputs = self._settings(token.node)["inputs"]
        token.coming = [{key: value(tree, self._data()) for key, tree in inputs.items()}]
        self._set_limits(token)
        self._go_on(token)

    def _enter_for_each(self, token: Token) -> None:
        token.coming = [{"item": item} for item in self._settings(token.node)["items"]]
        self._go_on(token)

    def _hear(self) -> None:
        """Called runs may have ended."""
        for token in list(self.tokens):
            for run in token.called:
                run._hear()
            if token.called and token in self.tokens:
                self._go_on(token)

    def _go_on(self, token: Token) -> None:
        settings = self._settings(token.node)
        while token.coming and self._running(token) < settings.get("at_once", 1):
            about = self.record if "at_once" not in settings else {}
            told = token.coming.pop(0)
            called, known = self.world.workflows[settings["workflow"]], self.parameters
            run = Run(called, about, world=self.world, told=told, parameters=known)
            token.called.append(run)
            run.start()
        if self._running(token):
            return
        if "at_once" in settings:
            failed = any(run.state == "incident" for run in token.called)
            self._leave(token, "some_failed" if failed else "done")
        else:
            self.outputs[token.node] = token.called[0].given
            self._leave(token, "done")

    def _running(self, token: Token) -> int:
        return sum(run.state == "running" for run in token.called)

    # Limits.

    def _set_limits(self, token: Token) -> None:
        for limit in self.document.nodes[token.node].get("limits", []):
            due = self.world.now + duration(limit["after"], self.parameters)
            token.timers.append(Timer(due, limit["key"], limit.get("until", "done")))

    def _fire(self, token: Token, timer: Timer) -> None:
        token.timers.remove(timer)
        if timer.limit is None:
            self._leave(token, "reached")
            return
        limit = next(one for one in self.document.nodes[token.node]["limits"] if one["key"] == timer.limit)
        self.world.limits.append((token.node, token.visit, timer.limit))
        for deed in limit.get("do", []):
            if "message" in deed:
                to = self.askable(token) if deed["to"] == "assignee" else self._resolve(deed["to"])
                self._tell(deed["message"], to)
        if "leave_by" in limit:
            self._leave(token, limit["leave_by"])

    def _fire_of_scope(self, stay: Stay, timer: Timer) -> None:
        stay.timers.remove(timer)
        scope = self.document.scopes[stay.scope]
        limit = next(one for one in scope["limits"] if one["key"] == timer.limit)
        self.world.limits.append((stay.scope, stay.visit, str(timer.limit)))
        for deed in limit.get("do", []):
            self._tell(deed["message"], self._resolve(deed["to"]))
        if "leave_by" in limit:
            self._leave_scope(stay, scope, limit["leave_by"])

    # Looking things up.

    def _at(self, node: str, visit: int, kind: str) -> tuple["Run", Token]:
        for run in self.family():
            for token in run.tokens:
                here = (token.node, token.visit, run.document.nodes[token.node]["type"]) == (node, visit, kind)
                if here and not token.stuck:
                    return run, token
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
        return list(self.world.people[expression["role"]])

    def _tell(self, message: str, people: list[str]) -> None:
        self.world.messages.extend((message, person) for person in people)
