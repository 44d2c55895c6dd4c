"""Points: post an entry in a ledger, or reverse what an earlier step posted."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ...forms.locating import wrong
from ...ledgers import ledger_plan, rounded
from ..effects import Points
from ..errors import WrongResult
from ..node import Leave, NodeType, Run, node_type

_AMOUNT = {"zh-CN": "数量", "en": "the amount"}
_NUMBER = {"zh-CN": "数字", "en": "a number"}


@node_type("points")
class PointsNode(NodeType):
    """Give points to an account or take them, with a reason; or take back what an earlier step gave."""

    label = {"zh-CN": "记积分", "en": "Points"}
    outcomes = ("posted", "refused", "nothing")
    words = {
        "posted": {"zh-CN": "已入账", "en": "Posted"},
        "refused": {"zh-CN": "余额不足", "en": "Not enough"},
        "nothing": {"zh-CN": "没有可记的", "en": "Nothing to post"},
    }

    class Settings(Schema):
        ledger = fields.String(required=True, metadata={"kind": "ledger", "how": "writes"})
        # Whose account: the id of a person, or of a record of the ledger's form.
        account = fields.Raw(load_default=None, metadata={"expression": True})
        amount = fields.Raw(load_default=None, metadata={"expression": True})
        # The day on which it came up; it counts in that period unless this one is closed.
        day = fields.Raw(load_default=None, metadata={"expression": True})
        reason = fields.Raw(required=True, metadata={"localized": True})
        # The step whose entry is reversed, in place of account and amount.
        reverses = fields.String(load_default=None, allow_none=True, metadata={"step": True})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Either something is posted, or something reversed."""
        ledger_plan(names.plans, names.app, settings["ledger"])
        posts = [name for name in ("account", "amount") if settings[name] is not None]
        if settings["reverses"] is not None and posts:
            raise wrong(f"/{posts[0]}", "冲销时不用再写账户和数量", "a reversal names neither account nor amount")
        if settings["reverses"] is None and len(posts) < 2:
            raise wrong("", "请写明账户和数量", "name the account and the amount")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"balance": Type.DECIMAL, "entry": Type.TEXT, "period": Type.TEXT, "late_for": Type.TEXT}

    def enter(self, run: Run) -> Leave:
        """Where the balance does not bear it, the account stays as it is and the way leads on by `refused`."""
        settings = run.settings
        ledger = run.ledger(settings["ledger"])
        reverses, day = None, None
        if settings["reverses"] is not None:
            posted = run.posted(ledger, settings["reverses"])
            if posted is None or posted.reversed:
                return Leave("nothing")
            account, amount, reverses = posted.account, -posted.amount, posted.id
        else:
            account, amount, day = run.value(settings["account"]), self._amount(run, ledger.decimals), self._day(run)
        if amount == 0:
            return Leave("nothing")
        if not run.bears(ledger, account, amount):
            return Leave("refused")
        return Leave("posted", effects=[Points(ledger, account, amount, settings["reason"], day, reverses)])

    def _amount(self, run: Run, decimals: int) -> int:
        """In units, rounded to what the ledger counts; nothing where the formula gave nothing."""
        amount = run.value(run.settings["amount"])
        if amount is None:
            return 0
        if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
            raise WrongResult(name=_AMOUNT, expected=_NUMBER)
        return rounded(amount, decimals)

    def _day(self, run: Run) -> date | None:
        if run.settings["day"] is None:
            return None
        day = run.value(run.settings["day"])
        return day.astimezone(run.zone).date() if isinstance(day, datetime) else day
