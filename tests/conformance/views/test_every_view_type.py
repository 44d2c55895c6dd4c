"""Every registered view type keeps the promises of the base class. A new type is tested here by being there."""

from typing import Any

import jsonschema
import pytest

from loomwork.builder.kinds import definition_kinds
from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.views import ViewType, view_plan, view_types, views_of
from tests.company import CUSTOMER, DEAL, ROLES, Install, crm, install, person

__all__ = ["crm", "install", "person"]

FORM = DEAL | {
    "fields": [
        *DEAL["fields"],
        {"key": "spot", "type": "address", "title": "Spot"},
        {"key": "above", "type": "reference", "title": "Above", "settings": {"form": "deal"}},
    ]
}
TYPES = [pytest.param(type_, id=key) for key, type_ in view_types.items()]


def document(type_: ViewType, settings: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "view", "key": "v", "form": "deal", "type": type_.key, "title": "V", "settings": settings}


@pytest.mark.parametrize("type_", TYPES)
def test_words_are_there_in_both_languages(type_: ViewType) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()


@pytest.mark.parametrize("type_", TYPES)
def test_the_schema_takes_the_example_and_nothing_unheard_of(type_: ViewType) -> None:
    jsonschema.validate(type_.example_settings, settings_schema(type_.Settings()))
    schema = definition_kinds.get("view").schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document(type_, type_.example_settings), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document(type_, type_.example_settings | {"unheard_of": 1}), schema)


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_is_published_queried_and_listed(type_: ViewType, context: Context, install: Install) -> None:
    install([CUSTOMER, FORM, *ROLES, document(type_, type_.example_settings)])
    made = records.create(context, "crm", "deal", {"title": "Lamp"})
    with context.workspace.database.read() as connection:
        plan = view_plan(plan_cache(context.workspace).at(connection), "crm", "v")

    assert set(plan.look.columns) <= set(plan.form.fields)
    assert [record.id for record in records.query(context, "crm", "deal", plan.look.query).items] == [made.id]
    assert [view["type"] for view in views_of(context, "crm", "deal")] == [type_.key]


@pytest.mark.parametrize("type_", TYPES)
def test_every_field_of_the_example_must_exist(type_: ViewType, context: Context, install: Install) -> None:
    install([CUSTOMER, FORM, *ROLES, document(type_, _renamed(type_.example_settings))])
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    with pytest.raises(InvalidDefinition) as caught:
        view_plan(plans, "crm", "v")
    assert (caught.value.pointer or "").startswith("/settings/")


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner) for inner in value]
    return "titel" if value == "title" else value
