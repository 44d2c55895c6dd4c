"""Shortcuts: only those that lead somewhere."""

from typing import Any

from loomwork.runtime.context import Context
from tests.company import Install
from tests.paged import DOCUMENTS, ask, block, page


def test_ways_that_are_closed_are_absent(context: Context, install: Install, person_of: Any) -> None:
    ways = [("new", "deal"), ("list", "deal"), ("view", "all_deals"), ("metric", "total"), ("list", "customer")]
    items = [{"way": way, "target": target} for way, target in ways]
    install([*DOCUMENTS, page(block("shortcuts", {"items": items}))])

    def seen(reader: Context) -> list[tuple[str, str]]:
        return [(one["way"], one["key"]) for one in ask(reader)["b"]["answer"]["items"]]

    assert seen(person_of("seller")) == ways
    assert seen(person_of("auditor")) == [("list", "deal"), ("view", "all_deals"), ("metric", "total")]
