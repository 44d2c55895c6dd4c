"""JSON: bounded in size and depth, checked against a schema that cannot be made to run for ever."""

import pytest
from marshmallow import ValidationError

from loomwork.runtime.fields import field_types
from tests.runtime.fields.loading import ready, refused

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}


def test_a_document_that_breaks_the_schema_is_refused_by_place_and_never_by_value() -> None:
    type_, settings = ready("json", schema=SCHEMA)
    assert type_.load({"n": 1}, settings) == {"n": 1}
    assert (
        refused("json", {"n": "secret"}, schema=SCHEMA)
        == "Enter JSON of the right shape; at /n it breaks the rule type"
    )


def test_depth_and_size_are_bounded() -> None:
    deep: object = 1
    for _ in range(30):
        deep = [deep]
    refused("json", deep)
    refused("json", ["x" * 200], most_bytes=100)


@pytest.mark.parametrize(
    "odd", [{"pattern": "(a+)+$"}, {"properties": {"a": {"$ref": "http://x"}}}, {"type": "nothing"}]
)
def test_a_schema_that_could_run_for_ever_or_fetch_is_refused(odd: object) -> None:
    with pytest.raises(ValidationError):
        field_types.get("json").Settings().load({"schema": odd})


def test_a_cell_holds_json() -> None:
    type_, settings = ready("json")
    assert type_.read_cell('{"a": 1}', settings) == {"a": 1}
