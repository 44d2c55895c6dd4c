"""What is wrong with a text is told with its place and a remedy, in both languages, and fast."""

from typing import Any

import pytest

from loomwork.runtime.expressions import Environment, ExpressionError, Type, parse_formula, read_formula
from loomwork.runtime.expressions.errors import (
    Ambiguous,
    Malformed,
    TooLarge,
    UnknownName,
    UnknownOperator,
    WrongCount,
    WrongType,
)
from loomwork.runtime.expressions.text.naming import Name, Names
from loomwork.runtime.expressions.text.printing import print_formula
from loomwork.runtime.expressions.text.template import parse_template

BUDGET, POINTS = ("record", "budget"), ("record", "points")
NAMES = Names(
    [
        Name(BUDGET, ({"zh-CN": "预算", "en": "Budget"},)),
        Name(POINTS, ({"zh-CN": "积分", "en": "Points"},)),
        Name(("record", "first"), ({"zh-CN": "电话", "en": "Phone"},)),
        Name(("record", "second"), ({"zh-CN": "电话", "en": "Mobile"},)),
        Name(("record", "level"), ("budget",)),
        Name(("record", "customer", "level"), ({"zh-CN": "客户", "en": "Customer"}, {"zh-CN": "等级", "en": "Level"})),
        Name(("before", "budget"), ({"zh-CN": "原值", "en": "before"}, {"zh-CN": "预算", "en": "Budget"})),
        Name(("param", "low"), ({"zh-CN": "参数", "en": "parameter"}, {"zh-CN": "下限", "en": "Lower limit"})),
    ],
    open=frozenset({"candidate"}),
)
ENVIRONMENT = Environment(
    {BUDGET: Type.DECIMAL, POINTS: Type.INTEGER, ("param", "low"): Type.DECIMAL, ("record", "first"): Type.TEXT},
    open=frozenset({"candidate"}),
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{预算}", {"var": "record.budget"}),
        ("budget", {"var": "record.budget"}),
        ("{record.budget}", {"var": "record.budget"}),
        ("{Points}", {"var": "record.points"}),
        ("{ 积分 }", {"var": "record.points"}),
        ("{Phone}", {"var": "record.first"}),
        ("{客户.等级}", {"var": "record.customer.level"}),
        ("{原值.预算}", {"var": "before.budget"}),
        ("{参数.下限}", {"param": "low"}),
        ("{candidate.load}", {"var": "candidate.load"}),
    ],
)
def test_titles_and_keys_in_either_language_mean_the_field(text: str, tree: Any) -> None:
    assert parse_formula(text, NAMES) == tree
    assert parse_formula(print_formula(tree, NAMES), NAMES) == tree


def test_text_shows_titles_where_they_are_clear_and_keys_where_not() -> None:
    assert print_formula({"+": [{"var": "record.budget"}, {"param": "low"}]}, NAMES) == "{预算} + {参数.下限}"
    assert print_formula({"var": "record.first"}, NAMES) == "{first}"
    assert print_formula({"var": "record.level"}, NAMES) == "{level}"
    english = Names(NAMES.names, "en")
    assert print_formula({"var": "record.first"}, english) == "{Phone}"
    assert print_formula({"var": "record.gone"}, NAMES) == "{record.gone}"


@pytest.mark.parametrize(
    ("text", "error", "place", "said"),
    [
        ("1 +", Malformed, (1, 4, 0), "ends too early"),
        ("", Malformed, (1, 1, 0), "ends too early"),
        ("IF(1,\n  2", Malformed, (2, 4, 0), "closing bracket"),
        ('"abc', Malformed, (1, 1, 1), "closing quotation mark"),
        ("1 + {abc", Malformed, (1, 5, 1), "closing brace"),
        ("{预算} {积分}", Malformed, (1, 6, 4), "operator or a comma is missing before {积分}"),
        ("{积分} > 1 且 {积分} < 9", Malformed, (1, 10, 1), "written AND(condition, condition)"),
        ("{积分} > 1 or {积分} < 9", Malformed, (1, 10, 2), "written OR(condition, condition)"),
        ("(1))", Malformed, (1, 4, 1), "too many"),
        ("f(1; 2)", Malformed, (1, 4, 1), "commas"),
        ("'x'", Malformed, (1, 1, 1), "double quotes"),
        ("1 < 2 > 3", Malformed, (1, 1, 9), "AND"),
        ("1小时2小时", Malformed, (1, 1, 6), "2d or 1h30min"),
        ("1 + {预祘}", UnknownName, (1, 5, 4), "nearest is {预算}"),
        ("pionts * 2", UnknownName, (1, 1, 6), "nearest is {积分}"),
        ("{电话}", Ambiguous, (1, 1, 4), "write one of these: {first} {second}"),
        ("1 + ROUNDD(2)", UnknownOperator, (1, 5, 6), "nearest is ROUND"),
        ("ABS(1, 2)", WrongCount, (1, 1, 9), "ABS takes 1 arguments; 2 given"),
        ("1 +\n ABS({first})", WrongType, (2, 6, 7), "must be a number, not a text"),
        ("{预算} = \"多\"", WrongType, (1, 8, 3), "Argument 2 of = must be a number, not a text"),
        ("{预算} * \"多\"", WrongType, (1, 8, 3), "must be a number, not a text"),
    ],
)  # fmt: skip
def test_an_error_has_a_place_and_a_remedy(
    text: str, error: type[ExpressionError], place: tuple[int, int, int], said: str
) -> None:
    with pytest.raises(error) as raised:
        read_formula(text, NAMES, ENVIRONMENT)

    found = raised.value.place
    assert found is not None
    assert (found.line, found.column, found.end - found.start) == place
    assert said in raised.value.sentence("en")
    assert raised.value.sentence("zh-CN") != raised.value.sentence("en")
    assert raised.value.problem("en")["errors"][0]["position"]["line"] == place[0]


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "(" * 9_000, "-" * 9_000 + "1", "NOT(" * 3_000, "[" * 8_000, "1^" * 5_000 + "1", "{" * 9_000,
     '"' * 9_001, "/*" * 8_000, "1," * 8_000, "{a}" * 5_000, "\\" * 16_000, "=" * 16_000, "\ud800"],
)  # fmt: skip
def test_a_megabyte_and_ten_thousand_levels_are_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        read_formula(text, Names(free=True), Environment())


def test_a_message_of_a_megabyte_is_refused() -> None:
    with pytest.raises(TooLarge):
        parse_template("你好 {客户}" * 100_000)


def test_a_message_names_the_place_of_its_fault() -> None:
    with pytest.raises(UnknownName) as raised:
        parse_template("你好\n亲爱的 {客户名}", NAMES)
    assert raised.value.place is not None
    assert (raised.value.place.line, raised.value.place.column) == (2, 5)
    with pytest.raises(Malformed, match="no name"):
        parse_template("a } b", NAMES)
