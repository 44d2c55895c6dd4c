"""Chart: what the page's filters say goes into the chart's own settings."""

from datetime import datetime

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import SHANGHAI
from tests.paged import DOCUMENTS, ask, block, page

PERIOD = {"key": "period", "type": "period", "in": {"form": "created_at"}}
TITLE = {"key": "who", "type": "member", "by": "seller", "default": "me"}


def test_a_chart_of_a_metric_and_one_of_a_form_are_narrowed_alike(
    context: Context, install: Install, clock: FakeClock
) -> None:
    of_form = {"form": "deal", "by": "status", "filter": {"field": "title", "operator": "equal", "value": "A"}}
    blocks = [
        block("chart", {"chart": "bar", "settings": {"metric": "deals", "by": "title"}}, key="metric"),
        block("chart", {"chart": "bar", "settings": of_form}, key="form"),
    ]
    install([*DOCUMENTS, page(*blocks, filters=[PERIOD, TITLE])])
    for month, titles in ((2, "AAB"), (3, "AC")):
        clock.set(datetime(2026, month, 10, tzinfo=SHANGHAI))
        for title in titles:
            records.create(context, "crm", "deal", {"title": title})

    for period, by_title, of_a in (("2026-02", [("A", 2), ("B", 1)], 2), ("2026-03", [("A", 1), ("C", 1)], 1)):
        found = ask(context, period=period)
        drawn = found["metric"]["answer"]["figures"]
        labels = [item["label"] for item in drawn["axes"][0]["items"]]
        assert [(labels[cell["at"][0]], cell["records"]) for cell in drawn["cells"]] == by_title
        assert [cell["records"] for cell in found["form"]["answer"]["figures"]["cells"]] == [of_a]
    assert found["metric"]["answer"]["settings"]["period"] == "2026-03"
