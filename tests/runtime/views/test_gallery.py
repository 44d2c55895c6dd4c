"""Gallery: with a picture or without."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.company import DEAL


def gallery(**settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": "cards", "form": "deal", "type": "gallery", "title": "Cards", "settings": settings}


PHOTO = {"key": "photo", "type": "file", "title": "Photo"}


def test_a_picture_is_a_field_of_files_and_may_be_left_out(compiled: Callable[..., Any]) -> None:
    form = DEAL | {"fields": [*DEAL["fields"], PHOTO]}
    assert compiled(gallery(picture="photo"), form).look.parts == {"picture": "photo"}
    assert compiled(gallery(), form).look.parts == {}
    with pytest.raises(InvalidDefinition) as caught:
        compiled(gallery(picture="title"), form)
    assert caught.value.pointer == "/settings/picture"
