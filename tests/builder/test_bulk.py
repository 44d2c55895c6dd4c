"""Bulk edits: each record by the ordinary way, refused alone, gone on with after a kill, taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.builder import bulk, operations
from loomwork.builder.bulk import start_bulk, start_undo
from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Forbidden, LimitExceeded, NotFound
from loomwork.runtime.jobs import claims, run_due
from loomwork.runtime.jobs.tables import job as job_table
from loomwork.runtime.records import Query
from tests.company import CUSTOMER, DEAL, ROLES, Install

KEEPER: dict[str, Any] = {
    "kind": "role",
    "key": "keeper",
    "title": "Keeper",
    "forms": {"deal": {"verbs": ["create", "read", "change", "delete"]}},
}


@pytest.fixture
def keeper(install: Install, person_of: Callable[..., Context]) -> Context:
    install([CUSTOMER, DEAL, *ROLES, KEEPER])
    return person_of("keeper")


def deals(context: Context, count: int) -> list[str]:
    return [records.create(context, "crm", "deal", {"title": f"Deal {n}", "visits": n}).id for n in range(count)]


def finished(context: Context, id: str) -> dict[str, Any]:
    run_due(context.workspace)
    done = operations.get(context, id)
    assert done.state == "done", done
    result: dict[str, Any] = done.result
    return result


def visits(context: Context) -> list[int]:
    found = records.query(context, "crm", "deal", Query(limit=200, sort=("created_at",))).items
    return [record.values["visits"] for record in found]


def test_each_is_changed_by_the_ordinary_way_with_an_entry_of_its_own(keeper: Context) -> None:
    ids = deals(keeper, 120)
    run = start_bulk(keeper, "crm", "deal", "change", {"visits": 9}, ids=ids)
    result = finished(keeper, run)
    assert (result["done"], result["refused"]) == (120, 0)
    assert visits(keeper) == [9] * 120
    entries = records.history(keeper, "crm", "deal", ids[50])
    assert [entry["action"] for entry in entries] == ["change", "create"]
    assert operations.get(keeper, run).done == operations.get(keeper, run).total == 120


def test_those_that_are_refused_stay_and_are_told(keeper: Context) -> None:
    ids = deals(keeper, 3)
    records.change(keeper, "crm", "deal", ids[1], {"reason": "because"}, revision=1)
    # An urgent deal needs a reason.
    run = start_bulk(keeper, "crm", "deal", "change", {"urgent": "yes"}, ids=[*ids, "nowhere"])
    result = finished(keeper, run)
    assert (result["done"], result["refused"]) == (1, 3)
    assert [problem["title"] for problem in result["problems"]] == ["Deal 0", "Deal 2", ""]


def test_all_that_a_filter_finds_are_deleted_and_come_back(keeper: Context) -> None:
    deals(keeper, 5)
    wanted = Query(filter={"field": "visits", "operator": "greater", "value": 2})
    run = start_bulk(keeper, "crm", "deal", "delete", {}, query=wanted)
    assert finished(keeper, run)["done"] == 2
    assert visits(keeper) == [0, 1, 2]
    assert finished(keeper, start_undo(keeper, run))["done"] == 2
    assert visits(keeper) == [0, 1, 2, 3, 4]


def test_taking_back_leaves_what_somebody_changed_since(keeper: Context) -> None:
    ids = deals(keeper, 3)
    run = start_bulk(keeper, "crm", "deal", "change", {"visits": 9}, ids=ids)
    finished(keeper, run)
    records.change(keeper, "crm", "deal", ids[1], {"visits": 5}, revision=2)
    result = finished(keeper, start_undo(keeper, run))
    assert (result["done"], result["refused"]) == (2, 1)
    assert visits(keeper) == [0, 5, 2]


def test_one_that_was_killed_goes_on_where_it_ended(keeper: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = deals(keeper, 120)
    run = start_bulk(keeper, "crm", "deal", "change", {"visits": 500}, ids=ids)

    class Killed(BaseException):
        """Nothing in the product catches it."""

    chunks = iter([records.do_to_all])

    def once(*arguments: Any) -> Any:
        if (do := next(chunks, None)) is None:
            raise Killed
        return do(*arguments)

    monkeypatch.setattr(bulk.records, "do_to_all", once)
    with pytest.raises(Killed):
        run_due(keeper.workspace)
    monkeypatch.undo()
    assert visits(keeper).count(500) == 50
    with keeper.workspace.database.write() as tx:
        # The lease of the worker that was killed ran out.
        tx.execute(sa.update(job_table).values(lease_until=keeper.now() - timedelta(days=900)))
        claims.sweep(tx, timedelta(seconds=15))
    assert finished(keeper, run)["done"] == 120
    assert all(len(records.history(keeper, "crm", "deal", id)) == 2 for id in ids)


def test_rights_hold_and_nobody_takes_back_anothers(
    keeper: Context, context: Context, person_of: Callable[..., Context]
) -> None:
    ids = deals(keeper, 2)
    auditor, other = person_of("auditor"), person_of("keeper")
    with pytest.raises(Forbidden):
        start_bulk(auditor, "crm", "deal", "change", {"visits": 9}, ids=ids)
    run = start_bulk(keeper, "crm", "deal", "change", {"visits": 9}, ids=ids)
    finished(keeper, run)
    with pytest.raises(NotFound):
        start_undo(other, run)


def test_no_more_than_ten_thousand_at_once(keeper: Context) -> None:
    with pytest.raises(LimitExceeded):
        start_bulk(keeper, "crm", "deal", "delete", {}, ids=[str(n) for n in range(10_001)])
