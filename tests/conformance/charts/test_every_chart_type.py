"""Every registered chart type keeps the promises of the base class. A new type is tested here by being there."""

import jsonschema
import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.views import chart_types, draw
from loomwork.runtime.views.charts import ChartType
from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]

TYPES = [pytest.param(type_, id=key) for key, type_ in chart_types.items()]


@pytest.mark.parametrize("type_", TYPES)
def test_words_and_schema_are_there(type_: ChartType) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    schema = settings_schema(type_.Settings())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(type_.example_settings, schema)


@pytest.mark.parametrize("type_", TYPES)
def test_settings_may_come_as_the_texts_of_an_address(type_: ChartType) -> None:
    texts = {name: str(value) for name, value in type_.example_settings.items()}
    assert type_.Settings().load(texts) == type_.Settings().load(type_.example_settings)


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_draws_every_record_once(type_: ChartType, context: Context, crm: None) -> None:
    for _ in range(3):
        records.create(context, "crm", "deal", {"title": "Lamp"})
    drawn = draw(context, "crm", "deal", type_.key, type_.example_settings)
    assert drawn["total"] == 3 == sum(row["value"] for row in drawn["rows"]) + drawn["rest"]
    assert all(row["label"] for row in drawn["rows"])
