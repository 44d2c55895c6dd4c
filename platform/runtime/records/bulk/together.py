"""Several records of one form written in one transaction, all of them or none: what a grid of records sends when rows
are pasted, filled down, deleted or brought back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...changes import run
from ...context import Context
from ...errors import LimitExceeded, PlatformError, Problems
from ...storage import Transaction
from ..errors import CheckWarns, Unconfirmed
from ..record import Record
from ..writing import change, delete, restore
from .batches import create_many

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Deeds:
    """What is wanted. `create`: values; `change`: (id, revision seen, values); `delete`: (id, revision seen);
    `restore`: ids. `confirmed`: the checks that may warn, None where nobody can be asked."""

    create: Sequence[Mapping[str, Any]] = ()
    change: Sequence[tuple[str, int, Mapping[str, Any]]] = ()
    delete: Sequence[tuple[str, int]] = ()
    restore: Sequence[str] = ()
    confirmed: Collection[str] | None = None

    @property
    def count(self) -> int:
        """How many records are touched."""
        return len(self.create) + len(self.change) + len(self.delete) + len(self.restore)


@dataclass(frozen=True, slots=True)
class Done:
    """(id, revision) of each record in the order of the deeds."""

    created: list[tuple[str, int]]
    changed: list[tuple[str, int]]
    restored: list[tuple[str, int]]


def write_together(context: Context, app: str, form: str, deeds: Deeds) -> Done:
    """Do all deeds, each under the actor's rights and the form's rules.

    Raises Problems with everything that was refused, its pointers beginning with the deed ("/change/3/values/price"),
    and writes nothing then; Unconfirmed when only warnings are left, each said once; Forbidden, NotFound,
    LimitExceeded.
    """
    if deeds.count > _MOST:
        raise LimitExceeded(what={"zh-CN": "一次保存的行数", "en": "rows saved at once"}, limit=_MOST)
    return run(context, lambda tx: do_together(context, tx, app, form, deeds))


def do_together(context: Context, tx: Transaction, app: str, form: str, deeds: Deeds) -> Done:
    """As `write_together`, within a transaction whose end is the caller's."""
    refused: list[PlatformError] = []
    warned: dict[tuple[str, str], CheckWarns] = {}

    def note(error: PlatformError, place: str) -> None:
        if isinstance(error, Unconfirmed):
            warned.update(
                {(one.check, one.sentence(context.locale)): one for one in error.errors if isinstance(one, CheckWarns)}
            )
        else:
            refused.extend(_placed(error, place))

    def each(name: str, some: Sequence[Any], deed: Callable[[Any], tuple[str, int]]) -> list[tuple[str, int]]:
        done = []
        for place, one in enumerate(some):
            try:
                with tx.connection.begin_nested():
                    done.append(deed(one))
            except PlatformError as error:
                note(error, f"/{name}/{place}")
        return done

    # What is deleted first makes room for values that must be unique.
    each("delete", deeds.delete, lambda one: (one[0], _deleted(context, tx, app, form, *one)))
    restored = each("restore", deeds.restore, lambda id: _told(restore(context, app, form, id, tx=tx)))
    changed = each(
        "change",
        deeds.change,
        lambda one: _told(
            change(context, app, form, one[0], one[2], revision=one[1], confirmed=deeds.confirmed, tx=tx)
        ),
    )
    made = (
        create_many(context, app, form, deeds.create, tx=tx, starts_workflows=lambda _: True, confirmed=deeds.confirmed)
        if deeds.create
        else []
    )
    for place, answer in enumerate(made):
        if isinstance(answer, PlatformError):
            note(answer, f"/create/{place}")
    if refused:
        raise Problems(refused)
    if warned:
        raise Unconfirmed(list(warned.values()))
    return Done([(str(id), 1) for id in made], changed, restored)


def _deleted(context: Context, tx: Transaction, app: str, form: str, id: str, revision: int) -> int:
    delete(context, app, form, id, revision=revision, tx=tx)
    return revision + 1


def _told(record: Record) -> tuple[str, int]:
    return record.id, record.revision


def _placed(error: PlatformError, place: str) -> Iterator[PlatformError]:
    """The error, or the errors in it, with pointers that begin at the deed."""
    for one in error.errors if isinstance(error, Problems) else (error,):
        one.pointer = place + (one.pointer or "")
        yield one
