"""Member: a person, by his id; the default "me" is whoever looks."""

from collections.abc import Mapping
from typing import Any

from ...context import Context
from ...definitions import Plans
from ...errors import InvalidValue
from ...forms.locating import wrong
from ...people import organisation_of
from .filter import FilterType, filter_type

ME = "me"


@filter_type("member")
class MemberFilter(FilterType):
    """One person, such as the seller of orders."""

    label = {"zh-CN": "人员", "en": "Person"}
    control = "person"

    def check(self, plans: Plans, app: str, settings: Mapping[str, Any], default: Any) -> None:
        if default not in (None, ME):
            raise wrong("/default", "只能写 me（当前用户）或留空", "it may only be me, whoever looks, or absent")

    def default(self, context: Context, declared: Any) -> Any:
        return context.actor.person_id if declared == ME else None

    def load(self, context: Context, raw: Any) -> Any:
        if organisation_of(context.workspace).person(raw if isinstance(raw, str) else None) is None:
            raise InvalidValue(expected={"zh-CN": "一位人员", "en": "a person"})
        return raw
