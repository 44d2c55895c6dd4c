"""What grids send over HTTP: several records at once, and pasted cells; all of it or nothing, with every reason."""

from typing import Any

import pytest

from loomwork.runtime import changes
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from tests.web.site import CLERK, DEAL, SELLER, Site

FORM = "/api/v1/apps/shop/forms/stop"
STOP: dict[str, Any] = {
    "kind": "form",
    "key": "stop",
    "title": "Stop",
    "fields": [
        {"key": "name", "type": "text", "title": "Name", "required": True, "unique": True},
        {"key": "count", "type": "integer", "title": "Count"},
        {
            "key": "lines",
            "type": "detail_lines",
            "title": "Lines",
            "settings": {"columns": [{"key": "count", "type": "integer", "title": "Count"}]},
        },
    ],
    "checks": [
        {
            "key": "many",
            "at": "submit",
            "warn": True,
            "assert": {"<": [{"var": "record.count"}, 10]},
            "message": {"zh-CN": "数量很大", "en": "That is many"},
        }
    ],
}
GUEST: dict[str, Any] = {"kind": "role", "key": "clerk", "title": "Clerk", "forms": {"stop": {"verbs": ["read"]}}}


@pytest.fixture
def stops(site: Site) -> Site:
    context = site.context
    seller = {**SELLER, "forms": {**SELLER["forms"], "stop": {"verbs": ["create", "read", "change", "delete"]}}}
    clerk = {**CLERK, "forms": {**CLERK["forms"], **GUEST["forms"]}}

    def unit(tx: Any) -> None:
        put_app(tx, context, "shop", "1.0.1", {"package": "shop"}, [])
        publish(tx, context, "shop", [DEAL, STOP, seller, clerk])
        build_tables(tx, plans_in(context.workspace, tx))

    changes.run(context, unit)
    return site


def _names(stops: Site) -> list[str]:
    found = stops.client("anna").get(f"{FORM}/records?sort=name").get_json()["items"]
    return [item["values"]["name"] for item in found]


def test_several_are_written_and_taken_back(stops: Site) -> None:
    anna = stops.client("anna")
    made = anna.post(f"{FORM}/together", {"create": [{"name": "A"}, {"name": "B"}]}).get_json()["created"]
    first, second = made
    deeds = {"change": [{**first, "values": {"name": "C"}}], "delete": [second]}
    done = anna.post(f"{FORM}/together", deeds).get_json()
    assert (done["changed"], _names(stops)) == ([{"id": first["id"], "revision": 2}], ["C"])

    back = {"change": [{"id": first["id"], "revision": 2, "values": {"name": "A"}}], "restore": [second["id"]]}
    assert anna.post(f"{FORM}/together", back).status_code == 200
    assert _names(stops) == ["A", "B"]


def test_what_is_refused_points_at_its_deed_and_writes_nothing(stops: Site) -> None:
    anna = stops.client("anna")
    answer = anna.post(f"{FORM}/together", {"create": [{"name": "A"}, {"count": 1}, {"name": "B", "count": "x"}]})
    found = [error["pointer"] for error in answer.get_json()["errors"]]
    assert (answer.status_code, found) == (422, ["/create/1/values/name", "/create/2/values/count"])
    assert _names(stops) == []

    assert anna.post(f"{FORM}/together", {"create": [{"name": str(n)} for n in range(2001)]}).status_code == 422
    assert anna.post(f"{FORM}/together", {"make": []}).status_code == 422


def test_who_may_only_read_writes_nothing(stops: Site) -> None:
    clerk = stops.client("cleo")
    assert clerk.post(f"{FORM}/together", {"create": [{"name": "A"}]}).status_code == 403
    assert clerk.post("/api/v1/apps/shop/forms/none/together", {"create": [{"name": "A"}]}).status_code == 404
    body = {"columns": ["name"], "rows": [["A"]], "onto": [None]}
    assert clerk.post(f"{FORM}/cells", body).status_code in (403, 422)
    assert stops.anybody().post(f"{FORM}/cells", body).status_code in (401, 403)
    assert _names(stops) == []


def test_pasted_rows_become_records_or_tell_every_cell(stops: Site) -> None:
    anna = stops.client("anna")
    body = {"columns": ["name", "count"], "rows": [["A", "1"], ["B", "two"], ["", "3"]], "onto": [None] * 3}
    answer = anna.post(f"{FORM}/cells", body).get_json()
    assert (answer["done"], [(one["row"], one["column"]) for one in answer["problems"]]) == (None, [(1, "count")])

    body["rows"] = [["A", "1"], ["B", "2"], ["", "3"]]
    answer = anna.post(f"{FORM}/cells", body).get_json()
    assert [(one["row"], one["column"]) for one in answer["problems"]] == [(2, "name")]
    body |= {"rows": [["A", "1"], ["B", "2"]], "onto": [None, None]}
    first = anna.post(f"{FORM}/cells", body).get_json()["done"]["created"][0]
    over = {"columns": ["name"], "rows": [["Z"]], "onto": [first]}
    assert anna.post(f"{FORM}/cells", over).get_json()["done"]["changed"] == [{"id": first["id"], "revision": 2}]
    assert _names(stops) == ["B", "Z"]
    assert anna.post(f"{FORM}/cells", {**over, "onto": []}).status_code == 422


def test_warnings_of_several_rows_are_asked_once_and_confirmed_together(stops: Site) -> None:
    anna = stops.client("anna")
    rows = {"columns": ["name", "count"], "rows": [["A", "10"], ["B", "20"], ["C", "1"]], "onto": [None] * 3}

    asked = anna.post(f"{FORM}/cells", {**rows, "confirmed": []})
    assert (asked.status_code, asked.get_json()["code"]) == (422, "checks.unconfirmed")
    assert [error["check"] for error in asked.get_json()["errors"]] == ["many"]
    assert _names(stops) == []
    created = anna.post(f"{FORM}/cells", {**rows, "confirmed": ["many"]}).get_json()["done"]["created"]
    assert _names(stops) == ["A", "B", "C"]

    deeds = {"change": [{**one, "values": {"count": 99}} for one in created], "confirmed": []}
    assert anna.post(f"{FORM}/together", deeds).get_json()["code"] == "checks.unconfirmed"
    assert anna.post(f"{FORM}/together", {**deeds, "confirmed": ["many"]}).status_code == 200


def test_cells_of_lines_are_read_and_nothing_is_written(stops: Site) -> None:
    anna = stops.client("anna")
    path = f"{FORM}/lines/lines/cells"
    answer = anna.post(path, {"columns": ["count"], "rows": [["1"], ["x"]]}).get_json()
    assert (answer["rows"][0], [one["row"] for one in answer["problems"]]) == ({"count": 1}, [1])
    assert anna.post(path, {"columns": ["none"], "rows": [["1"]]}).status_code == 422
    assert anna.post(f"{FORM}/lines/none/cells", {"columns": ["count"], "rows": [["1"]]}).status_code == 404
