"""What a trigger is: a type says what a workflow listens to; whoever causes it tells `starting.start`.

In a workflow's document it is {"type", "form", "where", …settings of the type}. A type that hears writes of records
derives from `WriteTrigger` and is asked in the writing transaction; one that waits for moments writes its jobs in
`watch`; others are started by whoever makes them happen: a person, an alarm, a request from outside.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from marshmallow import Schema

from ..context import Context
from ..definitions import Plans
from ..expressions import Type
from ..forms import FormPlan
from ..registry import Registry
from ..storage import Transaction

T = TypeVar("T", bound=type)
Values = Mapping[str, Any]
Fits = Callable[[Values | None, Values], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Listener:
    """A published workflow and what it listens to. `form` is None where instances are about no record. `fits` is for
    writes of records; `where` is compiled over the form's names (and trigger.*), and reads `parameters`."""

    app: str
    workflow: str
    hash: str
    type: "TriggerType"
    settings: Values
    form: FormPlan | None
    fits: Fits | None
    where: Callable[[Values], Any] | None
    parameters: Values

    @property
    def name(self) -> str:
        """The workflow's name: "app.key"."""
        return f"{self.app}.{self.workflow}"

    def holds(self, data: Values) -> bool:
        """Whether the workflow's condition holds for these data."""
        return self.where is None or self.where({**data, "param": self.parameters}) is True


@dataclass(frozen=True, slots=True)
class Write:
    """A write of a record, as the writing transaction sees it. `data` is what rules and checks read: record, before,
    actor, now; before is None where the record is new."""

    plan: FormPlan
    event: str  # create, change, delete
    data: Mapping[str, Any]
    change_id: str


class TriggerType:
    """One thing that may start a workflow. The class docstring is its help text."""

    key: str = ""
    label: ClassVar[dict[str, str]]
    # "record": it names a form, and each instance is about one record of it; "nothing": instances are about no record;
    # "either": as the document says.
    about: ClassVar[str] = "record"

    class Settings(Schema):
        """No settings."""

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """What no setting can be asked by itself. Raises InvalidDefinition with a pointer into the trigger."""

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        """What is known of the start, read by the workflow as trigger.<name>."""
        return {}

    def watch(self, context: Context, tx: Transaction, listener: Listener) -> None:
        """Called whenever something was published, for each workflow that listens: see to it that the next moment
        stands as a job. Writing what stands already does no harm, by the job's key."""


class WriteTrigger(TriggerType):
    """Hears writes of records. `events` are of create, change, delete."""

    events: ClassVar[tuple[str, ...]] = ()

    def fitting(self, settings: Mapping[str, Any], form: FormPlan) -> Fits:
        """Made once per publishing: whether a write from `before` to `after` (values of fields) is heard."""
        return lambda before, after: True

    def heard(self, context: Context, tx: Transaction, listener: Listener, write: Write) -> bool:
        """A write fits, and `where` holds. True: the workflow starts now; a type that waits for a moment of the record
        writes its job and says False."""
        return True


trigger_types: Registry[TriggerType] = Registry(
    "loomwork.runtime.triggers.types", "loomwork.triggers", {"zh-CN": "触发方式", "en": "trigger"}
)


def trigger_type(key: str) -> Callable[[T], T]:
    """Class decorator: registers a trigger type."""
    return trigger_types.registers(key)  # type: ignore[return-value]  # the registry's decorator returns what it is given
