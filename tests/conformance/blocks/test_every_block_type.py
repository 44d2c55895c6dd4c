"""Every registered type of blocks keeps the promises of the base class. A new type is tested here by being there."""

from typing import Any

import jsonschema
import pytest

from loomwork.builder.kinds import definition_kinds
from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.pages import page_plan
from loomwork.runtime.pages.blocks import BlockType, block_types
from loomwork.web.answers import dumped
from tests.company import Install, install, person_of
from tests.paged import DOCUMENTS, ask, block, page

__all__ = ["install", "person_of"]

TYPES = [pytest.param(type_, id=key) for key, type_ in block_types.items()]


@pytest.mark.parametrize("type_", TYPES)
def test_words_are_there_and_the_schema_takes_the_example_and_nothing_unheard_of(type_: BlockType) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    schema = definition_kinds.get("page").schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(page(block(type_.key, type_.example_settings)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(page(block(type_.key, type_.example_settings | {"unheard_of": 1})), schema)


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_is_answered_and_one_without_rights_learns_nothing(
    type_: BlockType, context: Context, install: Install, person_of: Any
) -> None:
    reads = bool({"metric", "metrics", "view", "form"} & type_.example_settings.keys())
    install([*DOCUMENTS, page(block(type_.key, type_.example_settings))])
    records.create(context, "crm", "deal", {"title": "Lamp", "amount": "7"})

    found = ask(context)["b"]
    assert (found["state"], found["problem"]) == ("ready", None)
    assert dumped(found["answer"])
    if reads:
        nobody = person_of("clerk")
        assert b"Lamp" not in dumped(ask(nobody)["b"])


@pytest.mark.parametrize("type_", TYPES)
def test_what_the_example_names_must_exist(type_: BlockType, context: Context, install: Install) -> None:
    wrong = _renamed(type_.example_settings)
    if wrong == type_.example_settings:
        return
    install([*DOCUMENTS, page(block(type_.key, wrong))])
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    with pytest.raises(InvalidDefinition) as caught:
        page_plan(plans, "crm", "p")
    assert (caught.value.pointer or "").startswith("/blocks/0/settings/")


def _renamed(settings: Any, member: str = "") -> Any:
    """The same settings with what they name renamed to what is not there."""
    if isinstance(settings, dict):
        return {name: _renamed(value, name) for name, value in settings.items()}
    if isinstance(settings, list):
        return [_renamed(value, member) for value in settings]
    return f"no_{settings}" if member in ("metric", "metrics", "view", "by", "moved_by", "target", "form") else settings
