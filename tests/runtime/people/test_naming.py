"""What those are called who acted."""

from dataclasses import replace

from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.people import actor_name

from .company import load_company


def test_who_acted_is_called_in_the_readers_language(context: Context) -> None:
    people = load_company(context)

    assert actor_name(context, people["E6"]) == "夏娟"
    assert actor_name(replace(context, locale="zh-CN"), SYSTEM.identity) == "系统"
    assert actor_name(replace(context, locale="en"), SYSTEM.identity) == "System"


def test_an_app_that_is_gone_has_no_name_and_someone_unknown_stays_himself(context: Context) -> None:
    assert [actor_name(context, identity) for identity in ("app:gone", "u-1")] == ["", "u-1"]
