"""A workflow puts records in, and says why; what it puts in lies there for others."""

from loomwork.builder import parts
from loomwork.runtime import pools, records
from tests.runtime.pools.conftest import CALL, DEAL, MANIFEST, POOL, ROLES, settle

FLOW = {
    "kind": "workflow",
    "key": "give_up",
    "title": "Give up",
    "trigger": {"type": "field_became", "form": "deal", "field": "vip", "value": "no"},
    "nodes": [
        {
            "key": "pool",
            "type": "pool",
            "title": "Into the pool",
            "settings": {"pool": "open_deals", "cause": {"var": "record.vip"}, "causes": {"no": "No VIP any more"}},
        },
    ],
    "edges": [{"from": "start", "to": "pool"}],
}


def test_a_workflow_puts_a_record_in_with_its_cause(context, install, person_of):
    parts.load()
    install([DEAL, CALL, *ROLES, POOL, FLOW], manifest=MANIFEST)
    seller = person_of("seller")
    id = records.create(
        context, "crm", "deal", {"name": "a", "region": "east", "vip": "yes", "seller": seller.actor.person_id}
    ).id
    records.change(context, "crm", "deal", id, {"vip": "no"}, revision=1)
    settle(context)

    assert pools.where_is(context, "crm", "deal", id) == {
        "pool": "open_deals",
        "state": "lying",
        "act": "put_in",
        "cause": {"zh-CN": "No VIP any more", "en": "No VIP any more"},
        "holder": None,
    }
