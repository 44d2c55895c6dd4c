"""What a node is: a type says what should happen next, the engine does it.

`enter` is asked when a token comes to the node, `resume` when something it waited for has happened. Both return a step:
`Leave` by an outcome, `Pause` until a moment, `Ask` people, `Split` into branches. A step may carry effects: values for
the record, messages, a decision to be logged. Each effect is a class with a key, carried out by the module of
`engine/effects/` that bears it. Nodes never sleep, send or save, so entering one twice does no harm.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar
from zoneinfo import ZoneInfo

from marshmallow import Schema

from ..expressions import Question, Type
from ..forms import FormPlan
from ..ledgers import Entry, LedgerPlan
from ..localized import Localized
from ..rankings import Left, Ranked
from ..records import Record
from ..registry import Registry
from .period_runs.step import RunPeriod

N = TypeVar("N", bound=type)

# What time is counted by: 自然时间, or 工作时间.
CLOCKS = ("wall", "working")


class Effect:
    """What a step does besides moving on. `key` names the module of engine/effects/ that carries it out."""

    __slots__ = ()
    key: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Change(Effect):
    """Change the instance's record. Values are JSON, as a person would send them."""

    key = "change"
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark(Effect):
    """Change another record: a candidate that was chosen. Values are JSON."""

    key = "mark"
    form: FormPlan
    record: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tell(Effect):
    """Send a message to persons, once per visit of the node and `name`."""

    key = "tell"
    message: str
    persons: Sequence[str]
    name: str = "told"
    # (title, text) of the platform's own, in place of those that the app's message has.
    words: tuple[Mapping[str, str], Mapping[str, str]] | None = None
    # Whether the step waits for an answer to it.
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Decide(Effect):
    """Log how somebody was chosen, in JSON, see dispatching/logged.py. `group` is what a ranking's cooldown goes by;
    `deviations`: the rules it departs from, and by how much; `reads`: paths that it reads and whose values are kept."""

    key = "decide"
    ranking: str
    rule: str
    chosen: str | None
    candidates: Sequence[Mapping[str, Any]]
    excluded: Sequence[Mapping[str, Any]]
    details: Mapping[str, Any] = field(default_factory=dict)
    group: str | None = None
    deviations: Mapping[str, str] = field(default_factory=dict)
    reads: Sequence[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a node chose at an earlier visit, and when."""

    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PutIn(Effect):
    """Put the instance's record into a pool. `words`: the cause, where one is known."""

    key = "put_in"
    pool: str
    words: Localized | None


@dataclass(frozen=True, slots=True)
class Create(Effect):
    """Make a record; its id becomes the output `record`. Values are JSON. `gates=False`: gates do not hold for it."""

    key = "create"
    form: FormPlan
    values: Mapping[str, Any]
    gates: bool = True


@dataclass(frozen=True, slots=True)
class Update(Effect):
    """Change a record that was read before, the instance's where none is named. `gates=False`: required fields may be
    emptied, stages move freely. Who changed it meanwhile lets the whole transition begin anew."""

    key = "update"
    values: Mapping[str, Any]
    record: Record | None = None
    gates: bool = True


@dataclass(frozen=True, slots=True)
class HandOver:
    """A limit gives each open to-do of the visit to the first of these persons who holds none of them."""

    persons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Respond:
    """A limit answers every open to-do of the visit in its own name: one of the type's `acts`."""

    act: str


OnTasks = HandOver | Respond


@dataclass(frozen=True, slots=True)
class Leave:
    """Go on by `outcome`. `output` (JSON) is what later nodes read as nodes.<key>.<name>; effects may add to it."""

    outcome: str
    output: Mapping[str, Any] = field(default_factory=dict)
    effects: Sequence[Effect] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait until a moment; then `resume` is asked with the event None."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """Give each person a task and wait. With `round` they are the slots of an approval round. `due`: what the task
    shows where no limit is ahead, such as the moment at which it became late."""

    persons: Sequence[str]
    round: "Round | None" = None
    kind: str = "task"
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The rules of an approval round, see approvals/outcome.py. `rule` is the person expression that was resolved."""

    mode: str
    reject_rule: str
    ratio: int
    rule: Any


@dataclass(frozen=True, slots=True)
class AskByMessage:
    """Send persons a message that offers answers, and wait for the first."""

    message: str
    persons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Split:
    """Go on along every edge at once."""


@dataclass(frozen=True, slots=True)
class Send:
    """Ask the outside. `number` counts the requests of a visit; without a `request` (JSON) that one is sent again."""

    number: int
    connection: str = ""
    request: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Go on waiting: what happened does not end the visit."""


@dataclass(frozen=True, slots=True)
class Called:
    """One run of a called workflow: the record it is about, and what it is told (JSON)."""

    record: str | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """Let another workflow of the app run once for each of `runs`, up to `at_once` at the same time, and wait for all.
    With `collects` a run that stops with an incident is counted as failed, and is not waited for any longer."""

    workflow: str
    runs: Sequence[Called]
    at_once: int = 1
    collects: bool = False


Step = Leave | Pause | Ask | AskByMessage | Split | Hold | Call | RunPeriod | Send


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person did with a task. `outcome` is done or declined; for a vote it is the round's, "open" so far."""

    outcome: str
    output: Mapping[str, Any] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        return {"outcome": self.outcome, "output": dict(self.output)}


class Run(Protocol):
    """What a node sees while it runs; provided by the engine."""

    key: str
    visit: int
    settings: Mapping[str, Any]
    now: datetime
    zone: ZoneInfo
    # Of the record.
    form: FormPlan
    # How many times the limit at work has fired, this time counted; 1 where none is at work.
    firing: int

    def value(self, expression: Any, **scopes: Mapping[str, Any]) -> Any:
        """The value of an expression setting; `scopes` are added to what it may read."""

    @property
    def about(self) -> Mapping[str, Any]:
        """Stored values of what the instance is about, by field."""

    def moment_after(self, duration: Any, since: datetime | None = None, *, clock: str = "wall") -> datetime:
        """The moment a duration setting (ISO 8601 or {"param": key}) from now, or `since`, by the wall's or the
        company's working clock."""

    def people(self, expression: Any) -> list[str]:
        """The ids of the persons that a person expression names at this moment."""

    def superior_of(self, person: str) -> str | None:
        """The person's manager at this moment."""

    @property
    def initiator(self) -> str | None:
        """The person who made the record."""

    def rank(self, ranking: str, excluded: Mapping[str, Left]) -> Ranked:
        """Ranked candidates for the record, those of `excluded` (person -> reason) left out."""

    def rows(self, condition: Question, sort: Sequence[str], limit: int) -> list[Record]:
        """The rows of another form that a condition finds, read as the app, in order."""

    def items(self, expression: Any) -> Sequence[Any]:
        """The items of a list, whole rows among them (mappings), which an expression could not look into."""

    def record(self, form: FormPlan, id: str) -> Record | None:
        """A record as the app reads it; None for one that is not there."""

    def ledger(self, key: str) -> LedgerPlan:
        """A ledger of this app, or "other_app.key"."""

    def posted(self, ledger: LedgerPlan, step: str) -> Entry | None:
        """What a step of this workflow posted at its last visit."""

    def bears(self, ledger: LedgerPlan, account: str | None, amount: int) -> bool:
        """Whether an account, held from here on, can bear an entry."""

    def figure(self, condition: Question, operator: str, field: str | None) -> Any:
        """A figure over all rows that a condition finds: "sumifs", "countifs" and so on of a field."""

    def chosen_before(self) -> list[Chosen]:
        """Whom this node chose at earlier visits, first to last."""

    def draw(self, count: int) -> tuple[str, int]:
        """The number drawn for this visit, the same whenever it is asked, and the place it stands for among `count`."""

    def deeds(self, deeds: Sequence[Any], name: str = "then") -> list[Effect]:
        """The effects of deeds (see definition/deeds/); `name` tells their messages from others of the visit."""


class NodeType:
    """One type of node. The class docstring is its help text."""

    key: str = ""
    label: ClassVar[dict[str, str]]
    outcomes: ClassVar[tuple[str, ...]] = ("done",)
    # Those that some settings bring besides, or instead; see outcomes_of.
    further_outcomes: ClassVar[tuple[str, ...]] = ()
    # What outcomes are called where people read of them.
    words: ClassVar[Mapping[str, Localized]] = {}
    # True when a token may rest here; a way back must pass such a node.
    waits: ClassVar[bool] = False
    # True when it takes deadlines (`limits`), as every node does that waits for people.
    takes_limits: ClassVar[bool] = False
    # The answers that a rule may give in people's place, see deeds/act.py.
    acts: ClassVar[tuple[str, ...]] = ()
    # Outcomes that need no edge: without one of its own, a step stops with an incident instead.
    optional: ClassVar[frozenset[str]] = frozenset()
    # True when it asks the outside: `receive` reads what comes back.
    sends: ClassVar[bool] = False
    # True when it asks by messages.
    questions: ClassVar[bool] = False
    # "split" and "join" have their place in the shape of the graph; all others are "step".
    shape: ClassVar[str] = "step"
    # True when it lets the workflow of its setting `workflow` run.
    calls: ClassVar[bool] = False
    periodic: ClassVar[bool] = False  # True when it works rows out for a period, see period_runs/

    class Settings(Schema):
        """No settings."""

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """What no setting can be asked by itself; `names` is names.Names. Raises InvalidDefinition with a pointer."""

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        """The outcomes of a node with these settings."""
        return self.outcomes

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        """All that later steps read of a node with these settings, which have passed the schema and are not yet made
        ready, by the way to it ("total", "first.amount"): of the columns of a list the type of one value. What lies
        inside an ANY or a LIST without ways of its own is not known. `names` is names.Names."""
        return {}

    def acts_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        """The answers that a rule may give at a node with these settings."""
        return self.acts

    def replies_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        """How whoever is asked here may reply: nobody who decides accepts first."""
        acts = self.acts_of(settings)
        return acts if not acts or "approve" in acts else ("accept", *acts)

    def outcome_titles(self, settings: Mapping[str, Any]) -> Mapping[str, Localized]:
        """Titles of outcomes; one without is called by its key."""
        return self.words

    def receive(self, settings: Mapping[str, Any], status: int, body: bytes) -> Answer:
        """Of what calls out: the answer that came back, as `resume` is told it. Raises PlatformError."""
        raise NotImplementedError

    def waits_for(self, settings: Mapping[str, Any], branches: int, parameters: Mapping[str, Any]) -> int:
        """Of a join: how many of so many branches are enough, by the parameters as they are now."""
        return branches

    def enter(self, run: Run) -> Step:
        """What happens when a token comes here."""
        raise NotImplementedError

    def resume(self, run: Run, event: Answer | None) -> Step:
        """What happens when a person answered, branches came to a join, what was called has ended, or (None) the
        moment of a Pause has come."""
        raise NotImplementedError


node_types: Registry[NodeType] = Registry(
    "loomwork.runtime.workflows.nodes", "loomwork.nodes", {"zh-CN": "节点类型", "en": "step type"}
)


def node_type(key: str) -> Callable[[N], N]:
    """Class decorator: registers a node type."""
    return node_types.registers(key)  # type: ignore[return-value]  # the registry's decorator returns what it is given
