"""What somebody holds who is switched off goes back into the pools that say so."""

from datetime import timedelta

import pytest

from loomwork.runtime import changes, pools, records
from loomwork.runtime.people import PersonChange, change_person, dismiss_person
from tests.runtime.pools.conftest import CALL, DEAL, MANIFEST, ROLES, do, pool, settle


@pytest.fixture
def deals(context, install, person_of):
    """Two deals, held by two sellers."""
    install([DEAL, CALL, *ROLES, pool(leaver="pool")], manifest=MANIFEST)
    found = {}
    for _ in range(2):
        seller = person_of("seller")
        found[seller.actor.person_id] = id = records.create(context, "crm", "deal", {"name": "a", "region": "east"}).id
        do(seller, "claim", id)
    settle(context)
    return found


def test_it_lies_in_the_pool_with_the_cause_and_others_keep_theirs(context, deals):
    leaver, stays = deals
    changes.run(context, lambda tx: dismiss_person(tx, context, leaver))
    settle(context)

    assert pools.where_is(context, "crm", "deal", deals[leaver]) == {
        "pool": "open_deals",
        "state": "lying",
        "act": "put_in",
        "cause": {"zh-CN": "负责人已停用", "en": "Who held it has left"},
        "holder": None,
    }
    assert _holder(context, deals[stays]) == stays


def test_who_is_switched_on_again_at_once_keeps_all(context, deals):
    leaver = next(iter(deals))
    changes.run(context, lambda tx: dismiss_person(tx, context, leaver))
    changes.run(context, lambda tx: change_person(tx, context, leaver, PersonChange(active=True)))
    settle(context)

    assert _holder(context, deals[leaver]) == leaver


def test_what_is_held_fast_follows_a_day_later(context, clock, deals, hold):
    leaver = next(iter(deals))
    changes.run(context, lambda tx: hold(tx, deals[leaver], context.now() + timedelta(hours=20)))
    changes.run(context, lambda tx: dismiss_person(tx, context, leaver))
    settle(context)
    assert _holder(context, deals[leaver]) == leaver

    clock.advance(timedelta(days=1))
    settle(context)
    assert _holder(context, deals[leaver]) is None


def _holder(context, id):
    return records.get(context, "crm", "deal", id).values["seller"]
