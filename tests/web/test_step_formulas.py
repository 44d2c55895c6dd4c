"""A formula of a workflow's step in an editor: what steps before it tell is offered, written and read by title."""

from typing import Any

from loomwork.runtime import changes
from loomwork.runtime.definitions import publish
from tests.web.site import Site

FORMULAS = "/api/v1/apps/shop/workflows/ask/steps/tell/formulas"


def step(key: str, type_: str, title: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": title, "settings": settings}


def publish_steps(site: Site) -> None:
    price = {"key": "half", "type": "decimal", "value": {"/": [{"var": "record.price"}, 2]}}
    document = {
        "kind": "workflow",
        "key": "ask",
        "title": "Asking",
        "trigger": {"type": "record_created", "form": "deal"},
        "nodes": [
            step("find", "query_records", "All deals", form="deal", shows=["name"]),
            step("work", "compute", "Work out", values=[price]),
            step("tell", "update_record", "Note", values={"name": {"var": "record.name"}}),
            step("last", "compute", "Afterwards", values=[price]),
        ],
        "edges": [
            {"from": "start", "to": "find"},
            {"from": "find", "to": "work"},
            {"from": "work", "to": "tell"},
            {"from": "tell", "to": "last"},
            {"from": "last", "to": "end"},
        ],
    }
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [document]))


def test_steps_before_this_one_are_offered_with_what_they_tell(site: Site) -> None:
    publish_steps(site)

    names = site.client("chief").get(f"{FORMULAS}/names").get_json()["names"]

    told = {one["path"]: (one["written"], one["type"]) for one in names if one["step"]}
    assert told["nodes.find.count"] == ("{step.All deals.count}", "integer")
    assert told["nodes.find.first.name"] == ("{step.All deals.first.name}", "text")
    assert told["nodes.find.rows.name"] == ("{step.All deals.rows.name}", "list")
    assert told["nodes.work.half"] == ("{step.Work out.half}", "decimal")
    assert {one["step_title"] for one in names if one["step"]} == {"All deals", "Work out"}
    own = {one["path"]: one["written"] for one in names if not one["step"]}
    assert own["record.price"] == "{Price}"
    assert not [path for path in own if path.startswith(("actor", "before"))]


def test_text_becomes_a_tree_that_reads_a_step_and_back(site: Site) -> None:
    publish_steps(site)
    chief = site.client("chief")

    found = chief.post(f"{FORMULAS}/check", {"text": "{step.Work out.half} + {nodes.find.count}"}).get_json()

    assert found["errors"] == []
    assert found["type"] == "decimal"
    assert found["tree"] == {"+": [{"var": "nodes.work.half"}, {"var": "nodes.find.count"}]}
    again = chief.post(f"{FORMULAS}/print", {"tree": found["tree"]}).get_json()
    assert again["text"] == found["text"] == "{step.Work out.half} + {step.All deals.count}"


def test_what_is_wrong_is_told_with_its_place(site: Site) -> None:
    publish_steps(site)
    chief = site.client("chief")

    (error,) = chief.post(f"{FORMULAS}/check", {"text": "1 +\n {step.Work out.hafl}"}).get_json()["errors"]
    assert error["position"]["line"] == 2
    assert "{step.Work out.half}" in error["detail"]
    (error,) = chief.post(f"{FORMULAS}/check", {"text": "{step.All deals.first.name} * 2"}).get_json()["errors"]
    assert error["code"] == "expression.type"
    (error,) = chief.post(f"{FORMULAS}/check", {"text": "{step.Afterwards.half}"}).get_json()["errors"]
    assert error["code"] == "expression.unknown_name"
    assert chief.post(f"{FORMULAS}/print", {"tree": {"var": "nodes.work.hafl"}}).status_code == 422


def test_only_who_builds_apps_is_told(site: Site) -> None:
    publish_steps(site)

    assert site.client("chief").get(f"{FORMULAS}/names".replace("tell", "gone")).status_code == 404
    assert site.client("anna").get(f"{FORMULAS}/names").status_code == 403
    assert site.anybody().get(f"{FORMULAS}/names").status_code == 401
