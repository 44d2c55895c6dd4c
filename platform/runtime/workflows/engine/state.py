"""What an instance is: a fold over its events. The engine changes an instance in no other way.

Events, each with node and visit where it concerns one:

started    data: cause, data            entered    data: scopes, parameters, join, anew (bounded nodes counted anew)
waiting    data: timers
asked      data: tasks, round     seen, accepted   data: task, by, act        voted     data: slot, by, vote
transferred  data: task, from, to
answered   data: task, by, rule   limit, moment  data: key, number                left      data: outcome, output
retimed    data: timers, before (key -> due): a limit comes again, or its calendar has changed
sent       data: call, connection   returned   data: call, status
arrived    data: scopes           incident   data: phase, code, detail        retried, completed, cancelled
corrected  data: by, reason, outputs
moved      data: from, to (hashes), revision, by, move, keys (step -> what it is called now), parameters
ended      data: scopes, a branch that comes to no join                     dropped    data: by, depth

Of a scope of nodes, under its key and the number of the stay in it:

opened     data: parameters       waiting, limit, as above                        closed     data: outcome
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from ...storage.types import dump_moment, load_moment

LONGEST_STANDING = 240
# The name of what the trigger told, among the variables of nodes.
TRIGGER = "start"


class Scope(NamedTuple):
    """One firing of a parallel node, and how many branches its join waits for."""

    node: str
    visit: int
    branches: int

    @property
    def name(self) -> str:
        return f"{self.node}#{self.visit}"


class Event(NamedTuple):
    """One thing that happened to an instance. `data` is JSON."""

    number: int
    at: datetime
    kind: str
    node: str | None
    visit: int | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a limit is counted from: `length` after the moment `since` or (`ahead`) before it, then again and again.
    Texts are durations; `calendar` is the working calendar's key, None for the wall's clock."""

    since: datetime
    length: str
    ahead: bool
    every: str | None
    calendar: str | None

    def dump(self) -> dict[str, Any]:
        return {
            "since": dump_moment(self.since),
            "length": self.length,
            "ahead": self.ahead,
            "every": self.every,
            "calendar": self.calendar,
        }


@dataclass(slots=True)
class Timer:
    """A limit or a waiting time that has not fired. `until` names the task state that takes it away.

    Of one that comes again this is the `number`-th time, at the `place`-th of its moments: those missed together are
    done once. `again`: the revision of the instance at which it was last counted again; its job is named by it.
    """

    key: str
    due: datetime
    until: str
    number: int = 1
    place: int = 1
    counted: Counted | None = None
    again: int = 0

    @property
    def name(self) -> str:
        """What tells its job from others of the visit."""
        number = f"/{self.number}" if self.number > 1 else ""
        return f"{self.key}{number}" + (f"@{self.again}" if self.again else "")

    def dump(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"key": self.key, "due": dump_moment(self.due), "until": self.until}
        if self.counted is not None:
            kept |= {"number": self.number, "place": self.place, "counted": self.counted.dump(), "again": self.again}
        return kept


@dataclass(slots=True)
class Token:
    """Where one branch stands. `incident` is what stopped it: {"phase", "code", "detail", "event"}."""

    node: str
    visit: int
    scopes: tuple[Scope, ...]
    parameters: dict[str, Any]
    timers: list[Timer] = field(default_factory=list)
    incident: dict[str, Any] | None = None

    def dump(self) -> dict[str, Any]:
        return {
            "node": self.node,
            "visit": self.visit,
            "scopes": [list(scope) for scope in self.scopes],
            "parameters": self.parameters,
            "timers": [timer.dump() for timer in self.timers],
            "incident": self.incident,
        }


@dataclass(slots=True)
class State:
    """The stored state of an instance: waiting, completed, incident (a token is stuck) or cancelled."""

    state: str = "waiting"
    tokens: list[Token] = field(default_factory=list)
    # Of each firing of a parallel node: how many branches came to its join, and how many ended before.
    joins: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)
    # The stays in scopes of nodes, each with its timers.
    stays: list[Token] = field(default_factory=list)
    visits: dict[str, int] = field(default_factory=dict)
    variables: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Of bounded nodes: the visits before their loop was entered last.
    before: dict[str, int] = field(default_factory=dict)

    def at(self, node: str | None, visit: int | None) -> Token | None:
        """The token that stands at a visit of a node, or the stay in a scope; or None."""
        standing = (*self.tokens, *self.stays)
        return next((token for token in standing if (token.node, token.visit) == (node, visit)), None)

    def apply(self, event: Event) -> None:
        """Take in one event. Kinds without an effect on the state are kept for readers."""
        act = _EFFECTS.get(event.kind)
        if act is not None:
            act(self, event)

    def standing(self) -> str:
        """The column `standing`: the nodes at which tokens are, each once."""
        places = ""
        for node in sorted({token.node for token in self.tokens}):
            longer = f"{places} {node}".lstrip()
            if len(longer) > LONGEST_STANDING:
                break
            places = longer
        return places

    def dump(self) -> dict[str, Any]:
        """The columns `state`, `tokens` and `variables`."""
        tokens: dict[str, Any] = {
            "tokens": [token.dump() for token in self.tokens],
            "joins": self.joins,
            "visits": self.visits,
        }
        # Absent where nothing is in it, as in all that was stored before it was known.
        if self.ended:
            tokens["ended"] = self.ended
        if self.stays:
            tokens["stays"] = [stay.dump() for stay in self.stays]
        if self.before:
            tokens["before"] = self.before
        return {"state": self.state, "tokens": tokens, "variables": self.variables}


def load_state(state: str, tokens: Mapping[str, Any], variables: dict[str, dict[str, Any]]) -> State:
    """The state that `State.dump` gave."""
    standing = [_load_token(raw) for raw in tokens["tokens"]]
    stays = [_load_token(raw) for raw in tokens.get("stays", ())]
    ended, before = tokens.get("ended", {}), tokens.get("before", {})
    return State(state, standing, tokens["joins"], ended, stays, tokens["visits"], variables, before)


def replay(events: Iterable[Event]) -> State:
    """The state after these events."""
    state = State()
    for event in events:
        state.apply(event)
    return state


def _load_token(raw: Mapping[str, Any]) -> Token:
    return Token(
        raw["node"],
        raw["visit"],
        _scopes(raw["scopes"]),
        raw["parameters"],
        [_load_timer(timer) for timer in raw["timers"]],
        raw["incident"],
    )


def _load_timer(raw: Mapping[str, Any]) -> Timer:
    timer = Timer(raw["key"], load_moment(raw["due"]), raw["until"])
    if (counted := raw.get("counted")) is not None:
        timer.number, timer.place, timer.again = raw["number"], raw["place"], raw["again"]
        timer.counted = Counted(**{**counted, "since": load_moment(counted["since"])})
    return timer


def _scopes(raw: Iterable[Iterable[Any]]) -> tuple[Scope, ...]:
    return tuple(Scope(*scope) for scope in raw)


def _started(state: State, event: Event) -> None:
    # What expressions read as trigger.<name>; no node has this key.
    if told := event.data.get("data"):
        state.variables[TRIGGER] = told


def _entered(state: State, event: Event) -> None:
    assert event.node is not None
    assert event.visit is not None
    state.before |= {node: state.visits[node] for node in event.data.get("anew", ())}
    state.visits[event.node] = event.visit
    if joined := event.data.get("join"):
        _forget(state, joined)
    state.tokens.append(Token(event.node, event.visit, _scopes(event.data["scopes"]), event.data["parameters"]))


def _waiting(state: State, event: Event) -> None:
    _the(state, event).timers = [_load_timer(timer) for timer in event.data["timers"]]


def _accepted(state: State, event: Event) -> None:
    token = _the(state, event)
    token.timers = [timer for timer in token.timers if timer.until not in event.data["ends"]]


def _limit(state: State, event: Event) -> None:
    token = _the(state, event)
    token.timers = [timer for timer in token.timers if timer.key != event.data["key"]]


def _retimed(state: State, event: Event) -> None:
    token = _the(state, event)
    fresh = [_load_timer(timer) for timer in event.data["timers"]]
    keys = {timer.key for timer in fresh}
    token.timers = [*(timer for timer in token.timers if timer.key not in keys), *fresh]


def _left(state: State, event: Event) -> None:
    token = _the(state, event)
    _take_off(state, token)
    outcome = {"outcome": event.data["outcome"], "visits": token.visit}
    state.variables[token.node] = event.data["output"] | outcome


def _arrived(state: State, event: Event) -> None:
    name = _scopes(event.data["scopes"])[-1].name
    state.joins[name] = state.joins.get(name, 0) + 1


def _ended(state: State, event: Event) -> None:
    scope = _scopes(event.data["scopes"])[-1]
    state.ended[scope.name] = state.ended.get(scope.name, 0) + 1
    if state.ended[scope.name] == scope.branches:
        _forget(state, scope.name)


def _dropped(state: State, event: Event) -> None:
    token = _the(state, event)
    _take_off(state, token)
    # Of what was split further inside, nothing goes on.
    for scope in token.scopes[event.data["depth"] :]:
        _forget(state, scope.name)


def _opened(state: State, event: Event) -> None:
    assert event.node is not None
    assert event.visit is not None
    state.visits[event.node] = event.visit
    state.stays.append(Token(event.node, event.visit, (), event.data["parameters"]))


def _closed(state: State, event: Event) -> None:
    stay = _the(state, event)
    state.stays.remove(stay)
    state.variables[stay.node] = {"outcome": event.data["outcome"], "visits": stay.visit}


def _forget(state: State, scope: str) -> None:
    state.joins.pop(scope, None)
    state.ended.pop(scope, None)


def _take_off(state: State, token: Token) -> None:
    state.tokens.remove(token)
    if token.incident is not None:
        _go_on(state)


def _go_on(state: State) -> None:
    if all(token.incident is None for token in state.tokens):
        state.state = "waiting"


def _incident(state: State, event: Event) -> None:
    _the(state, event).incident = event.data
    state.state = "incident"


def _retried(state: State, event: Event) -> None:
    _the(state, event).incident = None
    _go_on(state)


def _corrected(state: State, event: Event) -> None:
    for node, outputs in event.data["outputs"].items():
        state.variables[node] = state.variables[node] | outputs


def _moved(state: State, event: Event) -> None:
    """On in another revision: whatever was kept under the key of a step is kept under its new one."""
    keys = event.data["keys"]

    def called(key: str) -> str:
        return str(keys.get(key, key))

    def firings(counts: dict[str, int]) -> dict[str, int]:
        parts = ((*name.partition("#"), count) for name, count in counts.items())
        return {f"{called(node)}#{visit}": count for node, _, visit, count in parts}

    for token in (*state.tokens, *state.stays):
        token.node = called(token.node)
        token.scopes = tuple(scope._replace(node=called(scope.node)) for scope in token.scopes)
    state.joins, state.ended = firings(state.joins), firings(state.ended)
    state.visits = {called(node): visit for node, visit in state.visits.items()}
    state.before = {called(node): visit for node, visit in state.before.items()}
    state.variables = {called(node): told for node, told in state.variables.items()}
    for node, visit, parameters in event.data["parameters"]:
        token_at = state.at(node, visit)
        assert token_at is not None
        token_at.parameters = parameters


def _completed(state: State, event: Event) -> None:
    state.state = "completed"


def _cancelled(state: State, event: Event) -> None:
    state.state = "cancelled"
    state.tokens.clear()
    state.joins.clear()
    state.ended.clear()
    state.stays.clear()


def _the(state: State, event: Event) -> Token:
    token = state.at(event.node, event.visit)
    assert token is not None, "an event for a visit that is not open"
    return token


_EFFECTS = {
    "started": _started,
    "entered": _entered,
    "waiting": _waiting,
    "seen": _accepted,
    "accepted": _accepted,
    "limit": _limit,
    "moment": _limit,
    "retimed": _retimed,
    "left": _left,
    "arrived": _arrived,
    "ended": _ended,
    "dropped": _dropped,
    "opened": _opened,
    "closed": _closed,
    "incident": _incident,
    "retried": _retried,
    "corrected": _corrected,
    "moved": _moved,
    "completed": _completed,
    "cancelled": _cancelled,
}
