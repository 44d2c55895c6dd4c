"""Questions kept with the plans answer as those that are put together for each record, whatever is compared."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.expressions import questions
from loomwork.runtime.forms import form_environment, form_plan
from loomwork.runtime.records.derived.asking import Asking
from loomwork.runtime.records.derived.keeping import Kept
from tests.company import Install

FIELDS: list[tuple[str, str, list[Any]]] = [
    ("words", "text", ["a", "B", None]),
    ("number", "integer", [1, 2, None]),
    ("price", "currency", ["1.00", "2.50", None]),
    ("day", "date", ["2026-01-05", "2026-02-28", None]),
    ("moment", "datetime", ["2026-01-05T01:00:00Z", "2026-01-05T02:00:00Z", None]),
]
VALUES: dict[str, list[Any]] = {
    "words": ["a", "C", None],
    "number": [1, 5, -(2**40), Decimal("1.5"), None],
    "price": [Decimal(1), Decimal("2.499"), Decimal("2.5"), Decimal(10) ** 30, None],
    "day": [date(2026, 1, 5), date(2026, 2, 1), None],
    "moment": [datetime.fromisoformat("2026-01-05T01:30:00+00:00"), datetime.fromisoformat("2026-01-05T09:00:00+08:00"),
               None],
}  # fmt: skip
THING: dict[str, Any] = {
    "kind": "form",
    "key": "thing",
    "title": "Thing",
    "fields": [{"key": key, "type": type_, "title": key} for key, type_, _ in FIELDS],
}


@pytest.mark.parametrize("field", [key for key, _, _ in FIELDS])
def test_kept_questions_answer_as_others_do(install: Install, context: Context, field: str) -> None:
    install([THING])
    for value in next(values for key, _, values in FIELDS if key == field):
        records.create(context, "crm", "thing", {field: value})
    plans = plan_cache(context.workspace).latest()
    environment = form_environment(plans, "crm", form_plan(plans, "crm", "thing").fields)
    row, this = {"var": f"row.{field}"}, {"var": f"this.{field}"}
    kept = 0
    for operator in ("==", "!=", "<", "<=", ">", ">="):
        for sides in ([row, this], [this, row]):
            (question,) = questions({"countifs": ["thing", {"and": [{operator: sides}, True]}]}, environment)
            with context.workspace.database.read() as connection:
                as_app = Asking.as_app(context, plans, "crm", connection)
                kept += isinstance(as_app._kept(question, connection), Kept)
                for value in VALUES[field]:
                    data = {"record": {field: value}}
                    anew = Asking(context, plans, "crm", connection)(question, data)
                    assert as_app(question, data) == anew, (operator, sides, value)
    assert kept == (4 if field == "words" else 12)


def test_what_asks_for_the_time_is_asked_anew(install: Install, context: Context) -> None:
    install([THING])
    records.create(context, "crm", "thing", {"day": "2026-01-05"})
    plans = plan_cache(context.workspace).latest()
    environment = form_environment(plans, "crm", form_plan(plans, "crm", "thing").fields)
    since = {"days_between": [{"var": "row.day"}, {"today": []}]}
    (question,) = questions({"countifs": ["thing", {"<": [since, 2]}]}, environment)
    with context.workspace.database.read() as connection:
        as_app = Asking.as_app(context, plans, "crm", connection)
        told = [as_app(question, {"now": datetime.fromisoformat(now), "zone": "Asia/Shanghai"})
                for now in ("2026-01-06T23:00:00+08:00", "2026-01-07T01:00:00+08:00")]  # fmt: skip
    assert told == [1, 0]
