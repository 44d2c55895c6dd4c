"""Which holds stand on a record at a moment, and what they say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..localized import LOCALES, Localized, listed
from ..people import Organisation
from .tables import record_hold as _t

_NOBODY = {"zh-CN": "解除前任何人都不能修改", "en": "Nobody may change it until it is released"}


def standing(at: datetime) -> sa.ColumnElement[bool]:
    """Neither released nor past its moment."""
    return sa.and_(_t.c.released_at.is_(None), sa.or_(_t.c.until.is_(None), _t.c.until > at))


def who_may(organisation: Organisation, hold: Any) -> Localized:
    """Who may change the record all the same, in words."""
    names = [name for id in hold.persons if (name := organisation.name(id))]
    if not names:
        return _NOBODY
    return {
        "zh-CN": f"解除前只有{listed(names, 'zh-CN')}可以修改",
        "en": f"Only {listed(names, 'en')} may change it until it is released",
    }


def until_when(hold: Any, zone: str) -> Localized:
    """The end of the sentence: when it ends by itself."""
    if hold.until is None:
        return dict.fromkeys(LOCALES, "")
    told = hold.until.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
    return {"zh-CN": f"，到 {told} 自动解除", "en": f", or {told}"}


def touched(hold: Any, changed: Mapping[str, Any]) -> list[str]:
    """Those of the changed fields that are held."""
    return [key for key in changed if not hold.fields or key in hold.fields]
