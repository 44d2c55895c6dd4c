"""Chart: a view whose records are drawn; it names what its chart reads, and nothing of where the figures come from."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, InvalidValue
from loomwork.runtime.views import views_of
from loomwork.runtime.views.saved import save_view
from tests.company import CUSTOMER, DEAL, ROLES, Install
from tests.shapes import shapes


def chart_of(chart: str = "bar", filter: Any = None, **settings: Any) -> dict[str, Any]:
    return {
        "kind": "view",
        "key": "drawn",
        "form": "deal",
        "type": "chart",
        "title": "Drawn",
        "settings": {"chart": chart, "settings": settings, "filter": filter},
    }


def test_who_may_not_read_what_it_draws_does_not_get_it(compiled: Callable[..., Any]) -> None:
    look = compiled(chart_of("stacked", by="period", parts="source", sum="amount")).look
    assert look.reads == {"source", "amount"}
    assert look.options["chart"] == "stacked"
    assert compiled(chart_of(by="customer.name")).look.reads == {"customer"}


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        (chart_of("no_such_chart"), "/settings/chart"),
        (chart_of("rate_tree", by=["source"], metric="m"), "/settings/settings/metric"),
        (chart_of(by="nothing"), "/settings/settings/by"),
        (chart_of(by="amount"), "/settings/settings/by"),
        (chart_of(by="customer.nothing"), "/settings/settings/dimensions/0"),
        (chart_of("bar"), "/settings/settings/by"),
        (chart_of("funnel", by="source"), "/settings/settings/by"),
        (chart_of("region_map", by="source", areas="nowhere"), "/settings/settings/areas"),
        (
            chart_of(by="source", filter={"field": "status", "operator": "equal", "value": "won"}, form="deal"),
            "/settings/settings/form",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_where_it_is_said(
    compiled: Callable[..., Any], document: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        compiled(document)
    assert caught.value.pointer == pointer


def test_a_person_saves_one_of_his_own(context: Context, install: Install, person: Callable[..., Context]) -> None:
    install([CUSTOMER, DEAL, *ROLES, shapes("web")])
    seller = person("seller")
    save_view(seller, "crm", "deal", "By source", "chart", {"chart": "bar", "settings": {"by": "source"}})
    (view,) = views_of(seller, "crm", "deal")
    assert (view["type"], view["options"]) == ("chart", {"chart": "bar", "settings": {"by": "source"}})
    with pytest.raises((InvalidDefinition, InvalidValue)):
        save_view(seller, "crm", "deal", "Hidden", "chart", {"chart": "bar", "settings": {"by": "no_such_field"}})
