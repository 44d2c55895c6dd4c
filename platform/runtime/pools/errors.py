"""What pools refuse.

PoolTaken      pool.taken     409  somebody holds it; he is named
PoolElsewhere  pool.elsewhere 409  it does not lie in the pool, or is not held, as the act needs
ClaimLimit     pool.limit     409  one has claimed so many today, or holds as many as one may
ClaimBarred    pool.barred    409  one gave it back, or lost it, not long ago
PoolUnfit      pool.unfit     422  who is to get it is no member, or the record does not come to lie in the pool
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class PoolTaken(Conflict):
    """Context: who, a name."""

    code = "pool.taken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "已由{who}持有，没有领到。",
        "en": "{who} holds it already. It was not claimed.",
    }


class PoolElsewhere(Conflict):
    """Context: reason, one per language."""

    code = "pool.elsewhere"
    message: ClassVar[dict[str, str]] = {"zh-CN": "{reason}，刷新后再试。", "en": "{reason}. Reload to see."}


class ClaimLimit(Conflict):
    """Context: reason, one per language."""

    code = "pool.limit"
    message: ClassVar[dict[str, str]] = {"zh-CN": "{reason}", "en": "{reason}"}


class ClaimBarred(Conflict):
    """Context: until (a moment as text)."""

    code = "pool.barred"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "你之前持有过这条记录，{until} 之后才能再领。",
        "en": "You held this record before and may claim it again after {until}.",
    }


class PoolUnfit(PlatformError):
    """Context: reason, one per language."""

    code = "pool.unfit"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "{reason}", "en": "{reason}"}
