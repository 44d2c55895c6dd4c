"""The same deed on many records: each by the ordinary way and with an entry of its own, refused alone.

Some records make one transaction, so that a long run holds nobody up; `done_by` finds from the change record what a run
did, so that one that was killed goes on where it ended, and can be taken back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa

from ...changes import change_of, run
from ...changes.tables import change, change_entry
from ...context import Context
from ...definitions import plans_in
from ...errors import NotFound, PlatformError
from ...forms import form_plan
from ...storage import Transaction
from ..history.undoing import take_back
from ..rows.statements import row_for_writing
from ..writing import change as change_one
from ..writing import delete, restore

_ASKED_AT_ONCE = 500

Deed = Literal["change", "delete", "restore", "take_back"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ids of the records on which it was done, and what the others were refused for."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, PlatformError] = field(default_factory=dict)


def do_to_all(
    context: Context, app: str, form: str, deed: Deed, targets: Mapping[str, str], values: Mapping[str, Any]
) -> Outcome:
    """One transaction's worth. `targets`: record id → for "take_back" the change that is taken back, else empty;
    `values`: for "change"."""

    def unit(tx: Transaction) -> Outcome:
        outcome, writer = Outcome(), change_of(tx)
        # In the order in which records are locked everywhere.
        for id in sorted(targets):
            count = writer.count
            try:
                with tx.connection.begin_nested():
                    _one(context, tx, app, form, deed, id, targets[id], values)
            except PlatformError as refused:
                writer.rewind(count)
                outcome.refused[id] = refused
            else:
                outcome.done.append(id)
        return outcome

    return run(context, unit)


def _one(
    context: Context,
    tx: Transaction,
    app: str,
    form: str,
    deed: Deed,
    id: str,
    change_id: str,
    values: Mapping[str, Any],
) -> None:
    if deed == "restore":
        restore(context, app, form, id, tx=tx)
    elif deed == "take_back":
        take_back(context, app, form, id, change_id, tx=tx)
    else:
        row = row_for_writing(tx, form_plan(plans_in(context.workspace, tx), app, form), id)
        if row is None:
            raise NotFound
        if deed == "delete":
            delete(context, app, form, id, revision=row["revision"], tx=tx)
        else:
            change_one(context, app, form, id, values, revision=row["revision"], tx=tx)


def done_by(connection: sa.Connection, name: str, request_id: str, ids: Sequence[str]) -> dict[str, str]:
    """Which of the records of the form `name` a request changed itself, with the change that did."""
    found: dict[str, str] = {}
    joined = sa.join(change_entry, change, change.c.id == change_entry.c.change_id)
    statement = sa.select(change_entry.c.object_id, change_entry.c.change_id).select_from(joined)
    statement = statement.where(change.c.request_id == request_id, change_entry.c.object_key == name)
    for begin in range(0, len(ids), _ASKED_AT_ONCE):
        some = change_entry.c.object_id.in_(ids[begin : begin + _ASKED_AT_ONCE])
        found.update(connection.execute(statement.where(some)).all())
    return found
