"""A formula in an editor, over HTTP: tree, type, value; errors with their place; nothing of what one may not see."""

from typing import Any

import pytest

from tests.web.site import Site

FORMULAS = "/api/v1/apps/shop/forms/deal/formulas"


def check(site: Site, login: str, text: str, **more: Any) -> Any:
    return site.client(login).post(f"{FORMULAS}/check", {"text": text, **more})


def test_text_becomes_a_tree_with_its_type_and_value(site: Site) -> None:
    deal = site.deal("anna")

    found = check(site, "anna", "IF({price} >= 10, 2, 1) * {price}", record=deal["id"]).get_json()

    assert found["errors"] == []
    assert found["type"] == "decimal"
    assert found["tree"] == {"*": [{"if": [{">=": [{"var": "record.price"}, 10]}, 2, 1]}, {"var": "record.price"}]}
    assert found["value"] is not None
    again = site.client("anna").post(f"{FORMULAS}/print", {"tree": found["tree"]}).get_json()
    assert again["text"] == found["text"]


def test_an_error_has_its_place_in_the_text(site: Site) -> None:
    answer = check(site, "anna", "1 +\n {prise}")

    assert answer.status_code == 200
    (error,) = answer.get_json()["errors"]
    assert error["code"] == "expression.unknown_name"
    assert error["position"] == {"line": 2, "column": 2, "length": 7, "start": 5}
    assert "{Price}" in error["detail"]


def test_message_text_is_checked_too(site: Site) -> None:
    found = check(site, "anna", "Hello {name}", message=True).get_json()

    assert found["tree"] == {"cat": ["Hello ", {"var": "record.name"}]}


def test_what_one_may_not_see_is_an_unknown_name(site: Site) -> None:
    hidden = check(site, "cleo", "{price}").get_json()["errors"][0]
    missing = check(site, "cleo", "{prict}").get_json()["errors"][0]

    assert hidden["code"] == missing["code"] == "expression.unknown_name"
    assert "Price" not in hidden["detail"] + missing["detail"]


def test_a_record_that_is_not_for_these_eyes_is_not_found(site: Site) -> None:
    other = site.deal("ben")

    assert check(site, "anna", "{price}", record=other["id"]).status_code == 404
    assert check(site, "dora", "1").status_code == 404
    assert site.anybody().post(f"{FORMULAS}/check", {"text": "1"}).status_code in (401, 403)


def test_a_tree_that_is_wrong_is_refused_in_words(site: Site) -> None:
    assert site.client("anna").post(f"{FORMULAS}/print", {"tree": {"nosuch": []}}).status_code == 422


def test_a_decision_table_is_looked_over_by_those_who_build(site: Site) -> None:
    table = {
        "kind": "decision_table", "key": "t", "title": "T", "hit": "unique",
        "inputs": [{"key": "n", "type": "integer", "title": {"zh-CN": "数量", "en": "Count"}}],
        "outputs": [{"key": "out", "type": "text"}],
        "rows": [{"key": "a", "when": [["<", "5"]], "then": ["x"]}, {"key": "b", "when": [["between", "8", "9"]],
                 "then": ["y"]}],
    }  # fmt: skip
    url = "/api/v1/apps/shop/decision_tables/check"

    found = site.client("chief").post(url, {"document": table}).get_json()

    assert (found["errors"], found["overlaps"]) == ([], [])
    assert found["gaps"]
    assert site.client("anna").post(url, {"document": table}).status_code == 403


@pytest.mark.parametrize(
    "text", ['"' + "x" * 1_000_000 + '"', "(" * 10_000 + "1" + ")" * 10_000, "NOT(" * 10_000 + "TRUE" + ")" * 10_000],
    ids=["a megabyte", "brackets", "calls"],
)  # fmt: skip
def test_s05_a_megabyte_and_ten_thousand_levels_of_text_are_told_in_both_languages(site: Site, text: str) -> None:
    anna = site.client("anna")
    told = {}
    for locale in ("zh-CN", "en"):
        answer = anna.post(f"{FORMULAS}/check", {"text": text}, Accept_Language=locale)
        assert answer.status_code in (200, 413, 422)
        problem = answer.get_json()
        told[locale] = problem["errors"][0]["detail"] if problem.get("errors") else problem["detail"]
    assert all(told.values())
    assert told["zh-CN"] != told["en"]


def test_s05_ten_thousand_levels_of_json_are_refused(site: Site) -> None:
    body = b'{"tree": ' + b'{"!": [' * 10_000 + b"true" + b"]}" * 10_000 + b"}"
    client = site.client("anna")

    answer = client.http.post(
        f"{FORMULAS}/print",
        data=body,
        headers={"X-CSRF-Token": client.csrf, "Content-Type": "application/json"},
    )

    assert answer.status_code in (400, 413, 422)
    assert answer.get_json()["code"]


def test_a_stored_tree_is_worked_out_as_its_reader_sees_the_record(site: Site) -> None:
    own, other = site.deal("anna"), site.deal("ben")
    price = {"*": [{"var": "record.price"}, 2]}

    def value(login: str, tree: Any, record: str) -> Any:
        return site.client(login).post(f"{FORMULAS}/value", {"tree": tree, "record": record})

    text = check(site, "anna", "{price} * 2", record=own["id"]).get_json()
    assert value("anna", price, own["id"]).get_json() == {"value": text["value"], "faults": []}
    assert value("anna", {"/": [1, 0]}, own["id"]).get_json() == {"value": None, "faults": ["division_by_zero"]}
    assert value("anna", price, other["id"]).status_code == 404
    unknown, hidden = value("anna", {"var": "record.prise"}, own["id"]), value("cleo", price, own["id"])
    assert unknown.status_code == 422
    assert unknown.get_json()["code"] == "expression.unknown_name"
    assert "price" not in hidden.get_json()["detail"].lower().replace("record.price", "")
    assert value("anna", {"nothing": 1}, own["id"]).status_code == 422
    assert value("dora", 1, own["id"]).status_code == 404
