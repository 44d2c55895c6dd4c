"""Options written here or taken from an options document."""

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.fields.loading import read, ready, refused

DOCUMENT = {"colours": {"options": [{"key": "red", "title": {"zh-CN": "红", "en": "Red"}}]}}


def test_options_come_from_a_document_that_must_exist() -> None:
    type_, settings = ready("single_choice", DOCUMENT, options_from="colours")
    assert type_.load("red", settings) == "red"
    with pytest.raises(InvalidDefinition):
        ready("single_choice", options_from="colours")


def test_two_options_of_one_key_are_refused() -> None:
    with pytest.raises(InvalidDefinition):
        ready("single_choice", options=[{"key": "a", "title": "A"}, {"key": "a", "title": "B"}])


def test_a_cell_holds_a_title_in_any_language_or_the_key() -> None:
    type_, settings = ready("single_choice", DOCUMENT, options_from="colours")
    assert [read(type_, cell, settings) for cell in ("红 ", "Red", "red", "blue")] == ["red", "red", "red", "blue"]


def test_a_refusal_names_the_first_options() -> None:
    options = [{"key": str(n), "title": f"T{n}"} for n in range(6)]
    assert refused("single_choice", "x", options=options) == "Enter one of: T0, T1, T2, T3 …"
