"""A dimension with 100,000 values: the heaviest get a figure each, all others one together."""

from typing import Any

import sqlalchemy as sa

from loomwork.runtime import changes, records
from loomwork.runtime.changes import change_of
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import form_plan
from loomwork.runtime.metrics import answer
from loomwork.runtime.metrics.asking import asked
from tests.company import Install
from tests.measured import metric, plan, publish

VALUES = 100_000
HEAVY = 25


def multiply(context: Context, id: str) -> None:
    """As many deals as values, each with a title of its own, by one statement; a few weigh more with more numbers."""
    table = form_plan(plan_cache(context.workspace).latest(), "crm", "deal").table
    first = sa.select(sa.literal(1, sa.BigInteger()).label("number")).cte("numbers", recursive=True)
    numbers = first.union_all(sa.select(first.c.number + 1).where(first.c.number < VALUES))
    number = numbers.c.number
    made: dict[str, Any] = {
        "id": sa.cast(number + 10**17, sa.String(26)),
        "title": sa.literal("T") + sa.cast(number + 10**6, sa.Text),
        "visits": sa.case((number <= HEAVY, 1000 * (HEAVY + 1 - number)), else_=1),
    }
    values = {column.key: made.get(column.key, column) for column in table.c}

    def unit(tx: Any) -> None:
        statement = sa.select(*values.values()).select_from(numbers.join(table, table.c.id == id))
        tx.execute(sa.insert(table).from_select(list(values), statement))
        change_of(tx).entry("record", "crm.deal", "many", "create", [])

    changes.run(context, unit)


def test_of_a_hundred_thousand_values_the_heaviest_are_told_and_the_rest_together(
    context: Context, install: Install
) -> None:
    documents = {
        "sum": {"aggregate": {"type": "sum", "field": "visits"}},
        "median": {"aggregate": {"type": "median", "field": "visits"}},
    }
    publish(context, install, *(metric(key, dimensions=["title"], **one) for key, one in documents.items()))
    id = records.create(context, "crm", "deal", {"title": "The first", "visits": 1}).id
    multiply(context, id)

    def ask(key: str) -> list[tuple[Any, Any, Any, Any]]:
        asking = plan(context, key)
        found = answer(context, asking, asked(context, asking, by="title", most=20))["figures"]
        return [(one["kind"], one["label"], one["value"], one["records"]) for one in found]

    rest = VALUES + 1 - 20
    below = sum(1000 * (HEAVY + 1 - number) for number in range(21, HEAVY + 1)) + VALUES + 1 - HEAVY
    *heavy, last = ask("sum")
    assert heavy == [("value", f"T{10**6 + n}", str(1000 * (HEAVY + 1 - n)), 1) for n in range(1, 21)]
    assert last == ("rest", "其他", str(below), rest)

    # A median tells the values with most records; of as many, those that come first.
    assert ask("median") == [*heavy, ("rest", "其他", "1", rest)]
