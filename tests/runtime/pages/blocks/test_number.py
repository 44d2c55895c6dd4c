"""Number: the way to a figure, and what moved it."""

from datetime import datetime

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import SHANGHAI
from tests.paged import DOCUMENTS, ask, block, page

PERIOD = {"key": "period", "type": "period"}


def test_it_tells_the_way_and_who_moved_it_most(context: Context, install: Install, clock: FakeClock) -> None:
    install([*DOCUMENTS, page(block("number", {"metric": "total", "moved_by": "title"}), filters=[PERIOD])])
    for month, amounts in ((2, {"A": "10", "B": "5"}), (3, {"A": "30", "B": "1", "C": "2"})):
        clock.set(datetime(2026, month, 10, tzinfo=SHANGHAI))
        for title, amount in amounts.items():
            records.create(context, "crm", "deal", {"title": title, "amount": amount})

    month = ask(context)["b"]["answer"]
    year = ask(context, period="2026")["b"]["answer"]

    assert month["figure"]["compared"]["change"]["by"] == "18"
    assert month["mover"] == {"label": "A", "by": "20"}
    assert [one["value"] for one in month["way"]] == [None] * 10 + ["15", "33"]
    # Of a year its months up to the one that runs.
    assert [(one["period"]["key"], one["value"]) for one in year["way"]] == [
        ("2026-01", None),
        ("2026-02", "15"),
        ("2026-03", "33"),
    ]
    assert year["mover"] is None
