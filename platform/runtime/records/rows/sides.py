"""Side tables read and written: the members of one record, or of a page of records at once, never one by one.

Rights have been asked by the caller: a member is read and written as part of its record only.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...forms import FormPlan, SidePlan
from ...storage import Transaction

_CHUNK = 500


def attach(connection: sa.Connection, plan: FormPlan, rows: Sequence[dict[str, Any]]) -> None:
    """Put the members into rows read from the form's table. What is worked out when read is empty in them."""
    for row in rows if plan.derived else ():
        row.update((field.key, None) for field in plan.derived)
    for side in plan.sides:
        found = members(connection, side, [row["id"] for row in rows])
        for row in rows:
            row[side.key] = found.get(row["id"])


def members(
    connection: sa.Connection, side: SidePlan, ids: Sequence[str], keys: Iterable[str] | None = None
) -> dict[str, list[Any]]:
    """Record id → its members in order; records without any are absent. `keys`: the columns wanted, all by default."""
    table = side.table
    wanted = [key for key in side.columns if keys is None or key in keys]
    columns = (table.c["_record"], table.c["_key"], *(table.c[key] for key in wanted))
    found: dict[str, list[Any]] = {}
    for begin in range(0, len(ids), _CHUNK):
        some = table.c["_record"].in_(list(ids[begin : begin + _CHUNK]))
        statement = sa.select(*columns).where(some).order_by(table.c["_record"], table.c["_ordinal"])
        for record, key, *values in connection.execute(statement):
            found.setdefault(record, []).append({"id": key, **dict(zip(wanted, values, strict=True))})
    return found


def insert_members(tx: Transaction, plan: FormPlan, row: Mapping[str, Any]) -> None:
    """Write the members of a new record."""
    for side in plan.sides:
        if row[side.key]:
            _insert(tx, side, row["id"], dict(_stored(side, row[side.key])))


def change_members(tx: Transaction, side: SidePlan, id: str, before: Any, after: Any) -> None:
    """Write what differs between two states of a field."""
    old, new = dict(_stored(side, before)), dict(_stored(side, after))
    gone = [key for key in old if key not in new]
    table = side.table
    for begin in range(0, len(gone), _CHUNK):
        some = table.c["_key"].in_(gone[begin : begin + _CHUNK])
        tx.execute(sa.delete(table).where(table.c["_record"] == id, some))
    changed = {key: values for key, values in new.items() if key in old and old[key] != values}
    if changed:
        statement = sa.update(table).where(
            table.c["_record"] == sa.bindparam("of_record"), table.c["_key"] == sa.bindparam("of_key")
        )
        names = ("_ordinal", *side.columns)
        statement = statement.values({name: sa.bindparam(f"to_{name}", type_=table.c[name].type) for name in names})
        tx.execute(
            statement,
            [
                {"of_record": id, "of_key": key, **{f"to_{name}": values[name] for name in names}}
                for key, values in changed.items()
            ],
        )
    _insert(tx, side, id, {key: values for key, values in new.items() if key not in old})


def _insert(tx: Transaction, side: SidePlan, id: str, rows: Mapping[str, dict[str, Any]]) -> None:
    if rows:
        tx.execute(sa.insert(side.table), [{"_record": id, "_key": key, **values} for key, values in rows.items()])


def _stored(side: SidePlan, value: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    """Each member's key with its place and columns."""
    for ordinal, member in enumerate(value or ()):
        yield member["id"], {"_ordinal": ordinal, **{key: member.get(key) for key in side.columns}}
