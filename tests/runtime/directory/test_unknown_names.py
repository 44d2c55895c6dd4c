"""Unknown names: counted whatever becomes of the submit, asked about, blocked when nobody decides, and decided."""

from datetime import timedelta

import pytest

from loomwork.runtime import changes, directory, jobs, messages, records
from loomwork.runtime.definitions import plans_in, publish
from loomwork.runtime.errors import InvalidDefinition, InvalidValue, NotFound, Problems
from loomwork.runtime.forms import form_plan
from loomwork.runtime.people import ADMINISTRATOR, give_role
from loomwork.runtime.workflows import check_asking, tasks
from loomwork.runtime.workflows.errors import NotYourTask, TaskTaken
from tests.runtime.directory.documents import CUSTOMER, ORDER, ROLES

NAME = "宁波恒太机电"


def order_form(required=False, **unknown):
    number, customer = ORDER["fields"]
    settings = {"form": "customer", "unknown": {"count_to": 3, "ask": {"role": "keeper"}, **unknown}}
    return {**ORDER, "fields": [number, customer | {"required": required, "settings": settings}]}


@pytest.fixture
def crm(install):
    install([CUSTOMER, order_form(), *ROLES])


def submit(context, name=NAME, once=None, **values):
    sent = {"number": "A", "customer": {"name": name}, **values}
    settled = directory.settle_names(context, "crm", "order", sent, once=once)
    return records.create(context, "crm", "order", settled)


def codes(refused):
    return [(error.pointer, error.code) for error in refused.value.errors]


def asked(context):
    """The to-dos of the actor, as one who opens each sees it."""
    jobs.run_due(context.workspace)
    return [tasks.get(context, one["id"]) for one in tasks.page(context)["items"]]


def to_decide(context):
    return [(one["name"]["name"], one["name"]["count"]) for one in asked(context)]


def decide(context, decision, **how):
    (one,) = asked(context)
    done = tasks.decide_name(context, one["id"], decision, revision=one["revision"], **how)
    return done["flow"]


def test_at_three_uses_somebody_is_asked(crm, person):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(2):
        submit(seller)
    assert to_decide(keeper) == []

    submit(seller, name=" 宁波恒太机电 ")

    assert to_decide(keeper) == [(NAME, 3)]
    assert to_decide(seller) == []


def test_a_refused_submit_counts_and_one_sent_again_does_not(crm, person):
    keeper, seller = person("keeper"), person("seller")
    for once in ("a", "a", "b", "c"):
        with pytest.raises(Problems):
            submit(seller, once=once, number=None)

    assert to_decide(keeper) == [(NAME, 3)]


def test_a_name_that_is_known_is_no_unknown_one(crm, context, person):
    keeper = person("keeper")
    id = records.create(context, "crm", "customer", {"name": "宁波恒太机电有限公司"}).id

    assert submit(keeper).values["customer"] == id


def test_undecided_for_too_long_it_blocks(crm, person, clock):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    clock.advance(timedelta(hours=23, minutes=59))
    submit(seller)
    clock.advance(timedelta(minutes=1))

    with pytest.raises(Problems) as refused:
        submit(seller)
    assert codes(refused) == [("/values/customer", "name.waiting")]
    # By whatever way: one that does not ask first is refused in its transaction.
    with pytest.raises(Problems) as refused:
        records.create(seller, "crm", "order", {"number": "B", "customer": {"name": NAME}})
    assert codes(refused) == [("/values/customer", "name.waiting")]
    assert submit(seller, name="青岛海纳物流").values["customer"] is None
    assert asked(keeper)[0]["name"]["blocked"]


def test_the_same_as_one_that_is_there(crm, context, person, clock):
    keeper, seller = person("keeper"), person("seller")
    made = [submit(seller).id for _ in range(3)]
    id = records.create(context, "crm", "customer", {"name": "宁波恒泰机电有限公司"}).id
    (one,) = asked(keeper)
    assert [(found["id"], found["label"]) for found in one["name"]["suggestions"]] == [(id, "宁波恒泰机电有限公司")]
    clock.advance(timedelta(days=2))

    assert decide(keeper, "same", record=id)["state"] == "completed"

    # The records that waited are filled, and the name is known from now on.
    assert {records.get(context, "crm", "order", one).values["customer"] for one in made} == {id}
    assert submit(keeper).values["customer"] == id
    assert to_decide(keeper) == []
    with pytest.raises(TaskTaken):
        tasks.decide_name(keeper, one["id"], "refuse", revision=one["revision"], reason="no")


def test_a_new_record(crm, context, person):
    keeper, seller = person("keeper"), person("seller")
    made = [submit(seller).id for _ in range(3)]

    decide(keeper, "create", values={"city": "宁波"})

    id = records.get(context, "crm", "order", made[0]).values["customer"]
    assert records.get(context, "crm", "customer", id).values["name"] == NAME
    assert {records.get(context, "crm", "order", one).values["customer"] for one in made} == {id}


def test_refused(crm, person):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    with pytest.raises(InvalidValue):
        decide(keeper, "refuse")

    decide(keeper, "refuse", reason="已注销")

    with pytest.raises(Problems) as refused:
        submit(seller)
    assert codes(refused) == [("/values/customer", "name.refused")]
    assert "已注销" in refused.value.errors[0].sentence("zh-CN")


def test_a_field_that_must_be_filled_takes_known_names_only(install, crm, person):
    install([CUSTOMER, order_form(required=True), *ROLES])
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        with pytest.raises(Problems) as refused:
            submit(seller, number=None)
        assert codes(refused) == [("/values/customer", "name.unknown"), ("/values/number", "value.required")]
    assert to_decide(keeper) == [(NAME, 3)]


def test_only_who_is_asked_decides(crm, person):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    other = person("keeper")
    (one,) = asked(keeper)

    # Who typed it sees how far it is, and no more.
    assert tasks.get(seller, one["id"])["flow"]["state"] == "waiting"
    with pytest.raises(NotYourTask):
        tasks.decide_name(seller, one["id"], "refuse", revision=1, reason="no")
    with pytest.raises(NotFound):
        tasks.decide_name(other, one["id"], "refuse", revision=1, reason="no")
    with pytest.raises(InvalidValue):
        tasks.decide_name(keeper, one["id"], "burn", revision=1)
    with pytest.raises(NotFound):
        tasks.decide_name(keeper, one["id"], "same", revision=1, record="0" * 26)


def test_the_first_of_several_decides_for_all(crm, person):
    keeper, other, seller = person("keeper"), person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    assert to_decide(other) == [(NAME, 3)]

    decide(keeper, "refuse", reason="-")

    assert to_decide(other) == []


def test_once_the_time_is_over_the_administrators_are_asked_too(crm, context, person, clock):
    keeper, boss, seller = person("keeper"), person(), person("seller")
    changes.run(context, lambda tx: give_role(tx, context, boss.actor.person_id, ADMINISTRATOR))
    for _ in range(3):
        submit(seller)
    (one,) = asked(keeper)
    assert (one["kind"], one["record"], one["due_at"]) == ("name", None, "2026-01-05T13:00:00Z")
    assert asked(boss) == []

    clock.advance(timedelta(hours=25))

    (late,) = asked(boss)
    assert (late["group"], late["due_at"]) == ("overdue", "2026-01-06T01:00:00Z")
    assert len(asked(keeper)) == 1
    decide(boss, "refuse", reason="-")
    assert to_decide(keeper) == []


REMINDER = {"kind": "message", "key": "hurry", "title": "Hurry: {record.name}", "text": "{record.name} waits"}


def test_a_form_sets_deadlines_and_who_is_asked_then(install, crm, person, clock):
    limits = [{"key": "early", "after": "PT1H", "do": [{"message": "hurry", "to": {"role": "seller"}}]}]
    unknown = {"limits": limits, "escalate_to": {"role": "clerk"}, "decide_within": "PT4H"}
    install([CUSTOMER, REMINDER, *ROLES, order_form(**unknown)])
    keeper, clerk, seller = person("keeper"), person("clerk"), person("seller")
    for _ in range(3):
        submit(seller)
    (one,) = asked(keeper)
    assert [limit["key"] for limit in one["flow"]["steps"][1]["limits"]] == ["-soon", "early", "-late"]

    clock.advance(timedelta(hours=1))
    jobs.run_due(keeper.workspace)
    assert [message.title for message in messages.inbox(seller).items] == [f"Hurry: {NAME}"]

    clock.advance(timedelta(hours=3))
    assert to_decide(clerk) == [(NAME, 3)]


def _limit(**more):
    return {"limits": [{"key": "a", "after": "PT1H", **more}]}


def test_deadlines_that_cannot_be_carried_out_are_refused_at_publishing(crm, context):
    def check(tx):
        publish(tx, context, "crm", [CUSTOMER, REMINDER, form, *ROLES])
        plans = plans_in(context.workspace, tx)
        check_asking(plans, form_plan(plans, "crm", "order"), plans.get("form", "crm", "order"))

    for unknown, pointer in (
        (_limit(after="soon", do=[{"message": "hurry", "to": "assignee"}]), "/limits/0/after"),
        (_limit(do=[{"set": {"name": 1}}]), "/limits/0"),
        ({"escalate_to": {"role": "nobody"}}, "/escalate_to/role"),
    ):
        form = order_form(**unknown)
        with pytest.raises(InvalidDefinition) as refused:
            changes.run(context, check)
        assert refused.value.pointer == f"/fields/1/settings/unknown{pointer}"


def test_a_name_means_nothing_where_the_field_does_not_count(install, context, person):
    install([CUSTOMER, ORDER, *ROLES])
    with pytest.raises(Problems) as refused:
        submit(context)
    assert codes(refused) == [("/values/customer", "value.invalid")]


def test_those_asked_are_told_and_told_again_when_time_is_over(crm, context, clock, person):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    jobs.run_due(context.workspace)
    (asked,) = messages.inbox(keeper).items
    assert NAME in asked.title
    assert "2026-01-06 09:00" in asked.text
    assert messages.inbox(seller).items == []

    clock.advance(timedelta(hours=25))
    jobs.run_due(context.workspace)

    assert ["逾期" in one.title for one in messages.inbox(keeper).items] == [True, False]


def test_those_asked_are_reminded_when_half_of_the_time_is_over(crm, context, clock, person):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    jobs.run_due(context.workspace)
    clock.advance(timedelta(hours=12))
    jobs.run_due(context.workspace)
    clock.advance(timedelta(hours=12))
    jobs.run_due(context.workspace)

    told = [one.title.partition("：")[0] for one in messages.inbox(keeper).items]
    assert told == ["名称逾期未判定", "还没有判定名称", "请判定名称"]


def test_nobody_is_told_of_a_name_that_was_decided_in_time(crm, context, clock, person):
    keeper, seller = person("keeper"), person("seller")
    for _ in range(3):
        submit(seller)
    jobs.run_due(context.workspace)
    decide(keeper, "refuse", reason="-")
    clock.advance(timedelta(hours=25))
    jobs.run_due(context.workspace)

    assert len(messages.inbox(keeper).items) == 1
