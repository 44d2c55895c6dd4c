"""What every node type must give, ours and those of others: words in both languages, a schema, sound outcomes."""

import pytest
from jsonschema import Draft202012Validator
from marshmallow import ValidationError

from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.workflows import NodeType, node_types

every_node = pytest.mark.parametrize("node", [node for _, node in node_types.items()], ids=list(node_types))


@every_node
def test_it_has_words_in_both_languages(node: NodeType) -> None:
    assert set(node.label) == set(LOCALES)
    assert type(node).__doc__
    for title in node.words.values():
        assert set(title) == set(LOCALES)


@every_node
def test_its_outcomes_are_named_in_words(node: NodeType) -> None:
    outcomes = (*node.outcomes, *node.further_outcomes)
    assert set(node.words) <= set(outcomes)
    assert len(set(outcomes)) == len(outcomes)


@every_node
def test_its_settings_have_a_schema(node: NodeType) -> None:
    schema = settings_schema(node.Settings())

    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False


@every_node
def test_settings_nobody_declared_are_refused(node: NodeType) -> None:
    with pytest.raises(ValidationError) as refused:
        node.Settings().load({"no_such_setting": 1})

    assert "no_such_setting" in refused.value.normalized_messages()


@every_node
def test_only_what_waits_takes_deadlines(node: NodeType) -> None:
    assert node.waits or not node.takes_limits
    assert node.shape in ("step", "split", "join", "end")


@every_node
def test_settings_that_name_things_say_of_which_kind(node: NodeType) -> None:
    """A key without a kind could not be checked when the workflow is published."""
    for name, declared in node.Settings().fields.items():
        if name in ("form", "message", "ranking", "decline_with"):
            assert "kind" in declared.metadata
