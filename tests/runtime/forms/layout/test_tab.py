"""A tab that a rule hides hides the fields inside it, and what is hidden is never missing."""

from .arrange import arranged
from .test_tabs import TABS

WON = {"==": [{"var": "record.status"}, "won"]}


def test_a_rule_may_show_or_hide_a_tab_and_all_in_it() -> None:
    rules = arranged(TABS, rules=[{"key": "r", "when": WON, "then": [{"show": "two"}, {"hide": ["a"]}]}]).rules
    assert rules.hidden({"record": {"status": "new"}}) == {"two", "note", "status"}
    assert rules.hidden({"record": {"status": "won"}}) == {"a", "title"}
