"""A duty was not done in time: a report that was not filed, a visit that did not happen.

JSON: {"type": "obligation_missed", "obligation", "before", "after"}. Without `before` and `after` it starts when each
duty was due; `before`: so long before that, for each that is still open, which reminds; `after`: so long after it, for
each that is missing still. Durations, or parameters. metrics/obligations/watching.py waits for these moments.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields

from ...calendars import after as later
from ...definitions import Plans
from ...errors import InvalidValue
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ..given import check_given, given
from ..trigger import TriggerType, trigger_type

_ANY_MOMENT = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
_NO_LENGTH = ("这里需要时长，例如 PT30M", "this must be a duration, such as PT30M")


@trigger_type("obligation_missed")
class ObligationMissed(TriggerType):
    """Starts once for each duty that was not done: of each person, for each period."""

    label = {"zh-CN": "应做未做", "en": "Obligation missed"}
    about = "nothing"

    class Settings(Schema):
        obligation = fields.String(required=True, metadata={"kind": "obligation"})
        before = given(load_default=None, allow_none=True)
        after = given(load_default=None, allow_none=True)

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """There is such an obligation, and a length that can be counted."""
        key = settings["obligation"]
        if plans.find("obligation", app, key) is None:
            raise wrong("/obligation", f"没有名为「{key}」的应做事项", f"there is no obligation named {key}")
        if settings["before"] is not None and settings["after"] is not None:
            raise wrong("/after", "before 和 after 只写一个", "say before or after, one of them")
        for name in ("before", "after"):
            if settings[name] is not None:
                check_given(settings[name], plans, app, f"/{name}", _is_length, _NO_LENGTH)

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        """Whose it is, for which period ("2026-01-05"), until when, the record it is about, and how much was done."""
        return {
            "person": Type.TEXT,
            "department": Type.TEXT,
            "period": Type.TEXT,
            "due": Type.DATETIME,
            "record": Type.TEXT,
            "done": Type.INTEGER,
            "wanted": Type.INTEGER,
        }


def _is_length(value: Any) -> bool:
    try:
        return isinstance(value, str) and later(_ANY_MOMENT, value, "UTC") >= _ANY_MOMENT
    except InvalidValue:
        return False
