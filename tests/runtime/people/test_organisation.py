"""The organisation is dated: who was where, under whom, as what."""

from datetime import timedelta

import pytest

from loomwork.runtime import changes
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Conflict, NotFound, Problems
from loomwork.runtime.people import (
    add_department,
    appoint_head,
    dismiss_person,
    give_role,
    load_people,
    organisation_of,
    person_actor,
    place_person,
    set_manager,
    take_role,
)
from loomwork.runtime.storage import FakeClock, Transaction

from .company import ROWS, load_company


def test_a_list_of_people_becomes_departments_heads_and_superiors(context: Context) -> None:
    ids = load_company(context)
    organisation, now = organisation_of(context.workspace), context.now()

    east = organisation.department(ids["E4"], now)
    assert east is not None
    assert organisation.departments[east] == "华东"
    assert organisation.head(east, now) == ids["E2"]
    assert organisation.title(ids["E4"], now) == "销售代表"
    assert organisation.manager(ids["E4"], now) == ids["E2"]
    assert organisation.manager(ids["E4"], now, levels=2) == ids["E1"]
    assert organisation.manager(ids["E4"], now, levels=3) is None
    assert organisation.reports(ids["E2"], now) == {ids["E4"], ids["E5"]}
    assert organisation.reports(ids["E1"], now) == {ids[f"E{n}"] for n in range(2, 7)}
    assert [person.code for person in organisation.search("文", 10)] == ["E3", "E5"]


def test_loading_the_same_list_twice_changes_nothing(context: Context) -> None:
    before = load_company(context)
    revision = organisation_of(context.workspace).revision

    assert load_company(context) == before
    assert organisation_of(context.workspace).revision == revision


def test_a_list_with_unknown_superiors_or_without_names_is_refused_whole(context: Context) -> None:
    rows = [*ROWS, {"工号": "E7", "姓名": "", "直属上级": "E99"}]

    with pytest.raises(Problems) as caught:
        changes.run(context, lambda tx: load_people(tx, context, rows))

    assert [error.pointer for error in caught.value.errors] == ["/6/name", "/6/manager"]
    assert organisation_of(context.workspace).persons == {}


def test_the_past_stays_answerable(context: Context, clock: FakeClock) -> None:
    ids = load_company(context)
    then = context.now()
    south = organisation_of(context.workspace).department(ids["E6"], then)
    assert south is not None
    clock.advance(timedelta(days=30))

    changes.run(context, lambda tx: place_person(tx, context, ids["E4"], south, "高级销售"))
    changes.run(context, lambda tx: set_manager(tx, context, ids["E4"], ids["E3"]))

    organisation, now = organisation_of(context.workspace), context.now()
    assert organisation.manager(ids["E4"], then) == ids["E2"]
    assert organisation.manager(ids["E4"], now) == ids["E3"]
    assert organisation.manager(ids["E4"], now - timedelta(microseconds=1)) == ids["E2"]
    assert organisation.title(ids["E4"], then) == "销售代表"
    assert organisation.department(ids["E4"], now) == south
    assert ids["E4"] not in organisation.reports(ids["E2"], now)
    assert ids["E4"] in organisation.reports(ids["E2"], then)


def test_superiors_never_form_a_circle(context: Context) -> None:
    ids = load_company(context)

    with pytest.raises(Conflict):
        changes.run(context, lambda tx: set_manager(tx, context, ids["E1"], ids["E4"]))


def test_who_has_left_is_stepped_over(context: Context) -> None:
    ids = load_company(context)
    changes.run(context, lambda tx: dismiss_person(tx, context, ids["E2"]))

    organisation, now = organisation_of(context.workspace), context.now()
    assert organisation.manager(ids["E4"], now) == ids["E1"]
    assert organisation.search("陈国", 10) == []
    with pytest.raises(NotFound):
        person_actor(context.workspace, ids["E2"])


def test_heads_answer_for_the_departments_below_theirs(context: Context) -> None:
    ids = load_company(context)
    organisation, now = organisation_of(context.workspace), context.now()
    east = organisation.department(ids["E2"], now)
    shop = changes.run(context, lambda tx: add_department(tx, context, "华东一部", parent=east))

    departments = organisation_of(context.workspace).departments_of
    assert set(departments(ids["E2"], now)) == {east, shop}
    assert departments(ids["E4"], now) == (east,)
    # Nobody heads the shop, so the head above answers.
    assert organisation_of(context.workspace).head(shop, now) == ids["E2"]

    changes.run(context, lambda tx: appoint_head(tx, context, shop, ids["E5"]))
    assert organisation_of(context.workspace).head(shop, now) == ids["E5"]


def test_roles_begin_and_end(context: Context, clock: FakeClock) -> None:
    ids = load_company(context)
    changes.run(context, lambda tx: give_role(tx, context, ids["E4"], "shop.seller"))
    changes.run(context, lambda tx: give_role(tx, context, ids["E4"], "shop.seller"))
    assert person_actor(context.workspace, ids["E4"]).roles == {"shop.seller"}
    assert organisation_of(context.workspace).holders("shop.seller", context.now()) == [ids["E4"]]
    held = context.now()
    clock.advance(timedelta(hours=1))

    changes.run(context, lambda tx: take_role(tx, context, ids["E4"], "shop.seller"))

    assert person_actor(context.workspace, ids["E4"]).roles == set()
    assert organisation_of(context.workspace).roles(ids["E4"], held) == {"shop.seller"}


def test_a_transaction_sees_its_own_people_and_a_failed_one_leaves_nothing(context: Context) -> None:
    class Undone(Exception):
        pass

    def unit(tx: Transaction) -> None:
        ids = load_people(tx, context, ROWS)
        assert organisation_of(context.workspace, tx.connection).name(ids["E1"]) == "杜兰"
        raise Undone

    with pytest.raises(Undone):
        changes.run(context, unit)
    assert organisation_of(context.workspace).persons == {}


def test_every_change_of_people_is_in_the_change_record(context: Context) -> None:
    ids = load_company(context)
    with context.workspace.database.read() as connection:
        actions = [entry.action for entry in changes.history(connection, ids["E4"])]
    assert actions[-1] == "create"
    assert set(actions[:-1]) == {"change"}
