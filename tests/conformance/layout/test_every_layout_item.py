"""Every registered layout item type keeps the promises of the base class. A new type is tested here by being there."""

from typing import Any

import jsonschema
import pytest

from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms import form_schema
from loomwork.runtime.forms.layout import LayoutType, layout_types
from loomwork.runtime.localized import LOCALES
from tests.runtime.forms.layout.arrange import around, arranged, told

TYPES = [pytest.param(type_, id=key) for key, type_ in layout_types.items()]
EXAMPLES = [
    pytest.param(type_, item, id=f"{key}-{n}")
    for key, type_ in layout_types.items()
    for n, item in enumerate(type_.examples)
]
REJECTS = [
    pytest.param(type_, item, id=f"{key}-{n}")
    for key, type_ in layout_types.items()
    for n, item in enumerate(type_.rejects)
]


def form(item: dict[str, Any]) -> dict[str, Any]:
    fields = [{"key": "title", "type": "text", "title": "Title"}]
    return {"kind": "form", "key": "f", "title": "Form", "fields": fields, "layout": [item]}


@pytest.mark.parametrize("type_", TYPES)
def test_words_are_there_in_both_languages(type_: LayoutType) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    assert type_.examples
    assert type_.rejects


@pytest.mark.parametrize(("type_", "item"), EXAMPLES)
def test_an_example_is_taken_and_told_by_its_type(type_: LayoutType, item: dict[str, Any]) -> None:
    whole = around(item, *type_.within)
    jsonschema.Draft202012Validator(form_schema()).validate(form(whole))
    shown = told(whole)[0]
    while shown["key"] != item["key"]:
        shown = shown["items"][0]
    assert shown["type"] == type_.key


@pytest.mark.parametrize(("type_", "item"), REJECTS)
def test_what_is_wrong_is_told_by_its_place_in_both_languages(type_: LayoutType, item: dict[str, Any]) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        arranged(around(item, *type_.within))
    assert (caught.value.pointer or "").startswith("/layout/0")
    assert all(caught.value.sentence(locale) for locale in LOCALES)


@pytest.mark.parametrize(("type_", "item"), EXAMPLES)
def test_nothing_unheard_of_is_taken(type_: LayoutType, item: dict[str, Any]) -> None:
    odd = around(item | {"unheard_of": 1}, *type_.within)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(form_schema()).validate(form(odd))
    with pytest.raises(InvalidDefinition):
        arranged(odd)


@pytest.mark.parametrize("type_", TYPES)
def test_a_key_is_given_once_on_a_form(type_: LayoutType) -> None:
    item = type_.examples[0]
    for taken in ("title", "divided"):
        with pytest.raises(InvalidDefinition):
            arranged({"key": "divided", "divider": None}, around(item | {"key": taken}, *type_.within))
