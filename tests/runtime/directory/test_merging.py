"""Merging and undoing: one record stays, everything that pointed to the others points to it, and back."""

from io import BytesIO

import pytest
import sqlalchemy as sa

from loomwork.runtime import directory, files, records
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.directory import merging
from loomwork.runtime.directory.errors import MergeMoved, MergeOver, NotMergeable
from loomwork.runtime.errors import Forbidden, NotFound, StaleRevision
from loomwork.runtime.jobs import run_due


def merge(context, winner, *losers, **chosen):
    revisions = {id: records.get(context, "crm", "customer", id).revision for id in (winner, *losers)}
    return directory.merge(context, "crm", "customer", winner, revisions, chosen)


def order(context, number, customer):
    return records.create(context, "crm", "order", {"number": number, "customer": customer}).id


def customer_of(context, order_id):
    return records.get(context, "crm", "order", order_id).values["customer"]


def values(context, id):
    return records.get(context, "crm", "customer", id).values


@pytest.fixture
def two(add):
    first = add("宁波恒泰自动化设备有限公司", short="恒泰自动化", phone="13800000000")
    second = add("宁波恒泰自动化", tax="91330200MA281ABC0X", phone="13900000000", former="甬恒机电")
    return first, second


def test_a_merge_and_its_undoing(two, context):
    winner, loser = two
    orders = [order(context, f"A{number}", loser) for number in range(3)]
    own = order(context, "B", winner)
    before = values(context, winner)

    done = merge(context, winner, loser, phone=loser)

    assert (done["state"], done["total"], done["done"]) == ("done", 3, 3)
    assert {customer_of(context, id) for id in (*orders, own)} == {winner}
    after = values(context, winner)
    # What was chosen, what was empty, and what was there.
    assert (after["phone"], after["tax"], after["short"]) == ("13900000000", "91330200MA281ABC0X", "恒泰自动化")
    with pytest.raises(NotFound):
        records.get(context, "crm", "customer", loser)
    assert directory.merged_into(context, "crm", "customer", loser) == winner
    assert directory.merged_into(context, "crm", "customer", winner) is None
    found = directory.search(context, "crm", "customer", "甬恒机电")
    assert [(hit.id, hit.kind) for hit in found] == [(winner, "former")]

    assert directory.undo(context, done["id"])["state"] == "undone"

    assert {customer_of(context, id) for id in orders} == {loser}
    assert customer_of(context, own) == winner
    assert values(context, winner) == before
    assert values(context, loser)["tax"] == "91330200MA281ABC0X"
    assert directory.merged_into(context, "crm", "customer", loser) is None
    assert [hit.id for hit in directory.search(context, "crm", "customer", "甬恒机电")][:1] == [loser]
    with pytest.raises(MergeOver):
        directory.undo(context, done["id"])


def test_a_merge_is_one_change_in_every_history(two, context, workspace):
    winner, loser = two
    id = order(context, "A", loser)

    merge(context, winner, loser)

    histories = [records.history(context, "crm", "order", id), records.history(context, "crm", "customer", winner)]
    assert len({entries[0]["id"] for entries in histories}) == 1
    assert histories[0][0]["changes"][0]["field"] == "customer"
    with workspace.database.read() as connection:
        kinds = connection.execute(
            sa.select(change_entry.c.action).where(change_entry.c.change_id == histories[0][0]["id"])
        ).scalars()
        assert sorted(kinds) == ["change", "change", "delete", "merge"]


def test_changes_since_are_told_and_kept(two, add, context):
    winner, loser = two
    moved, stays = order(context, "A", loser), order(context, "B", loser)
    done = merge(context, winner, loser, phone=loser)
    other = add("青岛海纳物流有限公司")
    records.change(context, "crm", "order", moved, {"customer": other}, revision=2)
    records.change(context, "crm", "customer", winner, {"phone": "13700000000"}, revision=2)

    with pytest.raises(MergeMoved) as refused:
        directory.undo(context, done["id"])
    assert "手机" in refused.value.sentence("zh-CN")
    assert customer_of(context, stays) == winner

    directory.undo(context, done["id"], keep_changes=True)

    assert customer_of(context, moved) == other
    assert customer_of(context, stays) == loser
    assert values(context, winner)["phone"] == "13700000000"
    assert values(context, winner)["tax"] is None


def test_merged_again_leads_to_the_last(two, add, context):
    first, second = two
    third = add("恒泰自动化集团")
    one = merge(context, first, second)
    merge(context, third, first)

    assert directory.merged_into(context, "crm", "customer", second) == third
    with pytest.raises(MergeOver):
        directory.undo(context, one["id"])


def test_files_that_the_winner_takes_over_are_its_own(two, context, workspace):
    winner, loser = two
    paper = files.upload(context, BytesIO(b"hello"), "a.txt")
    records.change(context, "crm", "customer", loser, {"papers": [paper.id]}, revision=1)

    done = merge(context, winner, loser)

    assert values(context, winner)["papers"] == [paper.id]
    directory.undo(context, done["id"])
    assert values(context, winner)["papers"] is None
    assert values(context, loser)["papers"] == [paper.id]


def test_references_of_deleted_records_follow(two, context):
    winner, loser = two
    id = order(context, "A", loser)
    records.delete(context, "crm", "order", id, revision=1)

    merge(context, winner, loser)

    records.restore(context, "crm", "order", id)
    assert customer_of(context, id) == winner


def test_many_references_are_turned_by_jobs(two, context, workspace, monkeypatch):
    monkeypatch.setattr(merging, "AT_ONCE", 3)
    monkeypatch.setattr(merging, "_CHUNK", 2)
    winner, loser = two
    orders = [order(context, f"A{number}", loser) for number in range(7)]

    begun = merge(context, winner, loser)

    assert begun["state"] == "running"
    assert values(context, loser)
    run_due(workspace)
    done = directory.get_merge(context, begun["id"])
    assert (done["state"], done["done"]) == ("done", 7)
    assert {customer_of(context, id) for id in orders} == {winner}
    directory.undo(context, begun["id"])
    run_due(workspace)
    assert directory.get_merge(context, begun["id"])["state"] == "undone"
    assert {customer_of(context, id) for id in orders} == {loser}


def test_who_may_merge(two, person, context):
    winner, loser = two
    keeper, clerk, seller = person("keeper"), person("clerk"), person("seller")

    with pytest.raises(Forbidden):
        merge(clerk, winner, loser)
    with pytest.raises(NotFound):
        directory.merge(seller, "crm", "customer", winner, {winner: 1, loser: 1}, {})
    done = merge(keeper, winner, loser)
    with pytest.raises(NotFound):
        directory.undo(seller, done["id"])
    assert directory.merged_into(seller, "crm", "customer", loser) is None


def test_what_cannot_be_merged(two, context):
    winner, loser = two
    with pytest.raises(StaleRevision):
        directory.merge(context, "crm", "customer", winner, {winner: 1, loser: 5}, {})
    with pytest.raises(NotMergeable):
        directory.merge(context, "crm", "customer", winner, {winner: 1}, {})
    with pytest.raises(NotFound):
        directory.merge(context, "crm", "customer", winner, {winner: 1, "0" * 26: 1}, {})


def test_past_merges_are_listed_for_who_sees_the_winner(two, context, person):
    winner, loser = two
    done = merge(context, winner, loser)

    (past,) = directory.merges(context, "crm", "customer")
    assert (past["id"], past["winner"], past["undoable"], past["count"]) == (done["id"], winner, True, 1)
    assert values(context, winner)["name"] == past["title"]
    assert len(past["names"]) >= 1
    assert directory.merges(person("stranger"), "crm", "customer") == []

    directory.undo(context, done["id"])
    (past,) = directory.merges(context, "crm", "customer")
    assert (past["state"], past["undoable"], past["names"]) == ("undone", False, [])
