"""Drafts tried on the records there are: whom a ranking puts first, what a message says, what an alarm finds, what a
decision table decides. Nothing is written and nobody is told."""

from typing import Any

import pytest

from tests.web.site import Client, Site

APP = "/api/v1/apps/desk"


def words(chinese: str, english: str) -> dict[str, str]:
    return {"zh-CN": chinese, "en": english}


LEAD: dict[str, Any] = {
    "kind": "form",
    "key": "lead",
    "title": words("线索", "Lead"),
    "fields": [
        {"key": "name", "type": "text", "title": words("名称", "Name")},
        {"key": "budget", "type": "integer", "title": words("预算", "Budget")},
        {"key": "came", "type": "date", "title": words("日期", "Day")},
    ],
}
PROFILE: dict[str, Any] = {
    "kind": "form",
    "key": "profile",
    "title": words("画像", "Profile"),
    "fields": [
        {"key": "person", "type": "member", "title": words("人员", "Person")},
        {"key": "rate", "type": "integer", "title": words("成交率", "Rate")},
        {"key": "least", "type": "integer", "title": words("最低预算", "Least budget")},
    ],
}
RANKING: dict[str, Any] = {
    "kind": "ranking",
    "key": "match",
    "title": words("匹配", "Match"),
    "of": "profile",
    "where": [
        {
            "key": "large",
            "reason": words("线索太小", "The lead is too small"),
            "assert": {">=": [{"var": "record.budget"}, {"var": "candidate.least"}]},
        }
    ],
    "terms": [{"key": "rate", "title": words("成交率", "Rate"), "weight": 2, "value": {"var": "candidate.rate"}}],
}
MESSAGE: dict[str, Any] = {
    "kind": "message",
    "key": "new",
    "form": "lead",
    "title": words("新线索 {名称}", "New lead {name}"),
    "text": words("预算 {预算}，{日期} 收到", "Budget {budget}, came {came}"),
}
METRIC: dict[str, Any] = {
    "kind": "metric",
    "key": "leads",
    "title": words("线索数", "Leads"),
    "form": "lead",
    "moment": "came",
    "aggregate": {"type": "count"},
    "good": "high",
    "bands": [{"green": "3", "yellow": "2"}],
}
ALARM: dict[str, Any] = {
    "kind": "alarm",
    "key": "few",
    "title": words("线索太少", "Too few leads"),
    "metric": "leads",
    "period": "month",
    "state": "red",
    "tell": {"role": "admin"},
}
TABLE: dict[str, Any] = {
    "kind": "decision_table",
    "key": "grade",
    "title": words("分级", "Grades"),
    "hit": "first",
    "inputs": [{"key": "budget", "type": "integer", "title": words("预算", "Budget")}],
    "outputs": [{"key": "grade", "type": "text", "title": words("等级", "Grade")}],
    "rows": [
        {"key": "a", "when": [[">=", "100"]], "then": ["A"]},
        {"key": "b", "when": [[">=", "10"]], "then": ["B"]},
    ],
}


@pytest.fixture
def chief(site: Site) -> Client:
    client = site.client("chief")
    assert client.post("/api/v1/apps", {"key": "desk", "title": "Desk"}).status_code == 201
    for document in (LEAD, PROFILE, METRIC):
        drafted(client, document)
    seen = [{"kind": one["kind"], "key": one["key"], "version": 1} for one in (LEAD, PROFILE, METRIC)]
    assert client.post(f"{APP}/publish", {"drafts": seen}).status_code == 200
    for login, rate, least in (("anna", 3, 0), ("ben", 5, 0), ("cleo", 9, 500)):
        values = {"person": site.people[login], "rate": rate, "least": least}
        assert client.post(f"{APP}/forms/profile/records", {"values": values}).status_code == 201
    return client


def drafted(client: Client, document: dict[str, Any]) -> None:
    where = f"{APP}/documents/{document['kind']}/{document['key']}/draft"
    answer = client.send("PUT", where, {"document": document}, If_Match='"0"')
    assert answer.status_code == 200, answer.get_json()


def lead(client: Client, **values: Any) -> dict[str, Any]:
    made = client.post(f"{APP}/forms/lead/records", {"values": values})
    assert made.status_code == 201
    return {"form": "lead", "record": made.get_json()["id"]}


def tried(client: Client, document: dict[str, Any], **given: Any) -> list[dict[str, Any]]:
    where = f"{APP}/documents/{document['kind']}/{document['key']}/trial"
    answer = client.send("POST", where, given, Loomwork_Preview="desk")
    assert answer.status_code == 200, answer.get_json()
    sections: list[dict[str, Any]] = answer.get_json()["sections"]
    return sections


def test_a_ranking_says_whom_it_puts_first_and_whom_it_leaves_out(site: Site, chief: Client) -> None:
    drafted(chief, RANKING)
    inside, outside = tried(chief, RANKING, **lead(chief, name="Roof", budget=80))
    assert inside["columns"] == ["Person", "Score", "Rate × 2"]
    assert [row[1:] for row in inside["rows"]] == [["10", "5 → 10"], ["6", "3 → 6"]]
    assert inside["marked"] == [0]
    assert [row[1] for row in outside["rows"]] == ["The lead is too small"]
    whole, nobody = tried(chief, RANKING, **lead(chief, name="Tower", budget=900))
    assert len(whole["rows"]) == 3
    assert (nobody["rows"], nobody["empty"]) == ([], "Nobody is left out")


def test_a_message_is_read_in_both_languages_with_what_is_empty(chief: Client) -> None:
    drafted(chief, MESSAGE)
    said, silent = tried(chief, MESSAGE, **lead(chief, name="Roof", budget=80))
    assert [row[1:] for row in said["rows"]] == [
        ["新线索 Roof", "预算 80，— 收到"],
        ["New lead Roof", "Budget 80, came —"],
    ]
    assert silent["rows"] == [["came"]]


def test_an_alarm_says_what_it_would_raise_now(site: Site, chief: Client) -> None:
    drafted(chief, ALARM)
    lead(chief, name="Roof", came=site.workspace.clock.now().date().isoformat())
    _, running = tried(chief, ALARM)
    assert running["rows"] == [["All", "1", "bad", "14", "is raised"]]
    assert running["marked"] == [0]
    for name in ("Tower", "Shed"):
        lead(chief, name=name, came=site.workspace.clock.now().date().isoformat())
    _, running = tried(chief, ALARM)
    assert running["rows"] == [["All", "3", "good", "0", "nothing"]]


def test_a_decision_table_decides_and_names_the_rows_that_fit(chief: Client) -> None:
    drafted(chief, TABLE)
    result, rows = tried(chief, TABLE, values={"budget": "120"})
    assert (result["columns"], result["rows"]) == (["Grade"], [["A"]])
    assert rows["rows"] == [["1", "A"], ["2", "B"]]
    result, rows = tried(chief, TABLE, values={"budget": 3})
    assert (result["rows"], rows["rows"], rows["empty"]) == ([["—"]], [], "No row fits")
    where = f"{APP}/documents/decision_table/grade/trial"
    refused = chief.send("POST", where, {"values": {"budget": "many"}}, Loomwork_Preview="desk")
    assert (refused.status_code, refused.get_json()["errors"][0]["pointer"]) == (422, "/values/budget")


def test_a_draft_is_tried_in_a_preview_only_and_by_who_builds(site: Site, chief: Client) -> None:
    drafted(chief, MESSAGE)
    where = f"{APP}/documents/message/new/trial"
    assert chief.post(where, {}).status_code == 404
    needs = chief.send("POST", where, {}, Loomwork_Preview="desk")
    assert (needs.status_code, needs.get_json()["code"]) == (400, "request.malformed")
    assert site.client("anna").send("POST", where, {}, Loomwork_Preview="desk").status_code == 403
    assert chief.send("POST", f"{APP}/documents/form/lead/trial", {}, Loomwork_Preview="desk").status_code == 404
