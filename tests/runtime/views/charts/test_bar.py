"""Bars: rows named for their reader, small groups in one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, InvalidValue, UnknownType
from loomwork.runtime.records.errors import UnknownField
from loomwork.runtime.views.charts import Figures, draw
from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]

As = Callable[..., Context]


def bars(context: Context, by: str, **settings: Any) -> Figures:
    return draw(context, "crm", "bar", {"form": "deal", "by": by} | settings)


def rows(figures: Figures) -> list[tuple[Any, ...]]:
    return [
        (item.kind, item.key, item.label, None if cell.value is None else str(cell.value))
        for item, cell in zip(figures.axes[0].items, figures.cells, strict=True)
    ]


def test_bars_are_named_in_the_readers_language(context: Context, crm: None) -> None:
    records.create(context, "crm", "deal", {"title": "T"})

    english = bars(replace(context, locale="en"), "urgent")

    assert rows(english) == [("value", "no", "No", "1")]
    assert english.measures[0].title == "Number of Deal records"
    assert rows(bars(context, "urgent"))[0][2] == "普通"
    assert rows(bars(context, "customer")) == [("empty", None, "未填写", "1")]


def test_small_groups_are_summed_up_and_the_rest_opens_nothing(context: Context, crm: None) -> None:
    for title in ("a", "b", "b", "c", "c", "c"):
        records.create(context, "crm", "deal", {"title": title})

    drawn = bars(context, "title", most=1)

    assert rows(drawn) == [("value", "c", "c", "3"), ("rest", None, "其他", "3")]
    assert [cell.drill is None for cell in drawn.cells] == [False, True]
    assert drawn.cells[0].drill is not None
    assert drawn.cells[0].drill.filter == {"all": [{"field": "title", "operator": "equal", "value": "c"}]}


def test_a_field_can_be_summed_up_instead(context: Context, crm: None) -> None:
    for amount, urgent in (("10", "no"), ("20.5", "no"), (None, "no")):
        records.create(context, "crm", "deal", {"title": "T", "amount": amount, "urgent": urgent})
    drawn = bars(context, "urgent", sum="amount")
    assert (rows(drawn)[0][3], drawn.measures[0].title) == ("30.50", "金额合计")


def test_members_are_named_and_records_only_for_who_may_see_them(context: Context, person: As) -> None:
    seller = person("seller")
    me = seller.actor.person_id
    open_, veiled = (
        records.create(context, "crm", "customer", {"name": name, "level": level}).id
        for name, level in (("Open", "A"), ("Veiled", "B"))
    )
    for customer in (open_, open_, veiled):
        records.create(context, "crm", "deal", {"title": "T", "seller": me, "customer": customer})

    assert rows(bars(seller, "seller")) == [("value", me, "Person P001", "3")]
    assert [row[2] for row in rows(bars(seller, "customer"))] == ["Open", None]
    assert "Veiled" not in str(bars(seller, "customer").dump("en"))


def test_a_hidden_field_is_as_if_it_were_not_there(context: Context, person: As) -> None:
    records.create(context, "crm", "deal", {"title": "T", "amount": "5000"})
    auditor = person("auditor")
    for settings in ({"by": "urgent"}, {"by": "nothing"}, {"by": "status", "sum": "visits"}, {"by": "customer.level"}):
        with pytest.raises(UnknownField) as refused:
            draw(auditor, "crm", "bar", {"form": "deal"} | settings)
        assert "level" not in refused.value.sentence("en") or settings["by"] == "customer.level"


def test_a_filter_and_a_search_narrow_the_figures(context: Context, crm: None) -> None:
    for title, amount in (("Lamp", "10"), ("Lamp", "20"), ("Chair", "5000")):
        records.create(context, "crm", "deal", {"title": title, "amount": amount})
    large = {"field": "amount", "operator": "at_least", "value": "15"}
    assert {row[1]: row[3] for row in rows(bars(context, "band", filter=large))} == {"low": "1", "high": "1"}
    assert {row[1]: row[3] for row in rows(bars(context, "band", search="Chair"))} == {"high": "1"}


def test_settings_that_do_not_fit_are_refused(context: Context, crm: None) -> None:
    for settings, pointer in (
        ({"most": 101}, "/most"),
        ({"most": "many"}, "/most"),
        ({"metric": "m"}, "/metric"),
        ({"period": "2026-13"}, "/period"),
    ):
        with pytest.raises((InvalidDefinition, InvalidValue)) as refused:
            bars(context, "status", **settings)
        assert refused.value.pointer == pointer
    with pytest.raises(InvalidDefinition, match="metric nothing"):
        draw(context, "crm", "bar", {"metric": "nothing", "by": "status"})
    with pytest.raises(UnknownType):
        draw(context, "crm", "barr", {"form": "deal", "by": "status"})
