"""Records come back when nobody follows them up: after a warning, never without, and not while protected."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, records
from loomwork.runtime.messages.tables import message
from loomwork.runtime.pools.tables import pool_move
from tests.runtime.pools.conftest import CALL, DEAL, MANIFEST, POOL, ROLES, do, pool, settle


@pytest.fixture
def days(context, clock):
    """Lets days pass, and what is due in them happen at its moment."""

    def pass_(number):
        for _ in range(number):
            clock.advance(timedelta(days=1))
            settle(context)

    settle(context)
    return pass_


def acts(context, id):
    with context.workspace.database.read() as connection:
        rows = connection.execute(
            sa.select(pool_move.c.act).where(pool_move.c.record_id == id).order_by(pool_move.c.id)
        )
        return list(rows.scalars())


def notices(context, person):
    with context.workspace.database.read() as connection:
        rows = connection.execute(
            sa.select(message.c.key).where(message.c.person_id == person.actor.person_id).order_by(message.c.id)
        )
        return list(rows.scalars())


def test_a_record_comes_back_after_a_warning(context, deal, person, days):
    seller = person("seller")
    id = deal()
    do(seller, "claim", id)
    days(26)
    assert acts(context, id)[-1] == "claimed"
    days(1)
    assert (acts(context, id)[-1], notices(context, seller)) == ("warned", ["pool_warning"])
    days(2)
    assert acts(context, id)[-1] == "warned"
    days(1)
    assert (acts(context, id)[-1], notices(context, seller)) == ("recycled", ["pool_warning", "pool_recycled"])
    assert records.get(context, "crm", "deal", id).values["seller"] is None
    with context.workspace.database.read() as connection:
        words = connection.execute(sa.select(pool_move.c.words).where(pool_move.c.act == "recycled")).scalar()
    assert words == {"zh-CN": "30 天未跟进", "en": "30 days without follow-up"}


def test_each_follow_up_counts_anew(context, deal, person, days, clock):
    seller = person("seller")
    id = deal()
    do(seller, "claim", id)
    days(20)
    records.create(seller, "crm", "call", {"deal": id, "on": clock.now().date().isoformat()})
    days(26)  # day 46, the 26th after the call
    assert acts(context, id)[-1] == "claimed"
    days(2)
    assert acts(context, id)[-1] == "warned"
    revision = records.get(seller, "crm", "deal", id).revision
    records.change(seller, "crm", "deal", id, {"status": "talking"}, revision=revision)
    days(26)
    assert acts(context, id).count("warned") == 1
    days(1)
    assert acts(context, id).count("warned") == 2
    days(3)
    assert acts(context, id)[-1] == "recycled"


def test_a_call_that_lies_ahead_is_no_follow_up(context, deal, person, days):
    seller = person("seller")
    id = deal()
    do(seller, "claim", id)
    records.create(seller, "crm", "call", {"deal": id, "on": "2027-01-01"})
    days(30)
    assert acts(context, id)[-1] == "recycled"


def test_what_is_protected_stays_until_it_is_not(context, deal, person, days, clock):
    seller, lead = person("seller"), person("lead")
    held, until, vip = deal("a"), deal("b"), deal("c", vip="yes")
    do(lead, "assign", held, until, vip, person=seller.actor.person_id)
    do(lead, "protect", held, comment="long project")
    do(lead, "protect", until, until=clock.now() + timedelta(days=40))
    days(40)
    assert [acts(context, one)[-1] for one in (held, until, vip)] == ["protected", "warned", "assigned"]
    do(lead, "unprotect", held)
    settle(context)
    revision = records.get(context, "crm", "deal", vip).revision
    records.change(context, "crm", "deal", vip, {"vip": "no"}, revision=revision)
    days(3)
    assert [acts(context, one)[-1] for one in (held, until)] == ["recycled", "recycled"]
    days(30)
    assert acts(context, vip)[-1] == "recycled"


def test_a_clock_that_jumps_warns_first(context, deal, person, clock):
    seller = person("seller")
    id = deal()
    do(seller, "claim", id)
    clock.advance(timedelta(days=400))
    settle(context)
    assert acts(context, id)[-1] == "warned"
    clock.advance(timedelta(days=3))
    settle(context)
    assert acts(context, id)[-1] == "recycled"


def test_records_from_before_the_pool_get_their_place_and_time(context, install, person_of, clock):
    install([DEAL, CALL, *ROLES], manifest=MANIFEST)
    seller = person_of("seller")
    held = records.create(context, "crm", "deal", {"name": "a", "region": "east", "seller": seller.actor.person_id}).id
    free = records.create(context, "crm", "deal", {"name": "b", "region": "east"}).id
    clock.advance(timedelta(days=100))
    install([DEAL, CALL, *ROLES, POOL], manifest=MANIFEST)
    settle(context)
    assert (acts(context, free), acts(context, held)) == (["put_in"], [])
    clock.advance(timedelta(days=27))
    settle(context)
    assert acts(context, held) == ["warned"]


def test_a_shorter_limit_holds_at_once_and_warns(context, install, person_of, clock):
    install([DEAL, CALL, *ROLES, POOL], manifest=MANIFEST)
    seller = person_of("seller")
    held = records.create(context, "crm", "deal", {"name": "a", "region": "east", "seller": seller.actor.person_id}).id
    settle(context)
    clock.advance(timedelta(days=20))
    install([pool(recycle={"after": "P10D", "warn_before": "P2D"})], manifest=MANIFEST)
    settle(context)
    assert acts(context, held) == ["warned"]


def test_working_days_leave_out_holidays(context, install, person_of, clock):
    recycle = {"after": "P5D", "clock": "working_days"}
    install([DEAL, CALL, *ROLES, pool(recycle=recycle)], manifest=MANIFEST)
    seller = person_of("seller")
    held = records.create(  # a Monday
        context, "crm", "deal", {"name": "a", "region": "east", "seller": seller.actor.person_id}
    ).id
    settle(context)
    clock.advance(timedelta(days=6, hours=23))
    settle(context)
    assert acts(context, held) == []
    clock.advance(timedelta(hours=1))
    settle(context)
    assert acts(context, held) == ["recycled"]


def test_the_warning_may_be_a_message_of_the_package(context, install, person_of, clock):
    words = {
        "zh-CN": "{name} 于 {trigger.at} 回到 {trigger.pool}",
        "en": "{name} goes to {trigger.pool} on {trigger.at}",
    }
    own = {"kind": "message", "key": "going_back", "class": "deadline", "title": "{name}", "text": words}
    install([DEAL, CALL, *ROLES, own, pool(recycle={**POOL["recycle"], "warn_with": "going_back"})], manifest=MANIFEST)
    seller = person_of("seller")
    id = records.create(context, "crm", "deal", {"name": "Hengtai", "region": "east"}).id
    do(seller, "claim", id)
    settle(context)
    clock.advance(timedelta(days=27))
    settle(context)

    with context.workspace.database.read() as connection:
        (told,) = connection.execute(sa.select(message)).all()
    assert (told.key, told.kind, told.person_id) == ("going_back", "deadline", seller.actor.person_id)
    back = (clock.now() + timedelta(days=3)).astimezone(ZoneInfo(context.workspace.zone))
    assert told.text["en"] == f"Hengtai goes to Open deals on {back:%Y-%m-%d %H:%M}"


def test_what_is_held_fast_is_looked_at_again_each_day(context, deal, person, days, hold):
    seller, id = person("seller"), deal()
    do(seller, "claim", id)
    changes.run(context, lambda tx: hold(tx, id, context.now() + timedelta(days=35)))
    days(34)
    assert acts(context, id)[-1] == "warned"
    days(2)
    assert acts(context, id)[-1] == "recycled"
