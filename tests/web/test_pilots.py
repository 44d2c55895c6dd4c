"""A pilot over HTTP: whoever belongs to its departments gets what is drafted, everybody else what is published."""

from typing import Any

from loomwork.runtime import changes
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.people import add_department, place_person
from tests.web.site import DEAL, RECORDS, Client, Site
from tests.web.test_previews import DEARER, RANK, SHOP, drafted, views_of

PILOT = f"{SHOP}/pilot"
VIEWS = f"{SHOP}/forms/deal/views"
BASIC = DEARER | {"settings": {"columns": ["name"]}}


def north(site: Site, person: str) -> str:
    """A department to which somebody belongs."""
    context = Context(site.workspace, SYSTEM)

    def unit(tx: Any) -> str:
        department = add_department(tx, context, "North")
        place_person(tx, context, site.people[person], department, "")
        return department

    return changes.run(context, unit)


def begin(chief: Client, departments: list[str], *, version: int = 1) -> Any:
    drafts = [{"kind": "view", "key": "dear", "version": version}]
    return chief.send("PUT", PILOT, {"drafts": drafts, "departments": departments})


def test_it_holds_for_a_department_until_it_ends(site: Site) -> None:
    chief, anna = site.client("chief"), site.client("anna")
    department = north(site, "anna")
    drafted(chief, BASIC)
    assert chief.get(PILOT).get_json() == {"pilot": None}
    assert begin(chief, [department]).get_json() == {"published": 1}

    assert views_of(anna.get(VIEWS).get_json()) == ["dear"]
    assert views_of(chief.get(VIEWS).get_json()) == []
    assert anna.get(f"{RECORDS}?view=dear").status_code == 200
    assert [client.get("/api/v1/apps").get_json()["items"][0]["on_pilot"] for client in (anna, chief)] == [True, False]
    made = anna.post(RECORDS, {"values": {"name": "Lamp", "price": "3"}})
    assert made.status_code == 201, made.get_json()
    told = chief.get(PILOT).get_json()["pilot"]
    assert [one["name"] for one in told["departments"]] == ["North"]
    assert (told["began_by"], told["documents"], told["behind"]) == ("Chief", 1, 0)

    assert chief.send("DELETE", PILOT).status_code == 204
    assert views_of(anna.get(VIEWS).get_json()) == []
    assert chief.send("DELETE", PILOT).get_json()["code"] == "pilot.none"


def test_whoever_builds_sees_drafts_beside_what_holds_for_everybody(site: Site) -> None:
    chief = site.client("chief")
    drafted(chief, BASIC)
    begin(chief, [north(site, "chief")])
    assert views_of(chief.get(VIEWS).get_json()) == ["dear"]
    document = chief.get(f"{SHOP}/documents/view/dear").get_json()
    assert (document["published"], document["draft"]["version"]) == (None, 1)
    (change,) = chief.get(f"{SHOP}/changes").get_json()["items"]
    assert (change["key"], change["act"]) == ("dear", "new")
    settings = chief.get(f"{SHOP}/settings").get_json()
    assert (
        chief.send("PUT", f"{SHOP}/settings", {key: settings[key] for key in ("values", "version")}).status_code == 200
    )
    assert views_of(chief.get(VIEWS).get_json()) == ["dear"]


def test_what_cannot_be_on_pilot_is_told(site: Site) -> None:
    chief = site.client("chief")
    department = north(site, "anna")
    drafted(chief, DEAL | {"fields": [*DEAL["fields"], RANK]})
    drafts = [{"kind": "form", "key": "deal", "version": 1}]
    refused = chief.send("PUT", PILOT, {"drafts": drafts, "departments": [department]})
    assert refused.status_code == 422
    assert [one["code"] for one in refused.get_json()["errors"]] == ["pilot.tables"]
    assert chief.send("PUT", PILOT, {"drafts": drafts, "departments": []}).status_code == 422
    assert chief.send("PUT", PILOT, {"drafts": drafts, "departments": ["x"]}).get_json()["code"] == "pilot.departments"
    assert chief.send("PUT", PILOT, {"drafts": [], "departments": [department]}).status_code == 422


def test_it_is_for_who_builds(site: Site) -> None:
    anna = site.client("anna")
    assert anna.get(PILOT).status_code == 403
    assert begin(anna, ["x"]).status_code == 403
    assert anna.send("DELETE", PILOT).status_code == 403
    assert site.anybody().get(PILOT).status_code == 401
