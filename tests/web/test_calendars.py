"""Working calendars over HTTP: the usual one, changed, given to departments, refused, withdrawn; and by whom."""

import pytest

from loomwork.runtime import changes
from loomwork.runtime.calendars import calendar_of
from loomwork.runtime.changes import history
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.people.changing import add_department
from loomwork.runtime.storage import Transaction
from tests.web.site import Client, Site

CALENDARS = "/api/v1/calendars"
SHOP = {"title": "门店日历", "hours": {"saturday": [["10:00", "22:00"]], "sunday": [["10:00", "22:00"]]}}


@pytest.fixture
def chief(site: Site) -> Client:
    client = site.client("chief")
    client.language = "zh-CN"
    return client


def department(site: Site, name: str) -> str:
    def unit(tx: Transaction) -> str:
        return add_department(tx, site.context, name)

    return changes.run(site.context, unit)


def test_a_company_starts_with_the_usual_one_and_makes_it_its_own(site: Site, chief: Client) -> None:
    (usual,) = chief.get(CALENDARS).get_json()["items"]
    assert (usual["title"], usual["revision"], usual["document"]["holidays"]) == ("公司日历", 0, "CN")

    changed = usual["document"] | {"days": {"2026-01-06": {"works": False, "title": "年会"}}}
    body = {"document": {name: changed[name] for name in ("title", "holidays", "hours", "days")}}
    answer = chief.send("PUT", f"{CALENDARS}/company", body, If_Match='"0"')
    assert answer.status_code == 200
    assert answer.get_json()["items"][0]["revision"] == 1
    assert chief.send("PUT", f"{CALENDARS}/company", body, If_Match='"0"').get_json()["code"] == "revision.stale"
    assert chief.send("PUT", f"{CALENDARS}/company", body).status_code == 428

    year = chief.post(f"{CALENDARS}/years/2026", body).get_json()
    party = next(day for day in year["days"] if day["date"] == "2026-01-06")
    assert party == {"date": "2026-01-06", "works": False, "hours": [], "why": "edited", "title": "年会"}
    assert (len(year["days"]), year["working_days"], year["announced"]) == (365, 247, True)
    assert chief.post(f"{CALENDARS}/years/2027", body).get_json()["announced"] is False
    assert chief.post(f"{CALENDARS}/years/next", body).status_code == 404

    assert chief.send("DELETE", f"{CALENDARS}/company", None, If_Match='"1"').status_code == 204
    assert chief.get(CALENDARS).get_json()["items"][0]["revision"] == 0
    again = chief.send("PUT", f"{CALENDARS}/company", body, If_Match='"0"').get_json()["items"][0]
    assert "2026-01-06" in again["document"]["days"]


def test_a_department_goes_by_its_own(site: Site, chief: Client) -> None:
    stores = department(site, "门店部")
    made = chief.post(CALENDARS, {"document": SHOP | {"departments": [stores]}}).get_json()["items"]
    assert [one["title"] for one in made] == ["公司日历", "门店日历"]
    assert made[1]["departments"] == {stores: "门店部"}

    plans = plan_cache(site.context.workspace).latest()
    assert calendar_of(site.context.workspace, plans, ["below", stores]).title == "门店日历"
    assert calendar_of(site.context.workspace, plans, ["elsewhere"]).key == "company"

    second = chief.post(CALENDARS, {"document": SHOP | {"departments": [stores]}})
    assert second.status_code == 422
    assert second.get_json()["errors"][0]["pointer"] == "/departments/0"
    unknown = chief.post(CALENDARS, {"document": SHOP | {"departments": ["nowhere"]}})
    assert unknown.get_json()["errors"][0]["detail"].endswith("没有这个部门")


def test_what_a_calendar_cannot_be_is_told_at_its_place(chief: Client) -> None:
    wrong = SHOP | {"hours": {"monday": [["09:00", "08:00"]]}}
    answer = chief.post(CALENDARS, {"document": wrong})
    assert answer.get_json()["errors"][0]["pointer"] == "/hours/monday/0"
    assert chief.post(CALENDARS, {"document": SHOP | {"colour": "red"}}).status_code == 422


def test_only_who_keeps_calendars_may(site: Site) -> None:
    anna = site.client("anna")
    assert anna.get(CALENDARS).status_code == 403
    assert anna.post(CALENDARS, {"document": SHOP}).status_code == 403


def test_every_change_is_in_the_change_record(site: Site, chief: Client) -> None:
    made = chief.post(CALENDARS, {"document": SHOP}).get_json()["items"][1]
    body = {"document": SHOP | {"title": "周末店"}}
    chief.send("PUT", f"{CALENDARS}/{made['key']}", body, If_Match='"1"')
    with site.context.workspace.database.read() as connection:
        entries = history(connection, made["key"])
    assert [[step["path"] for step in entry.patch] for entry in entries if entry.action == "change"] == [[["title"]]]


def test_anybody_is_told_when_the_company_rests(site: Site) -> None:
    worked = site.client("anna").get(f"{CALENDARS}/years/2026/days-off").get_json()
    days = worked["items"]
    assert [len(hours) for hours in worked["week"]] == [2, 2, 2, 2, 2, 0, 0]
    made_up = {day["date"]: day["hours"] for day in worked["otherwise"]}
    assert made_up["2026-02-28"] == worked["week"][0]
    assert {"date": "2026-03-15", "title": None}.items() <= next(d for d in days if d["date"] == "2026-03-15").items()
    assert "2026-02-28" not in {day["date"] for day in days}  # a Saturday worked for the spring festival
    assert site.client("anna").get(f"{CALENDARS}/years/1200/days-off").status_code == 404
    assert site.anybody().get(f"{CALENDARS}/years/2026/days-off").status_code == 401
