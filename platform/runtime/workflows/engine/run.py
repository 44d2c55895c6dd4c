"""What a node sees while it runs: its settings, the record, parameters as they were when it was entered, people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from ...calendars import after, calendar_plan, formula_days, working_after
from ...expressions import Question
from ...expressions.operators import operators
from ...expressions.questions import answer_type
from ...forms import FormPlan, form_plan
from ...forms.environment import load_parameters, row_types
from ...identifiers import is_id
from ...ledgers import Entry, LedgerPlan, available, entry_named, ledger_plan
from ...people import organisation_of, resolve_people
from ...rankings import Left, Ranked, rank, ranking_plan
from ...records import Record
from ...records.derived.asking import Asking
from ...records.querying.compiler import Reading
from ...triggers.body_paths import value_at
from ..definition.deeds import Deed
from ..definition.plan import NodePlan, ScopePlan
from ..dispatching.decisions import chosen_before, person_facts
from ..dispatching.drawing import drawn
from ..node import CLOCKS, Chosen, Effect
from .asking import holders
from .outputs import read_outputs, read_told
from .state import TRIGGER, Token
from .unit import Unit


class NodeRun:
    """Implements node.Run for one visit of a node, or one stay in a scope."""

    def __init__(self, unit: Unit, token: Token, node: NodePlan | ScopePlan, firing: int = 1) -> None:
        self.key = node.key
        self.visit = token.visit
        self.settings: Mapping[str, Any] = node.settings
        self.now: datetime = unit.now
        self.form: FormPlan = unit.plan.form
        self.firing = firing
        self.zone = ZoneInfo(unit.context.workspace.zone)
        self._unit = unit
        self._token = token

    @property
    def initiator(self) -> str | None:
        return self._unit.instance.initiator

    def value(self, expression: Any, **scopes: Mapping[str, Any]) -> Any:
        return expression(_Lazy(self.data, scopes) if scopes else self.data)

    def duration(self, duration: Any) -> str:
        """A duration setting as text."""
        text = self._token.parameters.get(duration["param"]) if isinstance(duration, dict) else duration
        # A parameter without a value is no duration either, and says so.
        return str(text)

    def moment_after(self, duration: Any, since: datetime | None = None, *, clock: str = CLOCKS[0]) -> datetime:
        workspace, since, length = self._unit.context.workspace, since or self.now, self.duration(duration)
        if clock == CLOCKS[0]:
            return after(since, length, workspace.zone)
        return working_after(since, length, calendar_plan(workspace, self._unit.plans).working)

    def people(self, expression: Any) -> list[str]:
        unit = self._unit
        names = {"initiator": self.initiator, "assignee": holders(unit, self._token)}
        data = _Lazy(self.data, names)
        return resolve_people(unit.context, unit.tx.connection, expression, data, app=unit.instance.app, at=self.now)

    def superior_of(self, person: str) -> str | None:
        return organisation_of(self._unit.context.workspace, self._unit.tx.connection).manager(person, self.now)

    def rank(self, ranking: str, excluded: Mapping[str, Left]) -> Ranked:
        unit = self._unit
        plan = ranking_plan(unit.plans, unit.instance.app, ranking)
        return rank(
            unit.context,
            unit.tx,
            unit.plans,
            plan,
            self.data,
            excluded=excluded,
            facts=lambda group: person_facts(unit.tx, unit.instance.app, group),
        )

    def rows(self, condition: Question, sort: Sequence[str], limit: int) -> list[Record]:
        ids = self._asking.found(condition, self.data, sort, limit)
        found = {record.id: record for record in self._reading(condition.form).some(ids)} if ids else {}
        return [found[id] for id in ids]

    def items(self, expression: Any) -> Sequence[Any]:
        way = expression.tree.get("var") if isinstance(expression.tree, Mapping) else None
        found = value_at(self.data, way) if isinstance(way, str) else None
        # Rows are mappings, which are no values of expressions.
        if isinstance(found, list) and any(isinstance(one, Mapping) for one in found):
            return found
        return list(self.value(expression) or ())

    def record(self, form: FormPlan, id: str) -> Record | None:
        found = self._reading(form.name).some([id]) if is_id(id) else []
        return found[0] if found else None

    def ledger(self, key: str) -> LedgerPlan:
        return ledger_plan(self._unit.plans, self._unit.instance.app, key)

    def posted(self, ledger: LedgerPlan, step: str) -> Entry | None:
        id = self._unit.instance.state.variables.get(step, {}).get("entry")
        return None if id is None else entry_named(self._unit.tx, ledger, id)

    def bears(self, ledger: LedgerPlan, account: str | None, amount: int) -> bool:
        return available(self._unit.tx, ledger, account, amount)

    def figure(self, condition: Question, operator: str, field: str | None) -> Any:
        kind, rows = operators.get(operator), row_types(self._unit.plans, self._unit.instance.app, condition.form)
        asked = replace(condition, operator=kind, field=field, type=answer_type(kind, rows, field, condition.pointer))
        return self._asking(asked, self.data)

    def chosen_before(self) -> list[Chosen]:
        return chosen_before(self._unit, self.key)

    def draw(self, count: int) -> tuple[str, int]:
        return drawn(self._unit.instance.id, self.key, self.visit, count)

    @property
    def about(self) -> Mapping[str, Any]:
        return self._unit.subject.values

    def deeds(self, deeds: Sequence[Sequence[Deed]], name: str = "then") -> list[Effect]:
        every = (deed for group in deeds for deed in group)
        return [effect for index, deed in enumerate(every) for effect in deed.effects(self, f"{name}.{index}")]

    @cached_property
    def data(self) -> "_Lazy":
        """What expressions read; the record only when one asks for it."""
        unit = self._unit
        return _Lazy(
            {
                "now": self.now,
                "zone": unit.context.workspace.zone,
                "calendar": formula_days(unit.plans),
                "nodes": read_outputs(unit.plan.nodes, unit.instance.state.variables),
                "trigger": read_told(unit.plan.told, unit.instance.state.variables.get(TRIGGER, {})),
                "forms": self._asking,
                "param": load_parameters(unit.plans, unit.instance.app, self._token.parameters),
            },
            {},
            unit,
        )

    @cached_property
    def _asking(self) -> Asking:
        unit = self._unit
        return Asking.as_app(unit.context, unit.plans, unit.instance.app, unit.tx)

    def _reading(self, form: str) -> Reading:
        unit = self._unit
        plan = form_plan(unit.plans, unit.instance.app, form)
        return Reading(unit.context, unit.tx.connection, unit.plans, plan)


class _Lazy(dict[str, Any]):
    """Data whose "record" is read when it is first asked for."""

    def __init__(self, data: Mapping[str, Any], more: Mapping[str, Any], unit: Unit | None = None) -> None:
        super().__init__(data)
        self.update(more)
        self._unit = unit if unit is not None else getattr(data, "_unit", None)

    def __missing__(self, key: str) -> Any:
        if key == "record" and self._unit is not None:
            return self._unit.subject.values
        raise KeyError(key)

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default
