"""What is wrong with a form definition is told with its document, the place and words."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from loomwork.runtime.definitions import Definition, InstalledApp, Plans
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.fields import field_types
from loomwork.runtime.forms import form_plan, form_schema
from loomwork.runtime.forms.naming import index_name, table_name
from loomwork.runtime.localized import LOCALES
from tests import company


def plans_of(*documents: dict[str, Any], manifest: dict[str, Any] | None = None) -> Plans:
    definitions = [Definition("app", one["kind"], one["key"], 1, "h", one) for one in documents]
    return Plans(1, [InstalledApp("app", "1", manifest or {})], definitions, {})


def form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "form", "key": "f", "title": {"zh-CN": "表", "en": "Form"}, "fields": list(fields), **more}


def field(key: str, type: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": type, "title": key, **more}


def formula(key: str, expression: Any, result: str = "text") -> dict[str, Any]:
    return field(key, "formula", settings={"result": result, "expression": expression})


VAR_A = {"var": "record.a"}
YES = {"==": [VAR_A, "x"]}

WRONG = {
    "unknown type": (form(field("a", "txt")), "/fields/0/type"),
    "key twice": (form(field("a"), field("a")), "/fields/1/key"),
    "system column": (form(field("created_by")), "/fields/0/key"),
    "bad key": (form(field("A b")), "/fields/0/key"),
    "unknown setting": (form(field("a", settings={"longest": 3})), "/fields/0/settings/longest"),
    "setting out of range": (form(field("a", settings={"max_length": 0})), "/fields/0/settings/max_length"),
    "no options": (
        form(field("a", "single_choice", settings={"options_from": "x"})),
        "/fields/0/settings/options_from",
    ),
    "no form": (form(field("a", "reference", settings={"form": "x"})), "/fields/0/settings/form"),
    "stage in a move": (
        form(field("a", "stage", settings={"stages": ["n"], "moves": [{"key": "m", "from": "n", "to": "z"}]})),
        "/fields/0/settings/moves/0",
    ),
    "default that does not fit": (form(field("a", "integer", default="x")), "/fields/0/default"),
    "null fill that does not fit": (form(field("a", "date", null_fill="soon")), "/fields/0/null_fill"),
    "formula reads nothing": (form(formula("a", {"var": "record.z"})), "/fields/0/settings/expression/var"),
    "formula of another type": (form(field("a"), formula("b", VAR_A, "integer")), "/fields/1/settings/expression"),
    "formula circle": (
        form(formula("a", {"var": "record.b"}), formula("b", VAR_A)),
        "/fields/0/settings/expression",
    ),
    "formula of itself": (form(formula("a", VAR_A)), "/fields/0/settings/expression"),
    "formula of a formula type": (form(formula("a", "x", "formula")), "/fields/0/settings/result"),
    "formula of an unknown type": (form(formula("a", "x", "txt")), "/fields/0/settings/result"),
    "rule on nothing": (
        form(field("a"), rules=[{"key": "r", "when": YES, "then": [{"require": "z"}]}]),
        "/rules/0/then/0",
    ),
    "rule that reads nothing": (
        form(field("a"), rules=[{"key": "r", "when": {"==": [{"var": "record.z"}, 1]}, "then": [{"show": "a"}]}]),
        "/rules/0/when/==/0/var",
    ),
    "unknown act": (form(field("a"), rules=[{"key": "r", "when": YES, "then": [{"burn": "a"}]}]), "/rules/0/then/0"),
    "rules in a circle": (
        form(
            field("a"),
            field("b"),
            rules=[
                {"key": "r", "when": YES, "then": [{"set": {"b": VAR_A}}]},
                {"key": "s", "when": YES, "then": [{"set": {"a": {"var": "record.b"}}}]},
            ],
        ),
        "/rules/0/then/0/set/b",
    ),
    "check that is no condition": (
        form(field("a"), checks=[{"key": "c", "assert": {"var": "record.a"}, "message": "m"}]),
        "/checks/0/assert",
    ),
    "layout of nothing": (
        form(field("a"), layout=[{"key": "s", "section": None, "fields": ["a", "z"]}]),
        "/layout/0/fields/1",
    ),
    "layout twice": (
        form(field("a"), layout=[{"key": "s", "section": None, "fields": ["a", "a"]}]),
        "/layout/0/fields/1",
    ),
    "layout item of no type": (form(field("a"), layout=[{"key": "s", "fields": ["a"]}]), "/layout/0"),
    "layout item of two types": (form(field("a"), layout=[{"key": "s", "divider": None, "text": "x"}]), "/layout/0"),
    "layout item out of place": (
        form(field("a"), layout=[{"key": "s", "section": None, "fields": [{"key": "t", "tabs": []}]}]),
        "/layout/0/fields/0",
    ),
    "rule that requires a section": (
        form(
            field("a"),
            layout=[{"key": "s", "section": None, "fields": ["a"]}],
            rules=[{"key": "r", "when": YES, "then": [{"require": "s"}]}],
        ),
        "/rules/0/then/0",
    ),
    "keeping nothing": (form(field("a"), keep_last=["a", "z"]), "/keep_last/1"),
    "keeping a formula": (form(field("a"), formula("b", VAR_A), keep_last=["b"]), "/keep_last/0"),
    "keeping what is unique": (form(field("a", unique=True), keep_last=["a"]), "/keep_last/0"),
    "title of nothing": (form(field("a"), title_field="z"), "/title_field"),
    "index on long text": (form(field("a", "long_text", indexed=True)), "/fields/0/indexed"),
    "compound index on nothing": (
        form(field("a"), indexes=[{"key": "i", "fields": ["a", "z"]}]),
        "/indexes/0/fields/1",
    ),
    "compound index on a field twice": (
        form(field("a"), indexes=[{"key": "i", "fields": ["a", "a"]}]),
        "/indexes/0/fields/1",
    ),
    "compound index on long text": (
        form(field("a"), field("b", "long_text"), indexes=[{"key": "i", "fields": ["a", "b"]}]),
        "/indexes/0/fields/1",
    ),
    "compound index on too much text": (
        form(*(field(key, settings={"max_length": 500}) for key in "ab"), indexes=[{"key": "i", "fields": ["a", "b"]}]),
        "/indexes/0/fields/1",
    ),
    "compound index on one field": (form(field("a"), indexes=[{"key": "i", "fields": ["a"]}]), "/indexes/0/fields"),
    "two indexes of one key": (
        form(field("a"), indexes=[{"key": "i", "fields": ["a", "owner"]}, {"key": "i", "fields": ["owner", "a"]}]),
        "/indexes/1/key",
    ),
    "required formula": (form(field("a"), formula("b", VAR_A) | {"required": True}), "/fields/1/required"),
    "unknown parameter": (form(formula("a", {"param": "p"})), "/fields/0/settings/expression/param"),
}


@pytest.mark.parametrize(("document", "pointer"), WRONG.values(), ids=WRONG)
def test_a_wrong_form_is_told_by_document_place_and_words(document: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        form_plan(plans_of(document), "app", "f")

    assert (caught.value.pointer or "").startswith(pointer)
    for locale in LOCALES:
        assert "…" not in caught.value.sentence(locale)
    assert "表" in str(caught.value.context["document"])


def test_formulas_run_in_the_order_of_what_they_read() -> None:
    plan = form_plan(plans_of(form(formula("c", {"var": "record.b"}), formula("b", VAR_A), field("a"))), "app", "f")
    assert [step.field.key for step in plan.steps] == ["b", "c"]


def test_parameters_are_exact_numbers_for_expressions() -> None:
    manifest = {"parameters": [{"key": "p", "type": "decimal", "default": "0.10"}]}
    document = form(field("a", "currency"), formula("b", {"+": [VAR_A, {"param": "p"}]}, "currency"))
    plan = form_plan(plans_of(document, manifest=manifest), "app", "f")
    data = {"record": {"a": plan.fields["a"].load("0.20"), "b": None}, "param": plan.parameters}
    plan.steps[0].run(data)
    assert str(data["record"]["b"]) == "0.30"


def test_names_never_exceed_what_postgresql_holds_and_never_meet() -> None:
    names = {
        table_name("a" * 40, "b" * 40),
        table_name("a" * 40, "b" * 39 + "c"),
        table_name("a", "b__c"),
        table_name("a__b", "c"),
        table_name("a", "b_c"),
        index_name(table_name("a" * 40, "b" * 40), ("f" * 59, "id")),
        index_name(table_name("a" * 40, "b" * 40), ("f" * 58 + "g", "id")),
    }
    assert len(names) == 7
    assert all(len(name.encode()) <= 63 for name in names)
    assert table_name("crm", "deal") == "crm__deal"


def test_the_schema_takes_good_forms_and_refuses_others() -> None:
    validator = Draft202012Validator(form_schema())
    for document in (company.CUSTOMER, company.DEAL):
        validator.validate(document)
    for bad in (
        form(field("a", "txt")),
        form(field("a", settings={"x": 1})),
        form(field("a"), odd=1),
        {"kind": "form"},
    ):
        assert not validator.is_valid(bad)
    described = str(form_schema())
    assert all(type_.__doc__ and type_.__doc__.splitlines()[0] in described for _, type_ in field_types.items())


def test_the_index_by_id_of_a_form_does_not_meet_one_of_another_form() -> None:
    by_id, by_field = index_name(table_name("app", "work_item"), ("id",)), index_name("app__work", ("item", "id"))
    assert by_field == "ix_app__work_item_id" != by_id
