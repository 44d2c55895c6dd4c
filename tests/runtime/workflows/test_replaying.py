"""Replays: past runs go through a draft as they were, and what would have gone another way is told; nothing remains."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.errors import Forbidden, InvalidDefinition
from loomwork.runtime.workflows.replaying import ReplayWish, replay, replaying
from loomwork.runtime.workflows.replaying.comparing import effects_apart

from .conftest import APP, Company, Start, edge, node, workflow
from .test_rehearsing import everything

OWNER = {"field": "owner_person"}
LARGE = {">": [{"var": "record.amount"}, 10]}


def asked(limit: int, *, boss: Any = "initiator") -> tuple[list[dict[str, Any]], list[tuple[str, ...]]]:
    """The owner is asked; above the limit somebody else approves, too."""
    large = {">": [{"var": "record.amount"}, limit]}
    nodes = [
        node("ask", "task", assignee=OWNER),
        node("size", "condition", branches=[{"key": "large", "title": "Large", "when": large}]),
        node("sign", "approval", approvers=boss),
    ]
    edges = [
        ("start", "ask"),
        ("ask", "size"),
        ("size", "sign", "large"),
        ("size", "end", "otherwise"),
        ("sign", "end"),
    ]
    return nodes, edges


def draft(limit: int, **more: Any) -> dict[str, Any]:
    nodes, edges = asked(limit, **more)
    return workflow(nodes, [edge(*one) for one in edges])


@pytest.fixture
def month(publish_flow: Start) -> tuple[Company, list[str]]:
    """Three requests of 5, 15 and 50, all approved where somebody was asked; the second was made larger afterwards."""
    company = publish_flow(*asked(10, boss={"manager_of": OWNER}))
    made = []
    for amount in (5, 15, 50):
        record = company.request(owner_person="bob", amount=amount)
        company.advance(hours=2)
        company.complete(record, "bob")
        company.run()
        if amount > 10:
            company.advance(hours=1)
            company.decide(record, "ann", "approve")
            company.run()
        made.append(record)
        company.advance(days=1)
    current = company.record(made[1])
    records.change(company.as_("cy"), APP, "request", made[1], {"amount": 500}, revision=current.revision)
    company.run()
    return company, made


def again(company: Company, by: str = "boss", **wish: Any) -> dict[str, Any]:
    """A replay of everything, after which all is as it was."""
    before = everything(company)
    since = company.clock.now().replace(year=2000)
    told = replay(company.as_(by), ReplayWish(APP, "flow", since, **wish))
    assert everything(company) == before
    return told


def by_record(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["record"]: item for item in told["items"]}


def test_the_same_workflow_does_the_same_again(month: tuple[Company, list[str]]) -> None:
    """Also for the record that was changed afterwards: it is replayed as it was."""
    company, made = month
    told = again(company)
    assert (told["total"], told["next_cursor"]) == (3, None)
    assert [item["record"] for item in told["items"]] == made[::-1]
    assert all(item["differences"] == [] and item["left_out"] is None and not item["cut"] for item in told["items"])


def test_another_limit_tells_whose_way_would_be_another(month: tuple[Company, list[str]]) -> None:
    company, (small, middle, large) = month
    items = by_record(again(company, document=draft(20, boss={"manager_of": OWNER})))
    assert items[small]["differences"] == items[large]["differences"] == []
    assert items[middle]["differences"] == [
        {
            "node": "size",
            "title": "Size",
            "before": {"outcome": "Large", "who": []},
            "after": {"outcome": "Otherwise", "who": []},
        },
        {"node": "sign", "title": "Sign", "before": {"outcome": "Approved", "who": ["Ann"]}, "after": None},
    ]


def test_who_would_be_asked_is_compared_and_answers_are_those_of_then(month: tuple[Company, list[str]]) -> None:
    company, (small, _, large) = month
    items = by_record(again(company, document=draft(10, boss={"manager_of": {"manager_of": OWNER}})))
    assert items[small]["differences"] == []
    (difference,) = items[large]["differences"]
    assert (difference["node"], difference["before"]["who"], difference["after"]["who"]) == ("sign", ["Ann"], ["Boss"])


def test_where_nobody_answered_nobody_does(publish_flow: Start) -> None:
    company = publish_flow(*asked(10, boss={"manager_of": OWNER}))
    record = company.request(owner_person="bob", amount=50)
    (item,) = again(company)["items"]
    assert item["differences"] == []
    assert company.holders(record) == ["bob"]


def test_what_is_gone_or_not_for_these_eyes_is_left_out(month: tuple[Company, list[str]]) -> None:
    company, (small, *_) = month
    records.delete(company.as_("cy"), APP, "request", small, revision=company.record(small).revision)
    told = again(company)
    assert told["total"] == 3
    assert [(item["record"], item["left_out"]) for item in told["items"]][-1] == (None, "gone")
    with pytest.raises(Forbidden):
        again(company, by="ann")
    with pytest.raises(InvalidDefinition):
        again(company, document=draft(10) | {"edges": [edge("start", "gone")]})


def test_a_draft_about_something_else_is_not_compared(month: tuple[Company, list[str]]) -> None:
    company, _ = month
    other = workflow([node("tell", "message", message="told", to="initiator")], [edge("start", "tell")])
    other["edges"].append(edge("tell", "end"))
    other["trigger"] = {"type": "manual"}
    items = again(company, document=other)["items"]
    assert [(item["left_out"], item["differences"]) for item in items] == [("refused", [])] * 3
    assert all("another form" in item["reason"] for item in items)


def test_it_is_told_part_by_part(month: tuple[Company, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    company, made = month
    monkeypatch.setattr(replaying, "AT_ONCE", 2)
    first = again(company)
    second = again(company, cursor=first["next_cursor"])
    assert [item["record"] for item in [*first["items"], *second["items"]]] == made[::-1]
    assert second["next_cursor"] is None


def test_runs_before_are_not_told(month: tuple[Company, list[str]]) -> None:
    company, made = month
    since = company.instance(made[1]).started_at
    told = replay(company.as_("boss"), ReplayWish(APP, "flow", since))
    assert (told["total"], [item["record"] for item in told["items"]]) == (2, made[:0:-1])


def noting(words: str, *, to: Any = OWNER) -> tuple[list[dict[str, Any]], list[tuple[str, ...]]]:
    """The record's note is written, then somebody is told."""
    nodes = [
        node("note", "update_record", values={"note": words}),
        node("tell", "message", message="told", to=to),
    ]
    return nodes, [("start", "note"), ("note", "tell"), ("tell", "end")]


def test_what_would_be_written_and_sent_is_compared(publish_flow: Start) -> None:
    company = publish_flow(*noting("small"))
    record = company.request(owner_person="bob", amount=5)
    nodes, edges = noting("large", to={"manager_of": OWNER})
    (item,) = again(company, document=workflow(nodes, [edge(*one) for one in edges]))["items"]
    assert item["record"] == record
    write, *messages = item["effects"]
    assert (write["kind"], write["before"], write["after"]) == ("write", "small", "large")
    assert [(one["kind"], one["about"], one["before"] is None) for one in messages] == [
        ("message", "Bob", False),
        ("message", "Ann", True),
    ]
    assert again(company)["items"][0]["effects"] == []


def test_other_drafts_hold_for_the_draft_and_not_for_what_was(publish_flow: Start) -> None:
    company = publish_flow(*noting("small"))
    company.request(owner_person="bob", amount=5)
    message = {"kind": "message", "key": "told", "title": {"zh-CN": "请看", "en": "Look"}, "text": "{amount}"}
    (item,) = again(company, beside=[message])["items"]
    before, after = item["effects"]
    assert (before["after"], after["before"], after["title"]) == (None, None, "Look")
    assert before["title"].startswith("told")


def test_points_and_calls_are_compared_whatever_ids_new_records_have() -> None:
    def run(points: list[tuple[str, str]], made: str, body: Any) -> dict[str, Any]:
        given = [{"ledger": "Points", "account": who, "unit": "pt", "amount": amount} for who, amount in points]
        request = None if body is None else {"method": "POST", "path": f"/orders/{made}", "body": body, "headers": {}}
        write = {"action": "create", "form": "a.order", "form_title": "Order", "record": made, "record_title": None}
        calls = [{"connection": "erp", "method": "POST", "request": request}]
        return {"writes": [write | {"changes": []}], "messages": [], "points": given, "calls": calls}

    one, same = run([("Ann", "1"), ("Ann", "2")], "r1", {"n": 1}), run([("Ann", "3.0")], "r2", {"n": 1})
    assert effects_apart(one, same) == []
    other = run([("Ann", "6"), ("Bob", "1")], "r3", {"n": 2})
    more, new, call = effects_apart(one, other)
    assert (more["about"], more["before"], more["after"]) == ("Ann", "3 pt", "6 pt")
    assert (new["about"], new["before"], new["after"]) == ("Bob", None, "1 pt")
    assert (call["kind"], call["about"]) == ("call", "erp")
    assert call["before"] == 'POST /orders/new 1 {"body": {"n": 1}}'
    assert '{"n": 2}' in call["after"]
    hidden = run([], "r4", None)
    assert [part["after"] for part in effects_apart(one, hidden)] == [None, "POST"]
