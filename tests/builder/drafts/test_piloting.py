"""Drafts hold for the people of some departments alone: what they see, what they begin, and how it ends."""

from copy import deepcopy
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.builder import drafts
from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import Plans, plan_cache
from loomwork.runtime.errors import Forbidden, Problems
from loomwork.runtime.messages.tables import message
from loomwork.runtime.people import add_department, in_his_pilots, person_actor, place_person
from loomwork.runtime.workflows import tables

from .conftest import APP, REQUEST, REQUESTS, Bench
from .test_drafted import FLOW, TOLD

ROLE: dict[str, Any] = {
    "kind": "role",
    "key": "staff",
    "title": "Staff",
    "forms": {"request": {"verbs": ["create", "read"], "fields": {"*": "write"}}},
}


def departments(bench: Bench) -> dict[str, str]:
    """North, and a team below it; South."""

    def unit(tx: Any) -> dict[str, str]:
        north = add_department(tx, bench.ann, "North")
        return {
            "north": north,
            "team": add_department(tx, bench.ann, "Team", parent=north),
            "south": add_department(tx, bench.ann, "South"),
        }

    return changes.run(bench.ann, unit)


def somebody(bench: Bench, name: str, department: str) -> Context:
    context = bench.person(name, f"{APP}.staff")
    person = context.actor.person_id or ""
    changes.run(bench.ann, lambda tx: place_person(tx, bench.ann, person, department, ""))
    return bench.ann.acting_as(person_actor(bench.ann.workspace, person))


@pytest.fixture
def company(bench: Bench) -> tuple[Bench, dict[str, str]]:
    for document in (REQUEST, REQUESTS, TOLD, FLOW, ROLE):
        drafts.save(bench.ann, bench.place(document), document, 0)
    bench.publish()
    return bench, departments(bench)


def pilot(bench: Bench, *where: str, **changed: dict[str, Any]) -> int:
    """The drafts as they are, with documents changed before."""
    found = drafts.documents(bench.ann, APP)
    versions = {(one.kind, one.key): one.draft.version if one.draft else 0 for one in found}
    for document in changed.values():
        drafts.save(bench.ann, bench.place(document), document, versions.get((document["kind"], document["key"]), 0))
    found = drafts.documents(bench.ann, APP)
    seen = {(one.kind, one.key): one.draft.version for one in found if one.draft}
    return drafts.start_pilot(bench.ann, APP, seen, where)


def plans_of(context: Context) -> Plans:
    return plan_cache(in_his_pilots(context).workspace).latest()


def view_title(context: Context) -> Any:
    return plans_of(context).get("view", APP, "requests").document["title"]


def told(bench: Bench) -> list[str]:
    with bench.ann.workspace.database.read() as connection:
        return [row["en"] for row in connection.execute(sa.select(message.c.title).order_by(message.c.id)).scalars()]


def test_it_holds_for_the_departments_and_those_below(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    people = {name: somebody(bench, name, place) for name, place in places.items()}
    assert pilot(bench, places["north"], view=REQUESTS | {"title": "Piloted"}) == 1
    assert {name: view_title(one) for name, one in people.items()} == {
        "north": "Piloted",
        "team": "Piloted",
        "south": "Requests",
    }
    # Nobody else, and no job, knows of it; the draft stays.
    assert view_title(bench.ann) == "Requests"
    running = drafts.piloted(bench.ann, APP)
    assert running is not None
    assert (running.departments, running.documents, running.behind) == ([(places["north"], "North")], 1, 0)
    assert drafts.document(bench.ann, bench.place(REQUESTS)).draft is not None


def test_a_workflow_goes_on_by_the_document_by_which_it_began(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    north, south = (somebody(bench, name, places[name]) for name in ("north", "south"))
    twice = deepcopy(FLOW)
    twice["nodes"].append({"key": "rest", "type": "wait", "title": "Rest", "settings": {"for": "PT1H"}})
    twice["nodes"].append(
        {"key": "again", "type": "message", "title": "Again", "settings": {"message": "anew", "to": "initiator"}}
    )
    twice["edges"] = [
        {"from": "start", "to": "say"},
        {"from": "say", "to": "rest"},
        {"from": "rest", "to": "again"},
        {"from": "again", "to": "end"},
    ]
    anew = TOLD | {"key": "anew", "title": {"zh-CN": "再说", "en": "Again {why}"}}
    pilot(bench, places["north"], flow=twice, told=TOLD | {"title": {"zh-CN": "x", "en": "Pilot {why}"}}, anew=anew)

    for context, why in ((north, "north"), (south, "south")):
        records.create(in_his_pilots(context), APP, "request", {"why": why, "days": 1})
        jobs.run_due(bench.ann.workspace)

    assert told(bench) == ["Pilot north", "Leave south"]
    with bench.ann.workspace.database.read() as connection:
        states = connection.execute(sa.select(tables.instance.c.state).order_by(tables.instance.c.id)).scalars().all()
    assert states == ["waiting", "completed"]


def test_it_ends_when_it_is_stopped(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    north = somebody(bench, "north", places["north"])
    pilot(bench, places["north"], view=REQUESTS | {"title": "Piloted"})
    drafts.stop_pilot(bench.ann, APP)
    assert view_title(north) == "Requests"
    assert drafts.piloted(bench.ann, APP) is None
    assert drafts.document(bench.ann, bench.place(REQUESTS)).draft is not None
    with pytest.raises(drafts.NoPilot):
        drafts.stop_pilot(bench.ann, APP)


def test_it_ends_when_it_is_published(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    pilot(bench, places["north"], view=REQUESTS | {"title": "Piloted"})
    bench.publish()
    assert view_title(bench.ann) == "Piloted"
    assert drafts.piloted(bench.ann, APP) is None
    current = [one.number for one in drafts.revisions(bench.ann, bench.place(REQUESTS)) if one.current]
    assert current == [3]


def test_it_goes_by_the_drafts_of_when_it_began(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    north = somebody(bench, "north", places["north"])
    pilot(bench, places["north"], view=REQUESTS | {"title": "Piloted"})
    drafts.save(bench.ann, bench.place(REQUESTS), REQUESTS | {"title": "Later"}, 1)
    assert view_title(north) == "Piloted"
    running = drafts.piloted(bench.ann, APP)
    assert running is not None
    assert running.behind == 1
    revisions = len(drafts.revisions(bench.ann, bench.place(REQUESTS)))
    assert pilot(bench, places["north"]) == 1
    assert pilot(bench, places["north"]) == 1
    # Begun anew with what it had, it makes no revision of it again.
    assert len(drafts.revisions(bench.ann, bench.place(REQUESTS))) == revisions + 1
    pilot(bench, places["south"])
    assert view_title(north) == "Requests"


def test_what_needs_tables_is_refused_and_told(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    more = deepcopy(REQUEST)
    more["fields"].append({"key": "until", "type": "date", "title": "Until"})
    with pytest.raises(Problems) as refused:
        pilot(bench, places["north"], form=more)
    assert "请假" in refused.value.errors[0].sentence("zh-CN")
    unique = deepcopy(REQUEST)
    unique["fields"][0]["unique"] = True
    with pytest.raises(Problems):
        pilot(bench, places["north"], form=unique)
    required = deepcopy(REQUEST)
    required["fields"][0]["required"] = True
    assert pilot(bench, places["north"], form=required) == 1


def test_it_takes_departments_and_rights(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    with pytest.raises(drafts.NoDepartment):
        pilot(bench, view=REQUESTS | {"title": "Piloted"})
    with pytest.raises(drafts.NoDepartment):
        pilot(bench, "nowhere")
    drafts.save(bench.ann, bench.place(ROLE), ROLE | {"title": "Crew"}, 0)
    builder = bench.person("Cy")
    with pytest.raises(Forbidden):
        drafts.start_pilot(builder, APP, {("role", "staff"): 1, ("view", "requests"): 1}, [places["north"]])


def test_what_the_pilot_withdraws_is_gone_for_its_people_alone(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    north = somebody(bench, "north", places["north"])
    drafts.save(bench.ann, bench.place(REQUESTS), {}, 0)
    pilot(bench, places["north"])
    assert plans_of(north).find("view", APP, "requests") is None
    assert view_title(bench.ann) == "Requests"


def test_wrong_drafts_are_refused(company: tuple[Bench, dict[str, str]]) -> None:
    bench, places = company
    with pytest.raises(Problems):
        pilot(bench, places["north"], view=REQUESTS | {"settings": {"columns": ["nothing"]}})
