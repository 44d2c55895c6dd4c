"""Every registered field type keeps the promises of the base class. A new type is tested here by being there."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from loomwork.runtime.definitions import Definition
from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.exports import cell_of, guarded
from loomwork.runtime.fields import FieldType, Reader, field_types, operators
from loomwork.runtime.fields.base import example_pairs
from loomwork.runtime.fields.cleanings import as_read, unguarded
from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES

TYPES = [pytest.param(type_, id=key) for key, type_ in field_types.items()]
ZONE = ZoneInfo("Asia/Shanghai")


def settings_of(type_: FieldType) -> dict[str, Any]:
    def find(kind: str, key: str) -> Definition | None:
        fields = [{"key": "name", "type": "text", "title": "Name"}]
        return Definition("app", kind, key, 1, "", {"options": [{"key": "a", "title": "A"}], "fields": fields})

    return type_.prepare(type_.Settings().load(type_.example_settings), find)


@pytest.mark.parametrize("type_", TYPES)
def test_examples_load_and_come_back_as_they_were(type_: FieldType) -> None:
    settings = settings_of(type_)
    assert type_.examples
    for raw, stored in example_pairs(type_):
        assert type_.load(raw, settings) == stored
        again = type_.dump(stored, settings)
        assert again == (None if stored is None else raw)
        assert type_.load(again, settings) == stored


@pytest.mark.parametrize("type_", TYPES)
def test_none_is_empty_and_empty_is_none(type_: FieldType) -> None:
    settings = settings_of(type_)
    assert type_.load(None, settings) is None
    assert type_.dump(None, settings) is None
    assert type_.text(None, settings, Reader("en", ZONE)) == ""
    assert as_read(type_.read_cell(None, settings)).value is None
    assert as_read(type_.read_cell("  ", settings)).value is None


@pytest.mark.parametrize("type_", TYPES)
def test_what_does_not_fit_is_refused_in_both_languages(type_: FieldType) -> None:
    settings = settings_of(type_)
    for raw in (*type_.rejects, {"nested": 1}, object()):
        with pytest.raises(InvalidValue) as caught:
            type_.load(raw, settings)
        for locale in LOCALES:
            assert "…" not in caught.value.sentence(locale).removesuffix("…")


@pytest.mark.parametrize("type_", TYPES)
def test_words_are_there_in_both_languages(type_: FieldType) -> None:
    assert all(type_.label[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    for _, stored in example_pairs(type_):
        for locale in LOCALES:
            assert isinstance(type_.text(stored, settings_of(type_), Reader(locale, ZONE)), str)


@pytest.mark.parametrize("type_", TYPES)
def test_an_exported_value_is_imported_as_itself(type_: FieldType) -> None:
    settings = settings_of(type_)
    for raw, stored in example_pairs(type_):
        if isinstance(raw, str) and raw.strip() == raw:
            assert type_.load(as_read(type_.read_cell(raw, settings)).value, settings) == stored
        if stored is not None and not isinstance(raw, str) and not type_.computed:
            for locale in LOCALES:
                shown = type_.text(stored, settings, Reader(locale, ZONE))
                assert type_.load(as_read(type_.read_cell(shown, settings)).value, settings) == stored, shown


@pytest.mark.parametrize("type_", TYPES)
def test_the_settings_have_a_schema_that_fits_the_example(type_: FieldType) -> None:
    schema = settings_schema(type_.Settings())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(type_.example_settings, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**type_.example_settings, "unheard_of": 1}, schema)


@pytest.mark.parametrize("type_", TYPES)
def test_filters_are_of_the_table_and_refuse_what_they_cannot_take(type_: FieldType) -> None:
    settings = settings_of(type_)
    column: Any = None
    for key in type_.operators_for(settings):
        row = operators[key]
        bad: dict[str, tuple[Any, ...]] = {
            "one": (None, object(), [None]),
            "two": (None, [], [None, None], 5),
            "many": (None, 5, [None]),
            "text": (None, "", 5, "a\0"),
            "nothing": (),
        }
        for raw in bad[row.takes]:
            with pytest.raises(InvalidValue):
                type_.condition(column, row, raw, settings)


def test_the_base_class_stays_small() -> None:
    methods: list[Callable[..., Any]] = [value for value in vars(FieldType).values() if callable(value)]
    assert len([method for method in methods if not isinstance(method, type)]) <= 12


@pytest.mark.parametrize("type_", TYPES)
def test_an_exported_cell_is_imported_as_itself(type_: FieldType) -> None:
    """In a workbook and as text, guarded against formulas."""
    if type_.links or type_.computed:
        pytest.skip("names stand for what it points to; a formula is not imported")
    settings = settings_of(type_)
    reader = Reader("zh-CN", ZoneInfo("Asia/Shanghai"))
    for _, stored in example_pairs(type_):
        cell = cell_of(type_, stored, settings, reader)
        if isinstance(cell, str) and (cell != cell.strip() or "*" in cell):
            continue  # Blanks at the ends are trimmed unless somebody says no; what is masked does not come back.
        shown = float(cell) if isinstance(cell, (int, Decimal)) else cell
        back = type_.load(as_read(type_.read_cell(shown, settings)).value, settings)
        assert type_.text(back, settings, reader) == type_.text(stored, settings, reader)
        if isinstance(cell, str):
            read = type_.read_cell(unguarded(guarded(cell, csv=True)), settings)
            back = type_.load(as_read(read).value, settings)
            assert type_.text(back, settings, reader) == type_.text(stored, settings, reader)
