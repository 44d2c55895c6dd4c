"""Claims and the rest: one gets it, limits hold, the state never differs from the record."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loomwork.runtime import changes, pools, records
from loomwork.runtime.errors import Forbidden, InvalidValue, NotFound, PlatformError, Required
from loomwork.runtime.people import dismiss_person
from loomwork.runtime.pools.errors import ClaimBarred, ClaimLimit, PoolElsewhere, PoolTaken, PoolUnfit
from loomwork.runtime.pools.tables import pool_move, pool_place
from tests.runtime.pools.conftest import do


def place(context, id):
    with context.workspace.database.read() as connection:
        return connection.execute(sa.select(pool_place).where(pool_place.c.record_id == id)).mappings().one_or_none()


def told(context, id):
    """What happened to a record, oldest first."""
    with context.workspace.database.read() as connection:
        rows = connection.execute(
            sa.select(pool_move.c.act).where(pool_move.c.record_id == id).order_by(pool_move.c.id)
        )
        return list(rows.scalars())


def test_a_claim_gives_the_record_to_who_claims(context, deal, person):
    seller = person("seller")
    id = deal()
    assert place(context, id)["state"] == "lying"

    do(seller, "claim", id)
    do(seller, "claim", id)  # once more changes nothing

    assert records.get(seller, "crm", "deal", id).values["seller"] == seller.actor.person_id
    assert (place(context, id)["state"], place(context, id)["holder"]) == ("held", seller.actor.person_id)
    assert told(context, id) == ["put_in", "claimed"]
    entry = records.history(seller, "crm", "deal", id)[0]
    assert entry["actor"]["name"] == seller.actor.name
    assert entry["source"] == {"pool": "crm.open_deals", "act": "claimed"}


def test_who_comes_second_is_told_who_has_it_and_that_is_counted(context, deal, person):
    first, second, lead = person("seller"), person("seller"), person("lead")
    id = deal()
    do(first, "claim", id)
    with pytest.raises(PoolTaken) as refused:
        do(second, "claim", id)
    assert refused.value.context["who"] == first.actor.name
    assert pools.figures(lead, pools.readable_pool(lead, "crm", "open_deals"), 7)["conflicts"] == 1


def test_of_two_at_once_one_gets_it(context, deal, person):
    id = deal()
    claimers = [person("seller") for _ in range(4)]
    refused = []

    def claim(who):
        try:
            do(who, "claim", id)
        except PlatformError as error:
            refused.append(error)

    threads = [threading.Thread(target=claim, args=(who,)) for who in claimers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(refused) == 3
    assert {type(one) for one in refused} == {PoolTaken}
    assert told(context, id).count("claimed") == 1


def test_limits_hold_for_claims_at_once(context, deal, person):
    seller = person("seller")
    ids = [deal(f"D{n}") for n in range(5)]
    refused = []

    def claim(id):
        try:
            do(seller, "claim", id)
        except ClaimLimit as error:
            refused.append(error)

    threads = [threading.Thread(target=claim, args=(id,)) for id in ids]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(refused) == 3


def test_limits_are_by_day_and_by_what_one_holds(context, deal, person, clock):
    seller = person("seller")
    for name in "ab":
        do(seller, "claim", deal(name))
    with pytest.raises(ClaimLimit, match="claimed 2 today"):
        do(seller, "claim", deal("c"))
    clock.advance(timedelta(days=1))
    do(seller, "claim", deal("d"))
    with pytest.raises(ClaimLimit, match="You hold 3"):
        do(seller, "claim", deal("e"))


def test_a_return_takes_a_reason_and_bars_who_returned(context, deal, person, clock):
    seller, other = person("seller"), person("seller")
    id = deal()
    do(seller, "claim", id)
    with pytest.raises(Required):
        do(seller, "return", id)
    with pytest.raises(InvalidValue):
        do(seller, "return", id, reason="whim")
    with pytest.raises(Forbidden):
        do(other, "return", id, reason="no_need")

    do(seller, "return", id, reason="no_need", comment="wants it next year")

    assert place(context, id)["from_person"] == seller.actor.person_id
    assert place(context, id)["words"] == {"zh-CN": "没有需求", "en": "No need"}
    with pytest.raises(ClaimBarred):
        do(seller, "claim", id)
    clock.advance(timedelta(days=8))
    do(seller, "claim", id)


def test_managers_assign_transfer_and_put_in(context, deal, person):
    lead, one, other = person("lead"), person("seller"), person("seller")
    id = deal()
    with pytest.raises(Forbidden):
        do(one, "assign", id, person=other.actor.person_id)
    with pytest.raises(PoolUnfit):
        do(lead, "assign", id, person=lead.actor.person_id)
    do(lead, "assign", id, person=one.actor.person_id)
    with pytest.raises(PoolTaken):
        do(lead, "assign", id, person=other.actor.person_id)
    do(lead, "transfer", id, person=other.actor.person_id)
    do(lead, "put_in", id, comment="wrong region")

    assert told(context, id) == ["put_in", "assigned", "transferred", "put_in"]
    assert place(context, id)["words"] == {"zh-CN": "wrong region", "en": "wrong region"}


def test_who_has_nothing_to_do_with_the_pool_finds_none(deal, person):
    with pytest.raises(NotFound):
        do(person("guest"), "claim", deal())


def test_a_record_of_no_pool_is_not_claimed(deal, person):
    with pytest.raises(PoolElsewhere):
        do(person("seller"), "claim", deal(region="west"))


def test_whoever_writes_the_record_the_place_follows(context, deal, person):
    seller = person("seller")
    id = deal(seller=seller.actor.person_id)
    assert place(context, id)["state"] == "held"

    def change(**values):
        revision = records.get(context, "crm", "deal", id).revision
        records.change(context, "crm", "deal", id, values, revision=revision)

    change(seller=None)
    assert place(context, id)["state"] == "lying"
    assert place(context, id)["from_person"] == seller.actor.person_id
    change(region="west")
    assert place(context, id) is None
    change(region="east")
    records.delete(context, "crm", "deal", id, revision=records.get(context, "crm", "deal", id).revision)
    assert place(context, id) is None
    records.restore(context, "crm", "deal", id)
    assert place(context, id)["state"] == "lying"
    assert told(context, id) == ["put_in", "left", "put_in", "left", "put_in"]


def test_what_a_leaver_holds_is_listed_first_and_handed_over(context, deal, person):
    lead, leaver, stays = person("lead"), person("seller"), person("seller")
    deals = [deal(f"D{n}") for n in range(3)]
    do(stays, "claim", deals[0])
    do(lead, "assign", *deals[1:], person=leaver.actor.person_id)
    changes.run(context, lambda tx: dismiss_person(tx, context, leaver.actor.person_id))
    pool = pools.readable_pool(lead, "crm", "open_deals")

    listed = pools.holdings(lead, pool)
    assert [(one["person"]["id"], one["held"], one["active"]) for one in listed] == [
        (leaver.actor.person_id, 2, False),
        (stays.actor.person_id, 1, True),
    ]
    with pytest.raises(Forbidden):
        pools.hand_over(stays, pool, leaver.actor.person_id, stays.actor.person_id, None)
    done = pools.hand_over(lead, pool, leaver.actor.person_id, stays.actor.person_id, None)
    assert [refused for _, refused in done] == [None, None]
    assert [one["held"] for one in pools.holdings(lead, pool)] == [3]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["claim", "return", "transfer", "put_in", "assign"]), st.integers(0, 1)), max_size=8
    )
)
def test_the_place_is_always_what_the_record_says(context, deal, person, acts):
    lead, sellers = person("lead"), [person("seller"), person("seller")]
    id = deal()
    for name, number in acts:
        who = sellers[number] if name in ("claim", "return") else lead
        with suppress(PlatformError):
            do(who, name, id, person=sellers[number].actor.person_id, reason="no_need")
        holder = records.get(context, "crm", "deal", id).values["seller"]
        assert place(context, id)["holder"] == holder
        assert place(context, id)["state"] == ("held" if holder else "lying")
