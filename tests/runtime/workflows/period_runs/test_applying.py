"""What a run writes besides entries: records that are changed or countered, fields of the row itself."""

from typing import Any

import pytest

from loomwork.runtime import records

from ..conftest import APP
from .conftest import Months, commission

PAY = {"var": "results.pay"}
TEXT = {"cat": ["pay ", PAY]}
ABOUT = {"var": "record.id"}


@pytest.fixture(autouse=True)
def asked(months: Months) -> None:
    months.company.asks(writes=["request", "report"])


def voucher(**correction: Any) -> dict[str, Any]:
    made = {"key": "voucher", "form": "report", "values": {"about": ABOUT, "text": TEXT}}
    return commission(posts=[], makes=[made | correction])


def texts(months: Months) -> list[str]:
    page = records.query(months.company.context, APP, "report", records.Query(filter=None, fields=("text",), limit=50))
    return sorted(str(one.values["text"]) for one in page.items)


def run_again(months: Months, **change: Any) -> None:
    """A sale of January is written, changes and is written again."""
    sale = months.sale(1, 100)
    months.company.advance(days=31)
    assert texts(months) == ["pay 5"]
    months.change(sale, **change)
    months.confirm(months.run("2026-01")["id"])


def test_the_record_of_a_row_is_changed_with_it(months: Months) -> None:
    months.publish(voucher(gone={"text": "void"}))
    run_again(months, amount=60)
    assert texts(months) == ["pay 3"]


def test_it_is_set_to_what_is_said_when_the_row_counts_no_more_and_made_anew_when_it_does(months: Months) -> None:
    months.publish(voucher(gone={"text": "void"}))
    run_again(months, status="done")
    assert texts(months) == ["void"]
    # A stage does not lead back by hand; another sale counts.
    months.sale(1, 20)
    months.confirm(months.run("2026-01")["id"])
    assert texts(months) == ["pay 1", "void"]


def test_a_counter_record_offsets_what_was_written_and_a_new_one_stands_beside(months: Months) -> None:
    months.publish(voucher(counter={"about": ABOUT, "text": {"cat": ["back ", PAY]}}))
    run_again(months, amount=60)
    assert texts(months) == ["back 5", "pay 3", "pay 5"]


def test_fields_of_the_row_itself_are_set_and_set_back(months: Months) -> None:
    months.publish(commission(posts=[], sets={"note": TEXT}, gone_sets={"note": None}))
    sale = months.sale(1, 100)
    months.company.advance(days=31)
    assert months.company.record(sale).values["note"] == "pay 5"
    months.change(sale, status="done")
    months.confirm(months.run("2026-01")["id"])
    assert months.company.record(sale).values["note"] is None
