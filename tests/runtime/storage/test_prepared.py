"""A prepared write takes the values that it names, and no others."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.context import Context
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage.prepared import Prepared

GIVEN: dict[str, Any] = {
    "id": new_id(),
    "kind": "test.prepared",
    "payload": {},
    "lane": 0,
    "run_at": datetime(2026, 1, 5, tzinfo=UTC),
    "state": "done",
    "fence": 0,
    "attempts": 0,
    "deliveries": 0,
    "idempotency_key": "prepared",
    "created_at": datetime(2026, 1, 5, tzinfo=UTC),
}


def kept(context: Context) -> list[str]:
    with context.workspace.database.look() as connection:
        return list(connection.execute(sa.select(job.c.kind).where(job.c.kind == "test.prepared")).scalars())


@pytest.mark.parametrize("way", ["run", "run_many"])
def test_a_value_that_an_insert_does_not_name_is_refused(context: Context, way: str) -> None:
    insert = Prepared(sa.insert(job), list(GIVEN))
    more = GIVEN | {"key": "somewhere"}
    with pytest.raises(LookupError, match="no place for key"), context.workspace.database.write() as tx:
        insert.run(tx, more) if way == "run" else insert.run_many(tx, [more])
    assert kept(context) == []


def test_what_it_names_is_written(context: Context) -> None:
    with context.workspace.database.write() as tx:
        Prepared(sa.insert(job), list(GIVEN)).run(tx, GIVEN)
    assert kept(context) == ["test.prepared"]
