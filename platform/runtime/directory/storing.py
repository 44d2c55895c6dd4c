"""Write entries: what a record's fields say of its names, and the names that people or a merge have added."""

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from ..forms import FormPlan
from ..storage import Transaction
from ..storage.inserting import insert_on
from ..storage.prepared import Prepared
from .entries import Entry, Name, entry_of, identifiers_of, location_of, own_names
from .following import next_seq
from .tables import directory_entry

_t = directory_entry


def entry_values(plan: FormPlan, row: Mapping[str, Any], declared: str) -> dict[str, Any]:
    """The columns of a row's entry, but for its number, which it gets when it is written."""
    assert plan.names is not None
    return {
        "record_id": row["id"],
        "form": plan.name,
        "names": [name.stored() for name in own_names(plan.names, row)],
        "added": [],
        "identifiers": identifiers_of(plan, row),
        "places": sorted(location_of(plan, row)),
        "declared": declared,
    }


def write_values(tx: Transaction, values: Iterable[Mapping[str, Any]]) -> None:
    """Write entries, of many records together; added names of those that are there stay."""
    write = _writing(tx.dialect.name)
    for one in values:
        tx.later(write, {**one, "of_form": one["form"]})


@functools.cache
def _writing(dialect: str) -> Prepared:
    statement = insert_on(dialect, _t).values(seq=next_seq(dialect, sa.bindparam("of_form", type_=_t.c.form.type)))
    kept = ("record_id", "form", "added")
    fresh = {column.name: statement.excluded[column.name] for column in _t.c if column.name not in kept}
    written = statement.on_conflict_do_update(index_elements=[_t.c.record_id], set_=fresh)
    return Prepared(written, [column.name for column in _t.c if column.name != "seq"])


def find_entry(connection: sa.Connection, record_id: str) -> Entry | None:
    """The entry of a record."""
    row = connection.execute(sa.select(_t).where(_t.c.record_id == record_id)).one_or_none()
    return None if row is None else entry_of(row)


def add_names(tx: Transaction, plan: FormPlan, record_id: str, names: Iterable[Name]) -> None:
    """Give a record more names than its fields hold; one it has already is not added."""
    row = tx.execute(sa.select(_t).where(_t.c.record_id == record_id).with_for_update()).one()
    known = {one[3] for one in [*row.names, *row.added]}
    added = list(row.added)
    for name in names:
        if name.key and name.key not in known:
            known.add(name.key)
            added.append(name.stored())
    _set_added(tx, plan, record_id, added)


def drop_added(tx: Transaction, plan: FormPlan, record_id: str, origin: str) -> None:
    """Take the names back that one merge has added."""
    row = tx.execute(sa.select(_t).where(_t.c.record_id == record_id).with_for_update()).one()
    _set_added(tx, plan, record_id, [one for one in row.added if one[8] != origin])


def _set_added(tx: Transaction, plan: FormPlan, record_id: str, added: list[Any]) -> None:
    seq = next_seq(tx.dialect.name, sa.literal(plan.name))
    tx.execute(sa.update(_t).where(_t.c.record_id == record_id).values(added=added, seq=seq))
