"""Periods that end, with the clock moved by hand."""

from datetime import datetime

import pytest

from loomwork.runtime.errors import InvalidDefinition
from tests.runtime.triggers.conftest import Listen
from tests.runtime.workflows.conftest import Company


def at(company: Company, text: str) -> None:
    company.clock.set(datetime.fromisoformat(f"2026-{text}:00+08:00"))
    company.run()


def test_a_month_is_told_once_so_long_after_its_end(listen: Listen) -> None:
    ear = listen(type="period_closed", period="month", after="P2DT9H", form=None)
    at(ear.company, "02-03T08:59")
    before = len(ear.heard())
    at(ear.company, "02-03T09:00")
    at(ear.company, "02-28T09:00")
    assert ear.heard()[before:][-1]["data"] == {"period": "2026-01"}
    assert len(ear.heard()) == before + 1
    at(ear.company, "03-03T09:00")
    assert ear.heard()[-1]["data"] == {"period": "2026-02"}


@pytest.mark.parametrize("after", ["soon", "P2Y"])
def test_a_length_that_cannot_be_is_refused(listen: Listen, after: str) -> None:
    ear = listen(type="period_closed", period="week", after=after, form=None)
    with pytest.raises(InvalidDefinition) as refused:
        ear.company.compiled()
    assert refused.value.pointer == "/trigger/after"
