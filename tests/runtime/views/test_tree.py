"""Tree: only a reference of the form to itself makes one."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.company import DEAL

ABOVE = {"key": "above", "type": "reference", "title": "Above", "settings": {"form": "deal"}}


def tree(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "tree", "form": "deal", "type": "tree", "title": "Tree", "settings": settings}


def test_the_parent_is_a_reference_to_the_form_itself(compiled: Callable[..., Any]) -> None:
    form = DEAL | {"fields": [*DEAL["fields"], ABOVE]}
    assert compiled(tree(parent="above"), form).look.parts == {"parent": "above"}
    for other in ("customer", "title"):
        with pytest.raises(InvalidDefinition) as caught:
            compiled(tree(parent=other), form)
        assert caught.value.pointer == "/settings/parent"
