"""Live checklists follow the records their items come from, and keep what somebody did."""

from typing import Any

import pytest

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plans_in, publish
from loomwork.runtime.forms import build_tables
from tests.company import Install
from tests.runtime.fields.checklists import ITEM, LIVE, dumped, items_of, made, steps, ticked, visit


@pytest.fixture
def live(install: Install, context: Context) -> dict[str, str]:
    install([ITEM, LIVE])
    return steps(context)


def test_a_live_list_follows_its_source_and_keeps_what_was_done(live: dict[str, str], context: Context) -> None:
    one = made(context)
    ticked(context, one.id, live["Front"])
    ticked(context, one.id, live["Pile"], remark="half")
    records.change(context, "crm", "step", live["Front"], {"name": "Facade"}, revision=1)
    records.change(context, "crm", "step", live["Pile"], {"name": "Stack"}, revision=1)
    records.delete(context, "crm", "step", live["Price tag"], revision=1)
    new = records.create(context, "crm", "step", {"name": "Light", "kind": "shop", "place": 0})
    jobs.run_due(context.workspace)

    assert [(item["text"], item["done"], item["remark"]) for item in items_of(context, one.id)] == [
        ("Light", False, None),
        ("Front", True, None),
        ("Stack", False, "half"),
    ]
    assert dumped(context, one.id)["values"]["left"] == 2
    assert records.history(context, "crm", "visit", one.id)[0]["provenance"] == "system"
    records.delete(context, "crm", "step", new.id, revision=1)
    records.delete(context, "crm", "step", live["Pile"], revision=2)
    jobs.run_due(context.workspace)
    assert [item["text"] for item in items_of(context, one.id)] == ["Front", "Stack"]


def test_a_live_list_follows_its_own_record(live: dict[str, str], context: Context) -> None:
    one = made(context)
    changed = records.change(context, "crm", "visit", one.id, {"kind": "farm"}, revision=1)
    assert [item["text"] for item in items_of(context, one.id)] == ["Fence"]
    jobs.run_due(context.workspace)
    assert records.get(context, "crm", "visit", one.id).revision == changed.revision


def test_records_get_their_items_when_a_live_list_is_published(install: Install, context: Context) -> None:
    plain = visit()
    install([ITEM, {**plain, "fields": plain["fields"][:2], "checks": []}])
    steps(context)
    one = records.create(context, "crm", "visit", {"kind": "shop"})

    def unit(tx: Any) -> None:
        publish(tx, context, "crm", [LIVE])
        plans = plans_in(context.workspace, tx)
        build_tables(tx, plans)
        records.bring_lists_up_to_date(context, tx, plans)

    changes.run(context, unit)
    jobs.run_due(context.workspace)
    assert [item["text"] for item in items_of(context, one.id)] == ["Front", "Price tag", "Pile"]
