"""What can be wrong with runs for a period.

PeriodIsClosed   period.closed     409  the period is closed and nothing is written in it
PeriodNotOver    period.running    422  nothing is written for a period that has not ended
RunUnderWay      period.writing    409  a run of the period is writing just now
RunDecided       period.decided    409  the run was written, discarded or replaced by another meanwhile
"""

from typing import ClassVar

from ...errors import Conflict, PlatformError


class PeriodIsClosed(Conflict):
    """Context: period."""

    code = "period.closed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{period} 已关账。需要更正时，请先写明原因重新打开。",
        "en": "{period} is closed. To correct it, open it again and say why.",
    }


class PeriodNotOver(PlatformError):
    """Context: period."""

    code = "period.running"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{period} 还没有结束：可以试算，结束后才能入账或关账。",
        "en": "{period} has not ended: it can be tried out, and written or closed once it is over.",
    }


class RunUnderWay(Conflict):
    """Context: period."""

    code = "period.writing"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{period} 的结果正在写入，请等它完成。",
        "en": "Results of {period} are being written; wait until that is done.",
    }


class RunDecided(Conflict):
    code = "period.decided"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这次运行已经写入、放弃或被新的运行取代，请刷新后查看。",
        "en": "This run was written, discarded or replaced meanwhile. Reload to see how things stand.",
    }
