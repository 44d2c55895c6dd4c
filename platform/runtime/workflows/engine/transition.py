"""One transition of one instance: tokens move from waiting point to waiting point, collecting events.

What a node answers is carried out here, and only here. Nothing is stored before `save`; an error of a node ends the
transition with `NodeFailed`, and the engine runs it again, stopping that node with an incident.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from ...errors import PlatformError, StalePlan, StaleRevision, Unavailable
from ...identifiers import new_id
from ...logs import Log
from ..definition.graph import END, TOO_OFTEN
from ..definition.plan import NodePlan, ScopePlan, check_current
from ..errors import NoWayOn, StepFailed, TooManySteps
from ..node import Answer, Ask, AskByMessage, Call, HandOver, Hold, Leave, OnTasks, Pause, Send, Split, Step, Tell
from ..period_runs.step import RunPeriod
from ..period_runs.waiting import leave_period, run_period
from .answering import hand_over, respond
from .asking import ask, close_tasks, make_task, set_due
from .branches import Branches
from .calling import call, cancel_calls, tell_caller
from .effecting import carry_out
from .instances import save
from .limiting import first_timers, limit_of, limit_phase
from .questions import drop_questions
from .retiming import Retiming
from .run import NodeRun
from .sends import drop_sends, place_send
from .state import Event, Scope, Timer, Token
from .stays import SCOPE, Stays
from .unit import Unit
from .waking import cancel_timers, wake
from .work import Enter, Failures, LeaveScope, LostRace, NodeFailed, Phase, Turn, Work, problem_of

# Automatic nodes in one transaction; beyond, the instance goes on by a job, in a transaction of its own.
MAX_STEPS = 200
# So many such transactions in a row without a rest; beyond, the workflow is taken to go round in circles.
MAX_TURNS = 25
# The timer of a Pause; limits have keys that begin with a letter.
MOMENT = "-"
# With the number of the turn behind it: the timer of a token that is entered in the next transaction.
TURN = "~"
# Before an outcome: what a token does whose step is skipped.
SKIP = "skip:"
_log = Log(__name__)


class Transition:
    """Push work by `begin`, `resume` and so on, then `go`, then `save`."""

    def __init__(self, unit: Unit, failures: Failures, protect: Callable[[], None]) -> None:
        """`protect` is called before the first write that a failing node would have to undo."""
        self.unit = unit
        self.protect = protect
        self.instance = unit.instance
        self.state = unit.instance.state
        self.now = unit.now
        self._nodes = unit.plan.nodes
        self._failures = failures
        self._events: list[Event] = []
        self._before = self.state.state if self.instance.revision else None
        self.stack: list[Enter | Work] = []
        self._steps = 0
        self._turn = 0
        self._turned = False
        self.branches = Branches(self)
        self._stays = Stays(self)
        self._retiming = Retiming(self)

    # What may happen to an instance.

    def begin(self, cause: Mapping[str, Any]) -> None:
        """Start at the start."""
        self.emit("started", **cause)
        self.stack.extend(Enter(target, (), ()) for target in reversed(self.unit.plan.start))

    def resume(self, token: Token, event: Answer | None) -> None:
        """Tell a waiting node that something happened."""
        self.stack.append(Work(token, "resume", event))

    def retry(self, token: Token) -> None:
        """Do again what became an incident."""
        stopped = token.incident or {}
        self.emit("retried", token)
        event = stopped.get("event")
        answer = Answer(event["outcome"], event["output"]) if event else None
        self.stack.append(Work(token, stopped.get("phase", "enter"), answer))

    def skip(self, token: Token, outcome: str, by: str, reason: str) -> None:
        """Leave what became an incident by an outcome that somebody chose."""
        self.emit("retried", token, by=by, reason=reason, outcome=outcome)
        self.stack.append(Work(token, f"{SKIP}{outcome}"))

    def cancel(self, by: str, reason: str | None) -> None:
        """End the instance wherever it stands."""
        for token in list(self.state.tokens):
            self.let_go(token)
        for stay in self.state.stays:
            cancel_timers(self.unit, stay, stay.timers)
        self.emit("cancelled", by=by, reason=reason)

    def fire_due(self) -> None:
        """Fire every timer whose moment has come, in the order in which they were due, each once."""
        # What stands for the next turn fires with whatever else is due by then.
        while not self._turned:
            due = [
                (timer.due, position, token, timer)
                for position, token in enumerate((*self.state.tokens, *self.state.stays))
                for timer in token.timers
                if timer.due <= self.now and token.incident is None
            ]
            if not due:
                return
            _, _, token, timer = min(due, key=lambda one: one[:2])
            if self._retiming.counted_again(token, timer).due > self.now:
                continue
            cancel_timers(self.unit, token, [timer])
            if timer.key == MOMENT or timer.key.startswith(TURN):
                self.emit("moment", token, key=timer.key)
            else:
                self.emit("limit", token, key=timer.key, number=timer.number)
                self._retiming.again(token, timer)
            if (scope := self.unit.plan.scopes.get(token.node)) is not None:
                phase = limit_phase(timer.key, timer.number)
                self.stack.append(Work(self._stays.first_in(scope), f"{SCOPE}{token.node}/{phase}"))
            else:
                set_due(self.unit, token)
                self.stack.append(Work(token, self._phase_of(timer)))
            self.go()

    def _phase_of(self, timer: Timer) -> str:
        """What a token does whose moment has come."""
        if timer.key.startswith(TURN):
            self._turn = int(timer.key.removeprefix(TURN))
            return "enter"
        return "resume" if timer.key == MOMENT else limit_phase(timer.key, timer.number)

    def count_again(self) -> None:
        """Calendars have changed: every deadline in working time comes due by them as they stand."""
        self._retiming.count_all()
        self.fire_due()

    def go(self) -> None:
        """Move on until every token rests. Raises NodeFailed."""
        while self.stack:
            work = self.stack.pop()
            if isinstance(work, Enter):
                self._enter(work)
            else:
                self._perform(work)

    def emit(self, kind: str, token: Token | None = None, **data: Any) -> None:
        """Let an event happen."""
        node, visit = (token.node, token.visit) if token else (None, None)
        self.happen(kind, node, visit, data)

    def reached(self, token: Token, states: tuple[str, ...], kind: str, **data: Any) -> None:
        """A task came to one of these states: the timers that held until then are taken away."""
        ended = [timer for timer in token.timers if timer.until in states]
        cancel_timers(self.unit, token, ended)
        self.emit(kind, token, ends=states, **data)
        if ended:
            set_due(self.unit, token)

    def ask_next(self, token: Token, round_id: str, slot: int, person: str) -> None:
        """Ask the next approver of a sequence."""
        due = min((timer.due for timer in token.timers), default=None)
        task = make_task(self.unit, token, "approval", person, due, round_id=round_id, slot=slot)
        self.emit("asked", token, tasks=[task], round=round_id)

    def save(self) -> None:
        """Store what happened: instance, events, the record's flow state and the change entry."""
        if not self.state.tokens and self.state.state == "waiting":
            self.emit("completed")
        state = self.state.state
        if state in ("completed", "cancelled"):
            self.instance.ended_at = self.now
        if not self._events:
            return
        save(self.unit.tx, self.instance, self._events)
        if state not in (self._before, "waiting") and self.instance.caller is not None:
            tell_caller(self.unit, self.instance)
        if state != self._before:
            self.unit.subject.show_flow_state(self.instance.id, state)
            patch = [{"op": "set", "path": ["state"], "before": self._before, "after": state}]
            name = f"{self.instance.app}.{self.instance.workflow}"
            change_of(self.unit.tx).entry(
                "instance", name, self.instance.id, "change" if self._before else "create", patch
            )

    # Entering and performing.

    def _enter(self, work: Enter) -> None:
        if work.target == END:
            if work.scopes:
                self.branches.end(work.scopes)
            self._stays.close_empty()
            return
        node = self._nodes[work.target]
        if node.type.shape == "join" and work.join is None:
            self.branches.arrive(node, work.scopes)
            self._stays.close_empty()
            return
        visit = self.state.visits.get(node.key, 0) + 1
        data: dict[str, Any] = {"scopes": [list(one) for one in work.scopes], "parameters": self.parameters(node)}
        if work.join:
            data["join"] = work.join
        if anew := self._counted_anew(work):
            data["anew"] = anew
        self.happen("entered", node.key, visit, data)
        token = self.state.tokens[-1]
        self._stays.close_empty()
        if work.join:
            self._perform(Work(token, "resume", Answer("joined", {"arrived": work.arrived})))
        else:
            self._perform(Work(token, "enter"))

    def _counted_anew(self, work: Enter) -> list[str]:
        """The bounded nodes whose loop is entered here from outside, not for the first time."""
        loops = self.unit.plan.loops.items()
        entered = [key for key, loop in loops if work.target in loop and loop.isdisjoint(work.came_from)]
        return [key for key in entered if key in self.state.visits]

    def _perform(self, work: Work) -> None:
        token = work.token
        phase = Phase(token.node, token.visit, work.phase)
        opening = Phase(token.node, token.visit, "open")
        if work.phase == "enter" and opening not in self._failures:
            with self._failing_as(opening):
                self._stays.open(token)
        if (problem := self._failures.get(opening) or self._failures.get(phase)) is not None:
            event = work.event.dump() if work.event else None
            self.emit("incident", token, phase=work.phase, event=event, **problem)
            return
        with self._failing_as(phase):
            step = self._step(token, work) if self._has_time_for(work) else self._next_turn()
            if not self._only_moves(token, step):
                self.protect()
            self._take(token, step, at_once=work.phase == "enter")

    @contextmanager
    def _failing_as(self, phase: Phase) -> Iterator[None]:
        """What a node cannot do becomes a NodeFailed; what is not the node's fault goes on to whoever asked for it."""
        try:
            yield
        except StaleRevision as error:
            raise LostRace from error
        except (Unavailable, StalePlan, sa.exc.DBAPIError):
            # Not the node's fault: the whole transition is tried again, or refused, by whoever asked for it.
            raise
        except PlatformError as error:
            raise NodeFailed(phase, problem_of(error)) from error
        except Exception as error:
            unforeseen = StepFailed(reference=new_id()[-8:])
            _log.error("workflow step failed", phase=phase, reference=unforeseen.context["reference"], exc_info=error)
            raise NodeFailed(phase, problem_of(unforeseen)) from error

    def _has_time_for(self, work: Work) -> bool:
        """Whether this transaction does more. What a rest led to is done always: somebody waits for its answer."""
        self._steps += 1
        return work.phase != "enter" or self._steps <= MAX_STEPS

    def _next_turn(self) -> Turn:
        if self._turn == MAX_TURNS:
            raise TooManySteps(limit=MAX_STEPS * MAX_TURNS)
        self._turned = True
        return Turn(self._turn + 1)

    def _only_moves(self, token: Token, step: Step | Turn | LeaveScope) -> bool:
        """True for a step that writes nothing before `save`, so that nothing need be undone should a later one fail."""
        if isinstance(step, Leave):
            return not step.effects and not self._nodes[token.node].type.waits
        return isinstance(step, (Split, Hold))

    def _step(self, token: Token, work: Work) -> Step | LeaveScope:
        if work.phase.startswith(SKIP):
            return Leave(work.phase.removeprefix(SKIP))
        if work.phase.startswith(SCOPE):
            return self._stays.limit(*work.phase.removeprefix(SCOPE).split("/"))
        node = self._nodes[token.node]
        check_current(node)
        limit, firing = limit_of(node.limits, work.phase)
        run = NodeRun(self.unit, token, node, firing)
        if work.phase == "enter":
            rounds = token.visit - self.state.before.get(node.key, 0)
            if node.most_visits is not None and rounds > (run.value(node.most_visits) or 0):
                return Leave(TOO_OFTEN)
            return node.type.enter(run)
        if limit is None:
            return node.type.resume(run, work.event)
        effects = run.deeds([limit.deeds], work.phase)
        if limit.leave_by is not None:
            return Leave(limit.leave_by, {}, effects)
        carry_out(self.unit, token, effects)
        for deed in limit.deeds:
            if (act := deed.on_tasks(run)) is not None:
                self._do_to_tasks(token, limit.key, act)
        return Hold()

    # Carrying out what a node answered.

    def _take(self, token: Token, step: Step | Turn | LeaveScope, *, at_once: bool) -> None:
        if isinstance(step, Leave):
            self._leave(token, step, at_once)
        elif isinstance(step, Ask):
            timers = self._limit_timers(token, step.persons)
            due = min((timer.due for timer in timers), default=step.due)
            self.emit("asked", token, **ask(self.unit, token, step, due))
            self.set_timers(token, timers)
        elif isinstance(step, Pause):
            self.set_timers(token, [Timer(MOMENT, step.until, "done")])
        elif isinstance(step, AskByMessage):
            carry_out(self.unit, token, [Tell(step.message, step.persons, asks=True)])
            self.set_timers(token, self._limit_timers(token, step.persons))
        elif isinstance(step, Send):
            place_send(self.unit, token, step, self.emit)
            if step.number == 1 and step.request is not None:
                self.set_timers(token, self._limit_timers(token, ()))
        elif isinstance(step, Split):
            self._split(token)
        elif isinstance(step, Call | RunPeriod):
            timers = self._limit_timers(token, ())
            told = call(self.unit, token, step) if isinstance(step, Call) else run_period(self.unit, token, step)
            self.emit("called", token, **told)
            self.set_timers(token, timers)
        elif isinstance(step, LeaveScope):
            self._stays.leave(step)
        elif isinstance(step, Turn):
            self.set_timers(token, [Timer(f"{TURN}{step.number}", self.now, "done")])

    def _leave(self, token: Token, step: Leave, at_once: bool) -> None:
        target = self._nodes[token.node].next(step.outcome)
        if target is None:
            raise NoWayOn(outcome=step.outcome)
        output = {**step.output, **carry_out(self.unit, token, step.effects)}
        if not at_once:
            self.let_go(token)
        self.emit("left", token, outcome=step.outcome, output=output)
        self.stack.append(Enter(target, token.scopes, (token.node,)))

    def _split(self, token: Token) -> None:
        targets = self._nodes[token.node].targets
        scope = Scope(token.node, token.visit, len(targets))
        self.emit("left", token, outcome="split", output={})
        self.stack.extend(Enter(target, (*token.scopes, scope), (token.node,)) for target in reversed(targets))

    def let_go(self, token: Token) -> None:
        """Close what the node left open: tasks, a round, timers."""
        if not self._nodes[token.node].type.waits and not token.timers:
            return
        if self._nodes[token.node].type.calls:
            cancel_calls(self.unit, token)
        if self._nodes[token.node].type.periodic:
            leave_period(self.unit, token)
        if self._nodes[token.node].type.sends:
            drop_sends(self.unit, token)
        if self._nodes[token.node].type.questions:
            drop_questions(self.unit, token)
        close_tasks(self.unit, token)
        cancel_timers(self.unit, token, token.timers)

    def _do_to_tasks(self, token: Token, rule: str, act: OnTasks) -> None:
        if isinstance(act, HandOver):
            hand_over(self.unit, token, act.persons, rule, self.emit)
            return
        if (answer := respond(self.unit, token, act.act, rule, self.emit)) is not None:
            self.stack.append(Work(token, "resume", answer))

    def _limit_timers(self, token: Token, persons: Sequence[str]) -> list[Timer]:
        node = self._nodes[token.node]
        run = NodeRun(self.unit, token, node)
        return first_timers(self.unit, run, node.limits, persons)

    def set_timers(self, token: Token, timers: list[Timer]) -> None:
        self.emit("waiting", token, timers=[timer.dump() for timer in timers])
        wake(self.unit, token, timers)

    def parameters(self, node: NodePlan | ScopePlan) -> dict[str, Any]:
        """What the node reads of the app's parameters, recorded with its visit."""
        if not node.parameters:
            return {}
        known = self.unit.parameters()
        return {key: known.get(key) for key in node.parameters}

    def happen(self, kind: str, node: str | None, visit: int | None, data: dict[str, Any]) -> None:
        number = self.instance.event_count + len(self._events) + 1
        event = Event(number, self.now, kind, node, visit, data)
        self.state.apply(event)
        self._events.append(event)
