"""Write the change record: every transaction that changes anything goes through `run` or `recorded`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa

from ..context import Context
from ..definitions import plan_cache
from ..errors import StalePlan
from ..identifiers import new_id
from ..storage import Transaction
from ..storage.prepared import Prepared
from ..storage.staging import Staging
from ..storage.tables import workspace_state
from .digests import seal
from .tables import change, change_entry

T = TypeVar("T")

# An operation on keyed members: {"op": add|remove|set|move, "path": [key, …], "before": …, "after": …}, JSON values.
Patch = list[dict[str, Any]]

_ATTEMPTS = 5
_RETRIED_SQLSTATES = {"40001", "40P01"}  # serialization failure, deadlock victim

_HEADER_COLUMNS = [
    "id",
    "at",
    "actor_kind",
    "actor",
    "on_behalf_of",
    "provenance",
    "session_id",
    "request_id",
    "address",
]
# Written only if the plan in memory is still the published one: the check costs no round trip of its own.
_HEADER = Prepared(
    sa.insert(change).from_select(
        _HEADER_COLUMNS,
        sa.select(*(sa.bindparam(name, type_=change.c[name].type) for name in _HEADER_COLUMNS)).where(
            workspace_state.c.definition_revision == sa.bindparam("definition_revision", type_=sa.Integer)
        ),
    )
)
_ENTRY = Prepared(sa.insert(change_entry), list(change_entry.c.keys()))


class ChangeWriter:
    """Collects the entries of one transaction. Entries are written at once, in order."""

    __slots__ = ("_count", "_tx", "at", "id")

    def __init__(self, tx: Transaction, id: str, at: Any) -> None:
        self._tx = tx
        self._count = 0
        self.id = id
        self.at = at

    @property
    def count(self) -> int:
        """How many entries there are."""
        return self._count

    def rewind(self, count: int) -> None:
        """Forget the entries after the first `count`: the savepoint that held them was rolled back."""
        self._count = count

    def entry(
        self,
        object_kind: str,
        object_key: str,
        object_id: str,
        action: str,
        patch: Patch,
        source: dict[str, Any] | None = None,
    ) -> None:
        """Record what happened to one object; `source` names the place its values came from."""
        salts, digest = seal((self.id, str(self._count), object_kind, object_key, object_id, action), patch)
        self._tx.later(
            _ENTRY,
            {
                "change_id": self.id,
                "ordinal": self._count,
                "object_kind": object_kind,
                "object_key": object_key,
                "object_id": object_id,
                "action": action,
                "patch": patch,
                "salts": salts,
                "digest": digest,
                "source": source,
            },
        )
        self._count += 1


@contextmanager
def recorded(context: Context, *, revision: int | None = None, gathers: bool = False) -> Iterator[Transaction]:
    """A writing unit that begins with its change header; the writer is `change_of(tx)`.

    `revision` is the definition revision of the plans the caller works with (the cache's by default). Raises
    StalePlan when something was published since; `run` repeats the unit then.
    """
    expected = plan_cache(context.workspace).latest().revision if revision is None else revision
    with context.workspace.database.write(gathers=gathers) as tx:
        begin(tx, context, revision=expected)
        yield tx


def run(context: Context, unit: Callable[[Transaction], T], *, gathers: bool = False) -> T:
    """Run `unit` in a recorded transaction, again when its plan went stale or it lost a deadlock.

    `unit` must take its plans inside, from `plan_cache(context.workspace).latest()`. `gathers` is for units that do
    little but write (see `Database.write`).
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with recorded(context, gathers=gathers) as tx:
                return unit(tx)
        except StalePlan:
            plan_cache(context.workspace).forget()
            if attempt == _ATTEMPTS:
                raise
        except sa.exc.OperationalError as error:
            if attempt == _ATTEMPTS or getattr(error.orig, "sqlstate", None) not in _RETRIED_SQLSTATES:
                raise
    raise AssertionError("unreachable")


def change_of(tx: Transaction) -> ChangeWriter:
    """The change writer of a recorded transaction."""
    writer: ChangeWriter = tx.extras["change"]
    return writer


def foresee(tx: Staging, context: Context) -> ChangeWriter:
    """The writer of a staged unit, whose change is begun by who sends what it kept."""
    writer = tx.extras["change"] = ChangeWriter(tx, new_id(), context.now())
    return writer


def begin(
    tx: Transaction, context: Context, *, revision: int | None = None, foreseen: ChangeWriter | None = None
) -> None:
    """Open the change of a unit that somebody else began: a job's savepoint in a group. `foreseen`: of which staged
    entries are to come, with their places kept free. Raises StalePlan."""
    revision = plan_cache(context.workspace).latest().revision if revision is None else revision
    actor = context.actor
    writer = ChangeWriter(tx, new_id(), context.now())
    if foreseen is not None:
        writer.id, writer.at = foreseen.id, foreseen.at
        writer.rewind(foreseen.count)
    values = {
        "id": writer.id,
        "at": writer.at,
        "actor_kind": actor.kind,
        "actor": actor.identity,
        "on_behalf_of": actor.on_behalf_of,
        "provenance": context.provenance,
        "session_id": actor.session_id,
        "request_id": context.request_id,
        "address": context.address,
        "definition_revision": revision,
    }
    tx.later(_HEADER, values, StalePlan)
    tx.extras["change"] = writer
