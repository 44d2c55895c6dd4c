"""Serial numbers: their patterns, periods, and that none is given twice or, where gapless, left out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, Problems
from loomwork.runtime.records import Query
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.runtime.fields.loading import ready

WRITERS = 16


def form(mode: str = "gapless", pattern: str = "Q{yyyy}{mm}-{0000}") -> dict[str, Any]:
    return {
        "kind": "form",
        "key": "quote",
        "title": "Quote",
        "fields": [
            {"key": "title", "type": "text", "title": "Title", "required": True},
            {"key": "number", "type": "serial_number", "title": "No", "settings": {"pattern": pattern, "mode": mode}},
            {
                "key": "label",
                "type": "formula",
                "title": "Label",
                "settings": {"expression": {"cat": [{"var": "record.number"}, " ", {"var": "record.title"}]}},
            },
        ],
    }


def numbers(context: Context) -> list[str]:
    page = records.query(context, "crm", "quote", Query(sort=("number",), limit=200))
    return [record.values["number"] for record in page.items]


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("{0}", "7"),
        ("Q{yyyy}{mm}-{0000}", "Q202601-0007"),
        ("{yy}/{mm}/{dd}·{000}号", "26/01/05·007号"),
    ],
)
def test_a_pattern_gives_the_number(pattern: str, wanted: str) -> None:
    _, settings = ready("serial_number", pattern=pattern)
    assert settings["numbers"].text(date(2026, 1, 5), 7) == wanted


def test_more_digits_than_planned_are_written_out() -> None:
    _, settings = ready("serial_number", pattern="{00}")
    assert settings["numbers"].text(date(2026, 1, 5), 12345) == "12345"


@pytest.mark.parametrize(
    ("pattern", "reset", "period"),
    [
        ("{0000}", "pattern", ""),
        ("{yyyy}-{0000}", "pattern", "2026"),
        ("{yyyy}{mm}-{0000}", "pattern", "2026-01"),
        ("{yyyy}{mm}{dd}{0000}", "pattern", "2026-01-05"),
        ("{yyyy}{mm}{dd}{0000}", "year", "2026"),
        ("{yyyy}{mm}{dd}{0000}", "never", ""),
    ],
)
def test_the_counter_begins_anew_with_what_the_pattern_tells_apart(pattern: str, reset: str, period: str) -> None:
    _, settings = ready("serial_number", pattern=pattern, reset=reset)
    assert settings["numbers"].period(date(2026, 1, 5)) == period


@pytest.mark.parametrize(
    "settings",
    [
        {"pattern": "Q-{yyyy}"},
        {"pattern": "{00}-{00}"},
        {"pattern": "{0000}{month}"},
        {"pattern": "{0000"},
        {"pattern": "{yyyy}-{0000}", "reset": "month"},
        {"pattern": "{mm}-{0000}", "reset": "month"},
    ],
)
def test_a_pattern_that_would_repeat_or_cannot_be_read_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        ready("serial_number", **settings)
    assert caught.value.pointer == "/pattern"


def test_numbers_follow_each_other_and_begin_anew_with_the_month(
    install: Install, context: Context, clock: FakeClock
) -> None:
    install([form()])
    for title in "AB":
        records.create(context, "crm", "quote", {"title": title})
    clock.advance(timedelta(days=31))
    made = records.create(context, "crm", "quote", {"title": "C"})

    assert numbers(context) == ["Q202601-0001", "Q202601-0002", "Q202602-0001"]
    assert records.get(context, "crm", "quote", made.id).values["label"] == "Q202602-0001 C"


def test_the_day_is_the_workspaces(install: Install, context: Context, clock: FakeClock) -> None:
    install([form(pattern="{yyyy}{mm}{dd}-{0}")])
    clock.advance(timedelta(hours=15))  # Midnight in Shanghai, afternoon of the fifth in UTC.
    assert records.create(context, "crm", "quote", {"title": "A"}).values["number"] == "20260106-1"


def test_nobody_sets_a_number(install: Install, context: Context) -> None:
    install([form()])
    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "quote", {"title": "A", "number": "Q202601-0099"})
    assert [error.code for error in caught.value.errors] == ["value.read_only"]

    made = records.create(context, "crm", "quote", {"title": "A"})
    with pytest.raises(Problems):
        records.change(context, "crm", "quote", made.id, {"number": "Q202601-0099"}, revision=1)
    records.change(context, "crm", "quote", made.id, {"title": "B", "number": "Q202601-0001"}, revision=1)
    assert records.get(context, "crm", "quote", made.id).values["label"] == "Q202601-0001 B"


@pytest.mark.parametrize("mode", ["gapless", "fast"])
def test_sixteen_writers_never_get_one_number_twice(install: Install, context: Context, mode: str) -> None:
    install([form(mode)])

    def write(writer: int) -> None:
        for n in range(6):
            if n == 3:
                _rolled_back(context)
            records.create(context, "crm", "quote", {"title": f"{writer}.{n}"})

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    given = numbers(context)
    assert len(given) == len(set(given)) == WRITERS * 6
    if mode == "gapless":
        assert given == [f"Q202601-{n:04}" for n in range(1, WRITERS * 6 + 1)]


def test_a_refused_record_within_a_larger_transaction_leaves_no_gap(install: Install, context: Context) -> None:
    quote = form()
    quote["fields"].append({"key": "by", "type": "member", "title": "By"})
    install([quote])

    def unit(tx: Any) -> None:
        records.create(context, "crm", "quote", {"title": "A"}, tx=tx)
        with pytest.raises(Problems):
            records.create(context, "crm", "quote", {"title": "B", "by": "0" * 26}, tx=tx)
        records.create(context, "crm", "quote", {"title": "C"}, tx=tx)

    changes.run(context, unit)
    assert numbers(context) == ["Q202601-0001", "Q202601-0002"]


def _rolled_back(context: Context) -> None:
    def unit(tx: Any) -> None:
        records.create(context, "crm", "quote", {"title": "never"}, tx=tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        changes.run(context, unit)


def test_many_at_once_are_numbered_in_order_and_a_refused_one_leaves_no_gap(install: Install, context: Context) -> None:
    """The second is refused after it has its number: the record it points to is not there."""
    document = form()
    owner = {"key": "owner_of", "type": "reference", "title": "Of", "settings": {"form": "quote"}}
    install([{**document, "fields": [*document["fields"], owner]}])
    rows = [{"title": "a"}, {"title": "b", "owner_of": "01kdaaaaaaaaaaaaaaaaaaaaaa"}, {"title": "c"}]
    made = changes.run(context, lambda tx: records.create_many(context, "crm", "quote", rows, tx=tx))

    assert [isinstance(one, str) for one in made] == [True, False, True]
    assert numbers(context) == ["Q202601-0001", "Q202601-0002"]
