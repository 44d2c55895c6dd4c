"""Lookup: what its settings may name. That it shows what is there now is in records/derived/test_rollups.py."""

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.fields.loading import ready

CUSTOMER = {
    "customer": {
        "fields": [
            {"key": "level", "type": "integer", "title": "Level"},
            {"key": "owner_of", "type": "member", "title": "Owner"},
            {"key": "double", "type": "formula", "title": "D", "settings": {"result": "integer", "expression": 2}},
        ]
    }
}


def test_it_is_of_the_type_of_the_other_field() -> None:
    for field in ("level", "double"):
        type_, settings = ready("lookup", CUSTOMER, form="customer", through="customer", field=field)
        assert settings["as"][0].key == "integer"
        assert type_.dump(7, settings) == 7


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"form": "nobody"}, "/form"), ({"field": "no"}, "/field"), ({"field": "owner_of"}, "/field")],
)
def test_what_is_not_there_or_cannot_be_shown_is_refused(changes: dict[str, str], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        ready("lookup", CUSTOMER, **{"form": "customer", "through": "customer", "field": "level", **changes})
    assert caught.value.pointer == pointer
