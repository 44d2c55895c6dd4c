"""What is special to the points node."""

from typing import Any

from loomwork.runtime import ledgers

from ..conftest import APP, POINTS, Company, Start, node

REASON = {"zh-CN": "完成拜访", "en": "a visit was made"}
MINE = {"var": "record.owner_person"}


def give(key: str = "give", **settings: Any) -> dict[str, Any]:
    return node(key, "points", ledger="points", reason=REASON, **settings)


def balance(company: Company, person: str) -> str:
    return str(ledgers.statement(company.as_("boss"), APP, "points", company.ids[person])["balance"])


def test_it_posts_once_with_where_it_came_from_and_later_steps_read_the_balance(publish_flow: Start) -> None:
    keep = node("keep", "update_record", values={"amount": {"*": [{"var": "nodes.give.balance"}, 2]}})
    nodes = [give(account=MINE, amount={"*": [{"var": "record.amount"}, 2]}), keep]
    company = publish_flow(nodes, [("start", "give"), ("give", "keep"), ("keep", "end")], POINTS)

    record = company.request(owner_person="ann", amount=5)

    assert company.way(record) == [("give", "posted"), ("keep", "done")]
    assert company.record(record).values["amount"] == 20
    [entry] = ledgers.statement(company.as_("ann"), APP, "points", company.ids["ann"])["items"]
    assert (entry["amount"], entry["reason"], entry["record"]["id"]) == ("10.0", REASON["en"], record)


def test_what_the_balance_does_not_bear_is_another_way(publish_flow: Start) -> None:
    company = publish_flow([give(account=MINE, amount=-1)], [("start", "give"), ("give", "end")], POINTS)
    record = company.request(owner_person="ann")

    assert (company.way(record), balance(company, "ann")) == ([("give", "refused")], "0.0")
    # Without anybody whose account it is, somebody has to look.
    assert company.incident(company.request()) == "ledger.no_account"


def test_it_takes_back_what_an_earlier_step_gave_once(publish_flow: Start) -> None:
    nodes = [give(account=MINE, amount=3), give("back", reverses="give"), give("again", reverses="give")]
    way = [("start", "give"), ("give", "back"), ("back", "again"), ("again", "end")]
    company = publish_flow(nodes, way, POINTS)
    record = company.request(owner_person="ann")

    assert company.way(record) == [("give", "posted"), ("back", "posted"), ("again", "nothing")]
    assert balance(company, "ann") == "0.0"


def test_it_is_said_whose_and_how_much_or_what_is_reversed(publish_flow: Start) -> None:
    for settings, pointer in (
        ({"account": MINE}, "/nodes/0/settings"),
        ({"reverses": "give", "amount": 1}, "/nodes/0/settings/amount"),
        ({"reverses": "nothing"}, "/nodes/0/settings/reverses"),
    ):
        company = publish_flow([give(**settings)], [("start", "give"), ("give", "end")], POINTS)
        assert company.refusal().pointer == pointer
