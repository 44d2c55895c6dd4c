"""A checklist stays with its record: merging neither takes the other's items over nor stumbles over them."""

from loomwork.runtime import directory, records
from loomwork.runtime.context import Context
from tests.company import Install
from tests.runtime.fields.checklists import ITEM, dumped, items_of, made, steps, ticked, visit


def test_the_winner_keeps_its_own_list(install: Install, context: Context) -> None:
    install([ITEM, visit() | {"names": {"legal": "kind"}}])
    winner = made(context, kind="nowhere")
    steps(context)
    loser = made(context, kind="shop")
    ticked(context, loser.id, items_of(context, loser.id)[0]["id"])

    revisions = {id: records.get(context, "crm", "visit", id).revision for id in (winner.id, loser.id)}
    assert directory.merge(context, "crm", "visit", winner.id, revisions, {})["state"] == "done"
    assert dumped(context, winner.id)["values"]["steps"] is None
