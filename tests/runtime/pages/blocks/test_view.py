"""View: a view's first records, and nothing of a view that is not the reader's."""

from typing import Any

from loomwork.runtime import records
from loomwork.runtime.context import Context
from tests.company import Install
from tests.paged import ALL_DEALS, DOCUMENTS, ask, block, page


def test_it_shows_the_views_order_and_hides_a_view_by_a_hidden_field(
    context: Context, install: Install, person_of: Any
) -> None:
    by_reason = ALL_DEALS | {"key": "why", "settings": {"filter": {"field": "reason", "operator": "empty"}}}
    blocks = [block("view", {"view": view, "most": 2}, key=view) for view in ("all_deals", "why")]
    install([*DOCUMENTS, by_reason, page(*blocks)])
    for title in ("C", "A", "B"):
        records.create(context, "crm", "deal", {"title": title, "amount": "2000"})

    found = ask(context)
    narrowed = ask(person_of("auditor"))

    assert [one["values"]["title"] for one in found["all_deals"]["answer"]["items"]] == ["A", "B"]
    assert found["all_deals"]["answer"]["total"] == 3
    assert {key: one["state"] for key, one in narrowed.items()} == {"all_deals": "ready", "why": "closed"}
