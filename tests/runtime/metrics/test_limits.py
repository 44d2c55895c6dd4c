"""Limits from decision tables: by values of dimensions, by department and those above it, by date."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.metrics import answer, lineage
from loomwork.runtime.metrics.asking import asked
from loomwork.runtime.people import add_department, place_person
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import SHANGHAI, metric, plan, publish

As = Callable[..., Context]
GIVEN = {"level": "customer.level", "team": "seller.department", "on": {"var": "day"}}
LIMITS = {"table": "limits", "with": GIVEN, "green": "good", "yellow": "fair"}


def table(*rows: tuple[Any, ...], **more: Any) -> dict[str, Any]:
    """Rows of level, team, green, yellow, from, until."""
    return {
        "kind": "decision_table",
        "key": "limits",
        "title": "Limits",
        "hit": "first",
        "valid_by": "on",
        "inputs": [
            {"key": "level", "type": "text"},
            {"key": "team", "type": "text"},
            {"key": "on", "type": "date"},
        ],
        "outputs": [{"key": "good", "type": "decimal"}, {"key": "fair", "type": "decimal"}],
        "rows": [
            {"key": f"r{number}", "when": [level, team, None], "then": [good, fair]} | dates
            for number, (level, team, good, fair, dates) in enumerate(rows)
        ],
    } | more


ROWS: tuple[tuple[Any, ...], ...] = (
    ("A", None, "20", "10", {"from": "2026-02-01"}),
    ("A", None, "12", "10", {"until": "2026-01-31"}),
    (None, "East", "8", "5", {}),
    (None, "Line", None, None, {}),
)


def judged(**more: Any) -> dict[str, Any]:
    document = {
        "aggregate": {"type": "sum", "field": "amount"},
        "dimensions": ["seller", "seller.department", "customer.level", "source"],
        "good": "high",
        "bands": [{"green": "10", "yellow": "5"}],
        "limits": LIMITS,
    }
    return metric("m", **(document | more))


def move(context: Context, person: str, department: str) -> None:
    changes.run(context, lambda tx: place_person(tx, context, person, department, ""))


def ask(context: Context, **more: Any) -> dict[Any, tuple[str, str | None, Any]]:
    asking = plan(context)
    found = answer(context, asking, asked(context, asking, **more))["figures"]
    return {one["label"]: (one["verdict"], one["target"], one["limit"] and one["limit"]["of"]) for one in found}


def test_the_value_that_held_at_the_period_judges_its_figure(
    context: Context, install: Install, clock: FakeClock
) -> None:
    publish(context, install, judged(), table(*ROWS))
    firm = records.create(context, "crm", "customer", {"name": "F", "level": "A"}).id
    for day in ("2026-01-20", "2026-02-20"):
        clock.set(datetime.fromisoformat(day).replace(tzinfo=SHANGHAI))
        records.create(context, "crm", "deal", {"title": "T", "amount": "15", "customer": firm})
        records.create(context, "crm", "deal", {"title": "T", "amount": "15"})

    assert ask(context, period="2026-01", by="customer.level") == {
        "A": ("green", "12", ["A"]),
        "未填写": ("green", "10", []),
    }
    assert ask(context, period="2026-02", by="customer.level")["A"] == ("yellow", "20", ["A"])
    assert ask(context, period="2026-02") == {None: ("green", "10", [])}
    assert ask(context, period="2026-02", only={"customer.level": "A"}) == {None: ("yellow", "20", ["A"])}
    found = answer(
        context, plan(context), asked(context, plan(context), period="2026-02", only={"customer.level": "A"})
    )
    assert str(found["figures"][0]["limit"]["since"]) == "2026-02-01"
    said = {one["about"]: one["text"] for one in lineage(context, plan(context), None)["sentences"]}
    assert said["limits"].startswith("决策表「Limits」，按客户 · Level、跟进人 · 部门、期末日期；")


def test_a_department_is_judged_as_the_nearest_above_it_and_a_person_as_one_of_his_department(
    context: Context, install: Install, person_of: As
) -> None:
    publish(context, install, judged(), table(*ROWS))
    east = changes.run(context, lambda tx: add_department(tx, context, "East"))
    team = changes.run(context, lambda tx: add_department(tx, context, "Team", parent=east))
    west = changes.run(context, lambda tx: add_department(tx, context, "West"))
    for place in (team, west):
        person = str(person_of("seller").actor.person_id)
        move(context, person, place)
        records.create(context, "crm", "deal", {"title": "T", "amount": "9", "seller": person})

    assert ask(context, by="seller.department") == {"Team": ("green", "8", ["East"]), "West": ("yellow", "10", [])}
    assert ask(context, by="seller") == {"Person P001": ("green", "8", ["East"]), "Person P002": ("yellow", "10", [])}


@pytest.mark.parametrize(
    ("limits", "tables", "pointer", "words"),
    [
        ({"table": "none"}, {}, "/limits/table", "没有名为「none」的决策表"),
        ({"with": {"levle": "customer.level"}}, {}, "/limits/with/levle", "可用的有：level、team、on"),
        ({"with": GIVEN | {"level": "customer"}}, {}, "/limits/with/level", "维度（seller、seller.department"),
        ({"with": GIVEN | {"level": {"var": "day"}}}, {}, "/limits/with/level", "不是这种值"),
        ({"with": {"level": "customer.level"}}, {}, "/limits/with", "分起止日期"),
        ({"green": "level"}, {}, "/limits/green", "没有数字输出「level」"),
        ({"green": "fair", "yellow": "good"}, {}, "/limits/table", "行「r0」的绿色界限应当比黄色更好"),
        ({}, {"hit": "collect"}, "/limits/table", "由一行决定"),
    ],
)
def test_what_cannot_judge_says_where_and_what_to_do(
    limits: dict[str, Any], tables: dict[str, Any], pointer: str, words: str, context: Context, install: Install
) -> None:
    with pytest.raises(InvalidDefinition) as error:
        publish(context, install, judged(limits=LIMITS | limits), table(*ROWS, **tables))

    assert error.value.pointer == pointer
    assert words in error.value.sentence("zh-CN")
    assert error.value.sentence("en")
