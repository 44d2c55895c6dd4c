"""What can be wrong with a posting.

Overdrawn         ledger.overdrawn   422  the balance would fall below what the ledger allows
AlreadyReversed   ledger.reversed    409  an entry is reversed once
NotReversible     ledger.reversal    422  a reversal is not reversed itself
PeriodClosed      ledger.closed      409  the period is closed already
PeriodRunning     ledger.running     422  a period that has not ended is not closed
NoAccount         ledger.no_account  422  nobody is named whose account it is
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class Overdrawn(PlatformError):
    """Context: balance, minimum, amount: as people read them."""

    code = "ledger.overdrawn"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "余额不足：现有 {balance}，不能低于 {minimum}，这笔是 {amount}。",
        "en": "Not enough: the balance is {balance} and may not fall below {minimum}; this entry is {amount}.",
    }


class AlreadyReversed(Conflict):
    code = "ledger.reversed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这笔已经冲销过，不能再冲销。",
        "en": "This entry was reversed before; it is reversed once.",
    }


class NotReversible(PlatformError):
    code = "ledger.reversal"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "冲销记录本身不能冲销，请另记一笔。",
        "en": "A reversal is not reversed itself; post a new entry.",
    }


class PeriodClosed(Conflict):
    """Context: period."""

    code = "ledger.closed"
    message: ClassVar[dict[str, str]] = {"zh-CN": "{period} 已经结账。", "en": "{period} is closed already."}


class PeriodRunning(PlatformError):
    """Context: period."""

    code = "ledger.running"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{period} 还没有结束，结束后再结账。",
        "en": "{period} has not ended; close it afterwards.",
    }


class NoAccount(PlatformError):
    code = "ledger.no_account"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有指明记到谁的账上，请补上人员或记录后重试。",
        "en": "It does not say whose account it is. Name the person or the record, and retry.",
    }
