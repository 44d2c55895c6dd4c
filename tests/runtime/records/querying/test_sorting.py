"""Lists in the order people expect, by an index: words as a Chinese dictionary has them, choices as their options."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.fields.wording import word_key
from loomwork.runtime.forms import form_plan
from loomwork.runtime.records import Query
from loomwork.runtime.records.querying.compiler import Reading
from tests.company import Install

# fmt: off
NAMES = [
    "重庆长安",
    "上海宝钢",
    "Beta",
    "apple",
    "安徽海螺",
    "张三",
    "章一",
    "张二",
    "厦门建发",
    "3M 中国",
    "曾氏",
    "阿里",
]
SORTED = [
    "3M 中国",
    "apple",
    "Beta",
    "阿里",
    "安徽海螺",
    "重庆长安",
    "上海宝钢",
    "厦门建发",
    "曾氏",
    "张二",
    "张三",
    "章一",
]
# fmt: on
LEVELS = ["high", "low", "middle"]
FIRM: dict[str, Any] = {
    "kind": "form",
    "key": "firm",
    "title": "Firm",
    "fields": [
        {"key": "name", "type": "text", "title": "Name", "indexed": True},
        {"key": "words", "type": "text", "title": "Words"},
        {"key": "number", "type": "integer", "title": "Number"},
        {
            "key": "level",
            "type": "single_choice",
            "title": "Level",
            "indexed": True,
            "settings": {"options": [{"key": key, "title": key} for key in LEVELS]},
        },
    ],
}


@pytest.fixture
def firm(install: Install) -> None:
    install([FIRM])


def firms(context: Context, **values: list[Any]) -> None:
    for row in zip(*values.values(), strict=True):
        records.create(context, "crm", "firm", dict(zip(values, row, strict=True)))


def paged(context: Context, *sort: str, limit: int = 3) -> list[dict[str, Any]]:
    """All records, by pages."""
    found, cursor = [], None
    while True:
        page = records.query(context, "crm", "firm", Query(sort=sort, limit=limit, cursor=cursor))
        found += [record.values for record in page.items]
        if (cursor := page.next_cursor) is None:
            return found


def test_words_are_sorted_by_pinyin(firm: None, context: Context) -> None:
    firms(context, name=[*NAMES, None])
    assert [row["name"] for row in paged(context, "name")] == [*SORTED, None]
    assert [row["name"] for row in paged(context, "-name")] == [*reversed(SORTED), None]


def test_a_changed_name_moves(firm: None, context: Context) -> None:
    one = records.create(context, "crm", "firm", {"name": "张三"})
    firms(context, name=["李四"])
    records.change(context, "crm", "firm", one.id, {"name": "安安"}, revision=1)
    assert [row["name"] for row in paged(context, "name")] == ["安安", "李四"]
    records.change(context, "crm", "firm", one.id, {"name": None}, revision=2)
    assert [row["name"] for row in paged(context, "name")] == ["李四", None]


def test_records_that_were_there_before_are_sorted_too(install: Install, context: Context) -> None:
    plain = [{**field, "indexed": False} for field in FIRM["fields"]]
    install([{**FIRM, "fields": plain, "title_field": "words"}])
    firms(context, name=NAMES)
    install([FIRM])

    def unit(tx: Any) -> None:
        records.keep_order(context, tx, plan_cache(context.workspace).latest())

    changes.run(context, unit)
    jobs.run_due(context.workspace)
    assert [row["name"] for row in paged(context, "name")] == SORTED


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_choices_are_sorted_as_their_options_stand(firm: None, context: Context, limit: int) -> None:
    firms(context, level=["low", "middle", None, "high", "low", None, "high"], number=[1, 2, 3, 4, 5, 6, 7])
    plan = form_plan(plan_cache(context.workspace).latest(), "crm", "firm")
    with context.workspace.database.write() as tx:
        # As if the option had been taken out since.
        tx.execute(sa.update(plan.table).where(plan.table.c.number == 5).values(level="gone"))
    assert [row["number"] for row in paged(context, "level", limit=limit)] == [4, 7, 1, 2, 5, 3, 6]
    assert [row["number"] for row in paged(context, "-level", limit=limit)] == [5, 2, 1, 7, 4, 6, 3]
    assert [row["number"] for row in paged(context, "level", "-number", limit=limit)] == [7, 4, 1, 2, 5, 6, 3]
    # With a filter it is one question, in the same order.
    some = Query(sort=("level",), filter={"field": "number", "operator": "at_most", "value": 4})
    assert [record.values["number"] for record in records.query(context, "crm", "firm", some).items] == [4, 1, 2, 3]


@pytest.mark.parametrize("sort", ["name", "-name", "level", "-level"])
def test_an_index_gives_the_order(firm: None, context: Context, sort: str) -> None:
    if context.workspace.database.dialect != "sqlite":
        pytest.skip("an empty table is read whole there, whatever indexes it has")
    asked: list[str] = []
    with context.workspace.database.read() as connection:
        driver: Any = connection.connection.driver_connection

        def listen(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
            asked.append(str(driver.execute(
                f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()))  # fmt: skip

        plans = plan_cache(context.workspace).latest()
        reading = Reading(context, connection, plans, form_plan(plans, "crm", "firm"))
        sa.event.listen(connection, "before_cursor_execute", listen)
        reading._rows(51, reading._select(["name"]), reading._order(Query(sort=(sort,))), None)
    assert asked
    assert not any("TEMP B-TREE" in plan for plan in asked)


def test_keys_of_words() -> None:
    assert word_key("ABC") == word_key("abc")
    assert word_key("") == ""
    assert len(word_key("重" * 500)) == 100
    # Characters without a reading, and those beyond the plane, stand by their own code.
    assert word_key("→𠀀") == "→𠀀"
