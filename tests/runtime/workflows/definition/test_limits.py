"""Limits that cannot be are refused with their place and words; how they work stands in engine/test_limiting.py."""

from typing import Any

import pytest

from ..conftest import Company, node, workflow
from .test_plan import OWNER, WAYS, refused


@pytest.mark.parametrize(
    ("members", "pointer", "words"),
    [
        ({"before": "PT1H"}, "/before", "needs the field"),
        ({"after": "PT1H", "of": "name"}, "/of", "dates or moments"),
        ({"after": "P1M", "clock": "working"}, "/after", "days, hours and minutes"),
        ({"after": "PT1H", "every": "PT1H"}, "/every", "how often in all"),
        ({"after": "PT1H", "every": "PT0S", "times": 2}, "/every", "at once"),
        ({"after": "PT1H", "do": [{"act": "approve"}]}, "/do/0/act", "done, declined"),
        ({"after": "PT1H", "do": [{"escalate": "late", "up_to": 0}]}, "/do/0/up_to", "1 to 10"),
        ({"after": "PT1H", "do": [{"act": "done"}], "leave_by": "late"}, "/leave_by", "leaves the step"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    company: Company, members: dict[str, Any], pointer: str, words: str
) -> None:
    limit = {"key": "late", "do": [{"message": "late", "to": "assignee"}]} | members
    error = refused(company, workflow([node("ask", "task", [limit], assignee=OWNER, decline_with="reasons")], WAYS))

    assert error.pointer == f"/nodes/0/limits/0{pointer}"
    assert words in error.sentence("en")


def test_deeds_of_limits_are_not_done_elsewhere(company: Company) -> None:
    then = [{"transfer": OWNER}]
    error = refused(company, workflow([node("ask", "task", assignee=OWNER, then=then)], WAYS))

    assert error.pointer == "/nodes/0/settings/then/0/transfer"
    assert "only a deadline" in error.sentence("en")
