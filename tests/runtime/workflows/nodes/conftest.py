"""A run that gives nodes what a test puts into it: nodes are asked what should happen next, nothing else happens."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from loomwork.runtime.expressions import Question
from loomwork.runtime.forms import FormPlan
from loomwork.runtime.ledgers import Entry, LedgerPlan
from loomwork.runtime.rankings import Left, Ranked
from loomwork.runtime.records import Record
from loomwork.runtime.workflows.node import Chosen, Effect

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


class GivenRun:
    """Expressions are Python functions of `data`; person expressions are keys of `persons`."""

    key = "node"
    visit = 1
    now = NOW
    zone = ZoneInfo("Asia/Shanghai")
    form = cast(FormPlan, None)
    firing = 1

    def __init__(self) -> None:
        self.settings: Mapping[str, Any] = {}
        self.data: dict[str, Any] = {}
        self.persons: dict[str, list[str]] = {}
        self.superiors: dict[str, str] = {}
        self.initiator: str | None = None
        self.ranked: Ranked | None = None
        self.before: list[Chosen] = []
        self.left_out: Mapping[str, Left] = {}

    def value(self, expression: Any, **scopes: Mapping[str, Any]) -> Any:
        return expression(self.data | scopes) if callable(expression) else expression

    def items(self, expression: Any) -> Any:
        return self.value(expression) or ()

    def draw(self, count: int) -> tuple[str, int]:
        return "0000-0001", 1 % count

    @property
    def about(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data.get("record", {})
        return found

    def moment_after(self, duration: Any, since: datetime | None = None, *, clock: str = "wall") -> datetime:
        return (since or self.now) + timedelta(minutes=int(duration.strip("PTM")))

    def people(self, expression: Any) -> list[str]:
        return self.persons[expression]

    def superior_of(self, person: str) -> str | None:
        return self.superiors.get(person)

    def rank(self, ranking: str, excluded: Mapping[str, Left]) -> Ranked:
        self.left_out = excluded
        assert self.ranked is not None
        return self.ranked

    def rows(self, condition: Question, sort: Sequence[str], limit: int) -> list[Record]:
        raise AssertionError(condition)

    def record(self, form: FormPlan, id: str) -> Record | None:
        raise AssertionError(id)

    def figure(self, condition: Question, operator: str, field: str | None) -> Any:
        raise AssertionError(condition)

    def ledger(self, key: str) -> LedgerPlan:
        raise AssertionError(key)

    def posted(self, ledger: LedgerPlan, step: str) -> Entry | None:
        raise AssertionError(step)

    def bears(self, ledger: LedgerPlan, account: str | None, amount: int) -> bool:
        raise AssertionError(account)

    def chosen_before(self) -> list[Chosen]:
        return self.before

    def deeds(self, deeds: Sequence[Any], name: str = "then") -> list[Effect]:
        return list(deeds)


@pytest.fixture
def run() -> GivenRun:
    return GivenRun()
