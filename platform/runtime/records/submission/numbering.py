"""Serial numbers: a counter per field and period, taken in the writing transaction or, where gaps do no harm, by range.

Without gaps: the counter's row is locked before anything else (lock order: counters first) and moves on once the record
is written; whatever fails in between leaves it where it was. Fast: a server takes a range by a statement of its own, so
that writers do not wait for each other's commits; SQLite has one writer at a time and needs no ranges.
"""

import threading
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ...context import Context
from ...forms import FieldPlan, FormPlan
from ...storage import Transaction, Workspace
from ...storage.glance import Glance
from ...storage.inserting import insert_on
from ..rows.tables import counter

_RANGE = 50


class Taken:
    """The numbers given to one new row; `settle` moves the counters on, after the row is written."""

    def __init__(self) -> None:
        self._held: list[tuple[str, str, int]] = []

    def hold(self, scope: str, period: str, number: int) -> None:
        self._held.append((scope, period, number))

    def settle(self, tx: Transaction) -> None:
        for scope, period, number in self._held:
            same = (counter.c.scope == scope) & (counter.c.period == period)
            tx.execute(sa.update(counter).where(same).values(value=number))


def number(context: Context, tx: Transaction, plan: FormPlan, row: dict[str, Any]) -> Taken:
    """Give the row its serial numbers. The caller settles them once the row is written."""
    taken = Taken()
    day = context.now().astimezone(ZoneInfo(context.workspace.zone)).date()
    for field in plan.counted:
        numbers = field.settings["numbers"]
        scope, period = scope_of(plan, field), numbers.period(day)
        if numbers.gapless or tx.dialect.name == "sqlite":
            given = _last(tx, scope, period, numbers.first - 1) + 1
            taken.hold(scope, period, given)
        else:
            given = _ranges(context.workspace).next(scope, period, numbers.first)
        row[field.key] = numbers.text(day, given)
    return taken


def scope_of(plan: FormPlan, field: FieldPlan) -> str:
    """The name under which the field counts."""
    return f"{plan.name}.{field.key}"


def _last(tx: Transaction, scope: str, period: str, before_first: int) -> int:
    """The last number given; its counter stays locked until the transaction ends."""
    statement = insert_on(tx.dialect.name, counter).values(scope=scope, period=period, value=before_first)
    locked = statement.on_conflict_do_update(
        index_elements=["scope", "period"], set_={"value": counter.c.value}
    ).returning(counter.c.value)
    last: int = tx.execute(locked).scalar_one()
    return last


_TAKE_RANGE = Glance(
    sa.text(
        "INSERT INTO counter (scope, period, value) VALUES (:scope, :period, :value)"
        " ON CONFLICT (scope, period) DO UPDATE SET value = counter.value + :size RETURNING value"
    )
)


class _Ranges:
    """The ranges this process holds. A range that is not used up when it stops is lost."""

    def __init__(self, workspace: Workspace) -> None:
        self._database = workspace.database
        self._held: dict[tuple[str, str], Iterator[int]] = {}
        self._lock = threading.Lock()

    def next(self, scope: str, period: str, first: int) -> int:
        with self._lock:
            found = next(self._held.get((scope, period), iter(())), None)
            if found is None:
                held = self._held[scope, period] = self._take(scope, period, first)
                found = next(held)
            return found

    def _take(self, scope: str, period: str, first: int) -> Iterator[int]:
        """Committed by itself, so that no other writer waits for this one's transaction."""
        values = {"scope": scope, "period": period, "value": first + _RANGE - 1, "size": _RANGE}
        row: Any = _TAKE_RANGE.first(self._database, **values)
        last: int = row[0]
        return iter(range(last - _RANGE + 1, last + 1))


def _ranges(workspace: Workspace) -> _Ranges:
    return workspace.resource(_Ranges, _Ranges)
