"""Leads of the quarter's first days through the whole package: nothing is lost, forgotten or given against a rule."""

from pathlib import Path

import pytest

from .judging import facts_of, figures, violations
from .leads import walked


@pytest.mark.slow
def test_leads_of_two_days_all_end_where_they_should(tmp_path: Path) -> None:
    with walked(2, tmp_path) as walk:
        facts = facts_of(walk.place)
        assert violations(facts, walk.most_held) == []
        told = figures(facts)
    assert told["leads"] == walk.taken > 80
    assert told["second dispatches"] > 0
    assert told["last touch told"] > 0
    assert set(told["by status"]) <= {"fresh", "to_follow", "pooled", "contacted", "dropped"}
