"""Bars: rows named for their reader, small groups in one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue, UnknownType
from loomwork.runtime.records import Query
from loomwork.runtime.views import draw
from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]

As = Callable[..., Context]


def bars(context: Context, field: str, query: Query | None = None, **settings: Any) -> dict[str, Any]:
    return draw(context, "crm", "deal", "bar", {"field": field} | settings, query)


def test_bars_are_named_in_the_readers_language(context: Context, crm: None) -> None:
    records.create(context, "crm", "deal", {"title": "T"})

    english = bars(replace(context, locale="en"), "urgent")

    assert english == {"field": "urgent", "rows": [{"key": "no", "label": "No", "value": 1}], "rest": 0, "total": 1}
    assert bars(context, "urgent")["rows"][0]["label"] == "普通"
    assert bars(context, "customer")["rows"] == [{"key": None, "label": "未填写", "value": 1}]


def test_small_groups_are_summed_up(context: Context, crm: None) -> None:
    for title in ("a", "b", "b", "c", "c", "c"):
        records.create(context, "crm", "deal", {"title": title})

    drawn = bars(context, "title", most="1")

    assert drawn["rows"] == [{"key": "c", "label": "c", "value": 3}]
    assert (drawn["rest"], drawn["total"]) == (3, 6)


def test_members_are_named_and_records_only_for_who_may_see_them(context: Context, person: As) -> None:
    seller = person("seller")
    me = seller.actor.person_id
    open_, veiled = (
        records.create(context, "crm", "customer", {"name": name, "level": level}).id
        for name, level in (("Open", "A"), ("Veiled", "B"))
    )
    for customer in (open_, open_, veiled):
        records.create(context, "crm", "deal", {"title": "T", "seller": me, "customer": customer})

    assert bars(seller, "seller")["rows"] == [{"key": me, "label": "Person P001", "value": 3}]
    assert [row["label"] for row in bars(seller, "customer")["rows"]] == ["Open", None]
    assert "Veiled" not in str(bars(seller, "customer"))


def test_a_filter_narrows_the_figures(context: Context, crm: None) -> None:
    for amount in ("10", "20", "5000"):
        records.create(context, "crm", "deal", {"title": "T", "amount": amount})
    large = Query(filter={"field": "amount", "operator": "at_least", "value": "15"})
    assert {row["key"]: row["value"] for row in bars(context, "band", large)["rows"]} == {"low": 1, "high": 1}


def test_settings_that_do_not_fit_are_refused(context: Context, crm: None) -> None:
    wrong: tuple[dict[str, Any], ...] = ({"most": "51"}, {"most": "many"}, {"unknown": "1"})
    for settings in wrong:
        with pytest.raises(InvalidValue):
            bars(context, "status", **settings)
    with pytest.raises(UnknownType):
        draw(context, "crm", "deal", "barr", {"field": "status"})
