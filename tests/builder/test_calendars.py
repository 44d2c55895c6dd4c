"""A company's own calendar is what its formulas count by, from the moment it is saved, on every way."""

from typing import Any

import pytest

from loomwork.builder.calendars import change_calendar, withdraw_calendar
from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.jobs import run_due
from loomwork.runtime.people import access_to
from loomwork.runtime.records import Query
from tests.company import Install

_DAYS = {"networkdays": [{"var": "record.starts"}, {"var": "record.ends"}]}
LEAVE: dict[str, Any] = {
    "kind": "form",
    "key": "leave",
    "title": "Leave",
    "fields": [
        {"key": "starts", "type": "date", "title": "Starts"},
        {"key": "ends", "type": "date", "title": "Ends"},
        {
            "key": "days",
            "type": "formula",
            "title": "Days",
            "settings": {"result": "integer", "expression": _DAYS},
        },
    ],
    "checks": [{"key": "short", "assert": {"<=": [_DAYS, 6]}, "message": "too long"}],
}
NOTE: dict[str, Any] = {
    "kind": "form",
    "key": "note",
    "title": "Note",
    "fields": [{"key": "text", "type": "text", "title": "Text"}],
}
_SIX = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
SIX_DAYS = {
    "title": "Six days",
    "holidays": None,
    "hours": {day: [["09:00", "18:00"]] for day in _SIX},
    "days": {"2026-10-08": {"works": False}, "2026-10-11": {"works": True}},
}
# Thursday to Sunday; National Day ends on the 7th, and the 10th is made up for it.
WEEKEND = {"starts": "2026-10-08", "ends": "2026-10-11"}


@pytest.fixture(autouse=True)
def _forms(install: Install) -> None:
    install([LEAVE, NOTE])


def days(context: Context) -> Any:
    return records.create(context, "crm", "leave", WEEKEND).values["days"]


def described(context: Context, form: str) -> Any:
    plans = plan_cache(context.workspace).latest()
    return describe(form_plan(plans, "crm", form), access_to(context, plans, "crm", form), "en")["calendar"]


def test_formulas_count_by_it(context: Context) -> None:
    assert days(context) == 3
    change_calendar(context, "company", SIX_DAYS | {"days": {"2026-10-11": {"works": True}}}, 0)
    assert days(context) == 4
    change_calendar(context, "company", SIX_DAYS | {"days": {"2026-10-09": {"works": False}}}, 1)
    assert days(context) == 2
    withdraw_calendar(context, "company", 2)
    assert days(context) == 3


def test_what_is_stored_follows_a_change_of_it(context: Context) -> None:
    made = records.create(context, "crm", "leave", WEEKEND)
    change_calendar(context, "company", SIX_DAYS | {"days": {"2026-10-09": {"works": False}}}, 0)
    run_due(context.workspace)
    now = records.get(context, "crm", "leave", made.id)
    assert (now.values["days"], now.revision) == (2, 2)
    entry = records.history(context, "crm", "leave", made.id)[0]
    assert (entry["action"], entry["provenance"]) == ("change", "system")
    withdraw_calendar(context, "company", 1)
    run_due(context.workspace)
    assert records.get(context, "crm", "leave", made.id).values["days"] == 3


def test_a_page_is_told_of_it_where_it_counts(context: Context) -> None:
    assert described(context, "leave") is None
    change_calendar(context, "company", SIX_DAYS, 0)
    assert described(context, "leave") == {"week": [0, 1, 2, 3, 4, 5], "off": ["2026-10-08"], "on": ["2026-10-11"]}
    assert described(context, "note") is None


def test_a_list_filtered_by_a_formula_counts_by_it(context: Context) -> None:
    days(context)
    change_calendar(context, "company", SIX_DAYS | {"days": {"2026-10-09": {"works": False}}}, 0)
    fixed = {"formula": {"==": [{"networkdays": ["2026-10-08", "2026-10-11"]}, 2]}}
    assert len(records.query(context, "crm", "leave", Query(filter=fixed)).items) == 1
