"""To-dos of somebody who is switched off go to the superior."""

import sqlalchemy as sa

from loomwork.runtime import changes
from loomwork.runtime.messages.tables import message
from loomwork.runtime.people import dismiss_person

from ..conftest import Company, Start, node


def leaves(company: Company, code: str) -> None:
    changes.run(company.context, lambda tx: dismiss_person(tx, company.context, company.ids[code]))
    company.run()


def test_a_to_do_goes_to_the_superior_who_is_told_and_can_do_it(publish_flow: Start) -> None:
    company = publish_flow(
        [node("ask", "task", assignee={"field": "owner_person"})], [("start", "ask"), ("ask", "end", "done")]
    )
    mine, other = company.request(owner_person="bob"), company.request(owner_person="cy")

    leaves(company, "bob")

    assert (company.holders(mine), company.holders(other)) == (["ann"], ["cy"])
    (told,) = company.rows(sa.select(message))
    assert (told.key, told.person_id, told.title["en"]) == (
        "tasks_of_leaver", company.ids["ann"], "To-dos of Bob are yours now",
    )  # fmt: skip
    company.complete(mine, "ann")
    assert company.state(mine) == "completed"


def test_a_vote_goes_along_and_counts(publish_flow: Start) -> None:
    company = publish_flow(
        [node("sign", "approval", approvers={"field": "owner_person"}, mode="all", reject_rule="first")],
        [("start", "sign"), ("sign", "end", "approved", "rejected")],
    )
    record = company.request(owner_person="bob")

    leaves(company, "bob")
    company.decide(record, "ann", "approve")

    assert company.way(record) == [("sign", "approved")]


def test_without_a_superior_it_stays(publish_flow: Start) -> None:
    company = publish_flow(
        [node("ask", "task", assignee={"field": "owner_person"})], [("start", "ask"), ("ask", "end", "done")]
    )
    record = company.request(owner_person="boss")

    leaves(company, "boss")

    assert company.holders(record) == ["boss"]
