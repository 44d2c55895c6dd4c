"""Metric documents that cannot work are refused with a pointer and what to do."""

from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition
from tests.company import Install
from tests.measured import metric, plan, publish, quotient

BAND = {"green": "1", "yellow": "2"}
DUE = {"type": "duration", "from": "due", "to": "due"}


@pytest.mark.parametrize(
    ("document", "pointer", "words"),
    [
        (metric(form="del"), "/form", "没有名为「del」的表单"),
        (metric(aggregate={"type": "sum", "field": "amont"}), "/aggregate/field", "最接近的是「amount」"),
        (metric(aggregate={"type": "sum", "field": "title"}), "/aggregate/field", "请改选数字字段"),
        (metric(aggregate={"type": "summ"}), "/aggregate/type", ""),
        (metric(moment="title"), "/moment", "请选日期或日期时间字段"),
        (metric(moment="dew"), "/moment", "最接近的是「due」"),
        (metric(where={"field": "amuont", "operator": "equal", "value": "1"}), "/where/field", "「amount」"),
        (metric(where={"field": "amount", "operator": "like", "value": "1"}), "/where/operator", "可用的条件"),
        (metric(where={"formula": {">": [{"var": "record.nothing"}, 1]}}), "/where/formula", "没有字段「nothing」"),
        (metric(dimensions=["source", "amount"]), "/dimensions/1", "不能按「amount」拆分"),
        (metric(dimensions=["source.level"]), "/dimensions/0", "不是关联字段"),
        (metric(dimensions=["customer.levle"]), "/dimensions/0", "最接近的是「level」"),
        (metric(bands=[BAND]), "/good", "越高越好还是越低越好"),
        (metric(bands=[BAND], good="high"), "/bands/0/green", "绿色界限应当比黄色更好"),
        (metric(bands=[BAND | {"green": {"param": "x"}}], good="low"), "/bands/0/green/param", "没有数字参数「x」"),
        (metric(bands=[BAND | {"from": "2026-02-30"}], good="low"), "/bands/0/from", "没有这一天"),
        (
            metric(bands=[BAND | {"dimension": "source", "value": "web"}], good="low"),
            "/bands/0/dimension",
            "不在这个指标的维度里",
        ),
        (
            metric(aggregate={"type": "conversion", "field": "status", "from": "new", "to": "gone"}),
            "/aggregate/to",
            "可用的有：new、won、lost",
        ),
        (
            metric(aggregate={"type": "conversion", "field": "source", "from": "new", "to": "won"}),
            "/aggregate/field",
            "没有阶段字段",
        ),
        (
            metric(aggregate={"type": "duration", "from": "created_at", "to": "due"}),
            "/aggregate/to",
            "要么都是日期时间",
        ),
        (
            metric(aggregate={"type": "duration", "from": "created_at", "to": "due", "calendar_of": "seller"}),
            "/aggregate/to",
            "",
        ),
        (
            metric(aggregate=DUE | {"calendar_of": "seller"}),
            "/aggregate/calendar_of",
            '请加上 "clock": "working"',
        ),
        (
            metric(
                aggregate={"type": "duration", "from": "due", "to": "due", "clock": "working", "calendar_of": "title"}
            ),
            "/aggregate/calendar_of",
            "不是人员或部门字段",
        ),
        (
            metric(aggregate=DUE | {"to": {"formula": {"var": "record.title"}}}),
            "/aggregate/to/formula",
            "结果不是日期",
        ),
        (
            metric(aggregate=DUE | {"to": {"formula": {"var": "record.dew"}}}),
            "/aggregate/to/formula/var",
            "dew",
        ),
        (metric(aggregate={"type": "percentile", "field": "amount", "at": "1.5"}), "/aggregate/at", ""),
        (quotient("m", "a", "nothing"), "/aggregate/over", "没有名为「nothing」的指标"),
        (quotient("m", "a", "b", moment="due"), "/moment", "请删掉这一项"),
        (quotient("m", "a", "b", dimensions=["source"]), "/dimensions/0", "没有维度「source」"),
    ],
)
def test_a_document_that_cannot_work_says_where_and_what_to_do(
    document: dict[str, Any], pointer: str, words: str, context: Context, install: Install
) -> None:
    publish(context, install, metric("a"), metric("b"), document)

    with pytest.raises(InvalidDefinition) as error:
        plan(context)

    assert error.value.pointer == pointer
    assert words in error.value.sentence("zh-CN")
    assert error.value.sentence("en")


def test_metrics_that_divide_each_other_are_refused_with_the_circle(context: Context, install: Install) -> None:
    publish(
        context, install, metric("plain"), quotient("a", "plain", "b"), quotient("b", "c", "plain"),
        quotient("c", "plain", "a"),
    )  # fmt: skip

    with pytest.raises(InvalidDefinition) as error:
        plan(context, "a")

    assert error.value.pointer == "/aggregate/over"
    assert "指标a → 指标b → 指标c → 指标a" in error.value.sentence("zh-CN")
    with pytest.raises(InvalidDefinition):
        plan(context, "c")


def test_a_metric_may_divide_metrics_of_two_forms(context: Context, install: Install) -> None:
    asking = publish(context, install, quotient("m", "a", "b"), metric("a"), metric("b", form="customer"))

    assert [part.form.key for part in asking.parts] == ["deal", "customer"]
    assert asking.shown == "share"
