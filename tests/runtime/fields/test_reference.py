"""References know their target form, also of another app."""

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.fields.loading import ready


def test_the_target_form_must_exist() -> None:
    _, settings = ready("reference", {"customer": {}}, form="customer")
    assert settings["target"] == ("app", "customer")
    assert settings["on_delete"] == "refuse"
    with pytest.raises(InvalidDefinition):
        ready("reference", form="customer")
