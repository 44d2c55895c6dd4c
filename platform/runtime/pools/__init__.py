"""Pools: records that nobody holds, and who may take them.

Whether a record lies in a pool stands in the record itself: its holder is empty and the pool's conditions hold. So no
way of writing can leave the two apart; `keeping.py` only keeps since when, why and from whom, in the transaction that
writes the record. `access.py` says what members see before they claim, `moving.py` holds the acts, `limits.py` the
quota, `recycling.py` takes back what nobody follows up.
"""

from . import access, catching_up, keeping, leaving, recycling
from .figures import figures
from .handing_over import hand_over, holdings
from .leaving import going_back, hands_on
from .limits import Quota, quota
from .listing import described, lying, moves, of_record, pools_for, readable_pool, where_is
from .moving import ACTS, Wish, act, put_in
from .plan import PoolPlan, pool_plan
from .schema import pool_schema

__all__ = [
    "ACTS",
    "PoolPlan",
    "Quota",
    "Wish",
    "access",
    "act",
    "catching_up",
    "described",
    "figures",
    "going_back",
    "hand_over",
    "hands_on",
    "holdings",
    "keeping",
    "leaving",
    "lying",
    "moves",
    "of_record",
    "pool_plan",
    "pool_schema",
    "pools_for",
    "put_in",
    "quota",
    "readable_pool",
    "recycling",
    "where_is",
]
