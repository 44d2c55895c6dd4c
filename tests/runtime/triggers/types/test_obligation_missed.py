"""What is refused; how duties start workflows is tested in tests/runtime/metrics/obligations/test_watching.py."""

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Listen


@pytest.mark.parametrize(
    ("more", "pointer"),
    [({}, "/trigger/obligation"), ({"before": "soon"}, "/trigger/obligation")],
)
def test_an_obligation_that_is_not_there_is_refused(listen: Listen, more: dict[str, str], pointer: str) -> None:
    ear = listen(type="obligation_missed", form=None, obligation="nothing", **more)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == pointer
