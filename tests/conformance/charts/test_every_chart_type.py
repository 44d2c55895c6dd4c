"""Every registered chart type keeps the promises of the base class. A new type is tested here by being there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from loomwork.runtime import records
from loomwork.runtime.calendars import local_day
from loomwork.runtime.calendars.periods import read_period
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, PlatformError
from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.metrics import figure_query
from loomwork.runtime.records import Query
from loomwork.runtime.views.charts import ChartType, Figures, chart_types, draw
from loomwork.runtime.views.charts.figures import Drill
from tests.company import CUSTOMER, DEAL, ROLES, crm, install, person
from tests.measured import metric, plan
from tests.shapes import shapes

__all__ = ["crm", "install", "person"]

As = Callable[..., Context]
TYPES = [pytest.param(type_, id=key) for key, type_ in chart_types.items()]
SHARE = {"type": "ratio", "part": {"field": "status", "operator": "equal", "value": "won"}}
METRIC = metric(
    aggregate=SHARE, good="high", dimensions=["status", "urgent", "source"], bands=[{"green": "0.5", "yellow": "0.2"}]
)
COUNT = metric("n", dimensions=["status", "urgent", "source"])
SHAPES = shapes("new", "won")


@pytest.fixture
def deals(context: Context, install: Any) -> None:
    """Some deals of every sort, with metrics over them."""
    install([CUSTOMER, DEAL, *ROLES, METRIC, COUNT, SHAPES])
    sorts: tuple[dict[str, Any], ...] = (
        {},
        {"urgent": "yes", "reason": "now"},
        {"status": "won", "amount": "5"},
        {"urgent": None},
        {"status": "lost", "source": "web"},
    )
    for values in sorts:
        records.create(context, "crm", "deal", {"title": "Lamp", "amount": "1000"} | values)


@pytest.mark.parametrize("type_", TYPES)
def test_words_and_schema_are_there(type_: ChartType) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    schema = settings_schema(type_.Settings())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(type_.example_settings, schema)
    assert not type_.lists or "form" in schema["properties"]


def test_the_example_gives_whole_figures(context: Context, deals: None) -> None:
    for key, type_ in chart_types.items():
        for locale in LOCALES:
            figures = draw(replace(context, locale=locale), "crm", key, type_.example_settings)
            _whole(figures)
            assert figures.dump(locale)["cells"], key
            items = [item for axis in figures.axes for item in axis.items]
            assert all(item.label or item.period or item.kind == "period" for item in items), key


def test_a_cell_opens_just_the_records_that_count_in_it(context: Context, deals: None) -> None:
    opened: dict[str, int] = {}
    for key, type_ in chart_types.items():
        drills = [(cell, cell.drill) for cell in draw(context, "crm", key, type_.example_settings).cells if cell.drill]
        assert drills, key
        for cell, drill in drills:
            if repr(drill) not in opened:
                opened[repr(drill)] = _count(context, drill)
            assert opened[repr(drill)] == cell.records, key


def test_without_any_records_it_still_draws(context: Context, install: Any) -> None:
    install([CUSTOMER, DEAL, *ROLES, METRIC, COUNT, SHAPES])
    for key, type_ in chart_types.items():
        figures = draw(context, "crm", key, type_.example_settings)
        _whole(figures)
        assert all(cell.drill is None and not cell.value for cell in figures.cells), key


def test_who_may_not_see_what_it_draws_gets_no_figures(context: Context, deals: None) -> None:
    nobody = replace(context, actor=replace(context.actor, kind="person", person_id="nobody", roles=frozenset()))
    for key, type_ in chart_types.items():
        with pytest.raises(PlatformError) as refused:
            draw(nobody, "crm", key, type_.example_settings)
        assert refused.value.code in ("not_found", "metric.not_permitted"), key


def test_unknown_settings_are_refused_with_a_pointer(context: Context, crm: None) -> None:
    for key, type_ in chart_types.items():
        with pytest.raises(InvalidDefinition) as refused:
            draw(context, "crm", key, type_.example_settings | {"colour": "red"})
        assert refused.value.pointer == "/colour", key


def _whole(figures: Figures) -> None:
    places = [(*cell.at, cell.measure) for cell in figures.cells]
    assert len(set(places)) == len(places)
    for cell in figures.cells:
        assert 0 <= cell.measure < len(figures.measures)
        assert len(cell.at) == len(figures.axes)
        assert all(0 <= place < len(axis.items) for place, axis in zip(cell.at, figures.axes, strict=True))
        assert cell.value is None or isinstance(cell.value, Decimal)
    for axis in figures.axes:
        for at, item in enumerate(axis.items):
            assert item.parent is None or item.parent < at
            assert item.level == (0 if item.parent is None else axis.items[item.parent].level + 1)


def _count(context: Context, drill: Drill) -> int:
    if drill.metric is None:
        return records.count(context, "crm", str(drill.form), Query(filter=drill.filter))[0]
    metric = plan(context, drill.metric)
    today = local_day(context.now(), context.workspace.zone)
    period = None if drill.period is None else read_period(drill.period, today)
    only: Mapping[str, Any] = drill.only
    found = figure_query(context, metric, period, only=only)
    return records.count(context, "crm", "deal", found)[0]
