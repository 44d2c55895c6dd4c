"""What is special to the trigger of an alarm that recovers; that it starts is tested where alarms are judged."""

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Listen


def test_an_alarm_that_is_not_there_is_refused(listen: Listen) -> None:
    ear = listen(type="alarm_recovered", alarm="nothing", form=None)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == "/trigger/alarm"
    assert "no alarm named nothing" in refused.value.sentence("en")
