"""A pool document that cannot work is refused with the place and what to do."""

import pytest

from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.pools import pool_plan
from tests.runtime.pools.conftest import CALL, DEAL, MANIFEST, ROLES, pool


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"form": "nothing"}, "/form"),
        ({"holder": "region"}, "/holder"),
        ({"holder": "selller"}, "/holder"),
        ({"members": ["nobody"]}, "/members/0"),
        ({"shows": ["nmae"]}, "/shows/0"),
        ({"where": {"==": [{"var": "actor.person_id"}, "x"]}}, "/where"),
        ({"where": {"var": "record.region"}}, "/where"),
        ({"claim": {"per_day": {"param": "none"}}}, "/claim/per_day/param"),
        ({"recycle": {"after": "P1X"}}, "/recycle/after"),
        ({"recycle": {"after": "PT5H", "clock": "working_days"}}, "/recycle/after"),
        (
            {"recycle": {"after": "P1D", "activity": [{"form": "call", "reference": "on"}]}},
            "/recycle/activity/0/reference",
        ),
        ({"set": {"in": {"status": "gone"}}}, "/set/in/status"),
        ({"set": {"in": {"phone": "13800000000"}}}, "/set/in/phone"),
    ],
)
def test_what_is_wrong_is_pointed_at(context, install, changed, pointer):
    install([DEAL, CALL, *ROLES, pool(**changed)], manifest=MANIFEST)
    with pytest.raises(InvalidDefinition) as refused:
        pool_plan(plan_cache(context.workspace).latest(), "crm", "open_deals")
    assert refused.value.pointer == pointer
