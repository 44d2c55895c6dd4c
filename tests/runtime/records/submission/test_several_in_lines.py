"""Several choices in one cell of a line: stored, pasted, told in history, written out and read back."""

from typing import Any

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import FieldPlan, form_plan
from loomwork.runtime.records.bulk.pasting import read_cells
from loomwork.runtime.records.reading import reader_of
from tests.company import Install

OPTIONS = [{"key": "valve", "title": {"zh-CN": "阀门", "en": "Valves"}}, {"key": "pump", "title": "水泵"}]
FORM: dict[str, Any] = {
    "kind": "form",
    "key": "order",
    "title": "Order",
    "fields": [
        {
            "key": "lines",
            "type": "detail_lines",
            "title": "Lines",
            "settings": {
                "columns": [
                    {"key": "kinds", "type": "multi_choice", "title": "Kinds", "settings": {"options": OPTIONS}},
                    {"key": "words", "type": "tags", "title": "Words", "default": ["new"]},
                    {
                        "key": "many",
                        "type": "formula",
                        "title": "Many",
                        "settings": {"result": "integer", "expression": {"counta": [{"var": "line.kinds"}]}},
                    },
                ]
            },
        }
    ],
}


def _lines(context: Context) -> FieldPlan:
    with context.workspace.database.read() as connection:
        return form_plan(plan_cache(context.workspace).at(connection), "crm", "order").fields["lines"]


def test_they_are_kept_worked_with_and_told(install: Install, context: Context) -> None:
    install([FORM])
    id = records.create(context, "crm", "order", {"lines": [{"kinds": ["pump", "valve"]}, {"words": None}]}).id

    first, second = records.get(context, "crm", "order", id).values["lines"]
    assert (first["kinds"], first["words"], first["many"]) == (["valve", "pump"], ["new"], 2)
    assert (second["kinds"], second["words"]) == (None, None)

    sent = {"lines": [first | {"words": ["a", "b"]}, second]}
    records.change(context, "crm", "order", id, sent, revision=1)
    (told,) = records.history(context, "crm", "order", id)[0]["changes"]
    assert (told["before_text"], told["after_text"]) == ("new", "a、b")


def test_pasted_cells_hold_several(install: Install, context: Context) -> None:
    install([FORM])
    rows = [["阀门、水泵", "a,b"], ["Valves", ""], ["轴承", ""]]

    found = read_cells(context, "crm", "order", "lines", ["kinds", "words"], rows)

    assert found.rows[0] == {"kinds": ["valve", "pump"], "words": ["a", "b"]}
    assert found.rows[1] == {"kinds": ["valve"], "words": None}
    assert [(row, column, error.code) for row, column, _, error in found.problems] == [(2, "kinds", "value.invalid")]


def test_what_is_exported_is_what_is_imported(install: Install, context: Context) -> None:
    install([FORM])
    id = records.create(context, "crm", "order", {"lines": [{"kinds": ["pump", "valve"], "words": ["a", "c"]}]}).id
    field = _lines(context)
    (line,) = records.get(context, "crm", "order", id).values["lines"]

    written = field.type.text([line], field.settings, reader_of(context))

    assert written == "阀门、水泵|a、c|2"
    (back,) = field.type.read_cell(written, field.settings)
    assert back == {"kinds": ["valve", "pump"], "words": ["a", "c"]}
