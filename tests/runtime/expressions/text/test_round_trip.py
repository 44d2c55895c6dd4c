"""Text to tree and back: what is printed reads as the same tree, and prints the same again."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.expressions import parse_formula, print_formula
from loomwork.runtime.expressions.nodes import MANY
from loomwork.runtime.expressions.operators import operators
from loomwork.runtime.expressions.text.functions import function_named
from loomwork.runtime.expressions.text.template import parse_template, print_template

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-(10**6), 10**6, places=4).map(float)
# A step of a path is not trimmed of spaces when it is a key; keys have none.
STEPS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="."), min_size=1, max_size=6)
NAMES = st.lists(STEPS, min_size=1, max_size=3).map(lambda steps: {"var": ".".join(steps)})
PARAMETERS = STEPS.map(lambda key: {"param": key})
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS | NAMES | PARAMETERS
CALLS = [(key, row.least, min(row.most, 4)) for key, row in operators.items() if not row.asks]


def _call(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(CALLS).flatmap(
        lambda call: st.lists(inner, min_size=call[1], max_size=call[2]).map(lambda arguments: {call[0]: arguments})
    )


TREES = st.recursive(LEAVES, lambda inner: _call(inner) | st.lists(inner, max_size=3), max_leaves=12)


@given(TREES)
def test_what_is_printed_reads_as_the_same_tree(tree: Any) -> None:
    text = print_formula(tree)

    assert normal(parse_formula(text)) == normal(tree), text
    assert print_formula(parse_formula(text)) == text


def normal(tree: Any) -> Any:
    """A parameter is a parameter however it is asked for, and numbers compare as they read."""
    if isinstance(tree, dict):
        (key, argument), *_ = tree.items()
        if key == "var" and isinstance(argument, str) and argument.startswith("param."):
            parameter = argument.removeprefix("param.")
            return {"param": parameter} if "." not in parameter else tree
        if key == "+" and isinstance(argument, list) and len(argument) == 1 and type(argument[0]) in (int, float):
            return {key: [normal(argument[0])]}
        return {key: normal(argument)}
    if isinstance(tree, list):
        return [normal(item) for item in tree]
    return Decimal(repr(tree)) if isinstance(tree, float) else tree


@given(TEXTS, NAMES, TEXTS)
def test_message_text_is_words_with_names(before: str, name: Any, after: str) -> None:
    tree = {"cat": [part for part in (before, name, after) if part != ""]}

    assert parse_template(print_template(tree)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("IF({预算} >= 500000, 2, 1) * {积分}",
         {"*": [{"if": [{">=": [{"var": "预算"}, 500000]}, 2, 1]}, {"var": "积分"}]}),
        ("=1+2*3", {"+": [1, {"*": [2, 3]}]}),
        ("1-2-3", {"-": [{"-": [1, 2]}, 3]}),
        ("2^3^2", {"power": [{"power": [2, 3]}, 2]}),
        ("-2^2", {"power": [-2, 2]}),
        ("50%", {"/": [50, 100]}),
        ("a & \"说\"\"好\"\"\" & b", {"cat": [{"var": "a"}, '说"好"', {"var": "b"}]}),
        ("a <> b", {"!=": [{"var": "a"}, {"var": "b"}]}),
        ("1 ≤ a", {"<=": [1, {"var": "a"}]}),
        ("1 < a < 5", {"<": [1, {"var": "a"}, 5]}),
        ("如果（且（｛a｝＝1，b），“是”，\"否\"）",
         {"if": [{"and": [{"==": [{"var": "a"}, 1]}, {"var": "b"}]}, "是", "否"]}),
        ("１２３＋０．５", {"+": [123, 0.5]}),
        ("\"（，）＝\"", "（，）＝"),
        ("True", True),
        ("空", None),
        ("{a} = NULL", {"==": [{"var": "a"}, None]}),
        ("ISBLANK(a)", {"!": [{"is_set": [{"var": "a"}]}]}),
        ("ADD(NOW(), 1小时30分钟)", {"add": [{"now": []}, "PT1H30M"]}),
        ("ADD(TODAY(), 2w3d)", {"add": [{"today": []}, "P2W3D"]}),
        ("PT15M", "PT15M"),
        ("#2026-01-05#", "2026-01-05"),
        ("1 /* 一 */ + // two\n 2", {"+": [1, 2]}),
        ("IN(a, [1, \"x\"])", {"in": [{"var": "a"}, [1, "x"]]}),
        ("1234567890123456789.5", {"+": ["1234567890123456789.5"]}),
        ("{a\\.b\\}c.d}", {"var": "a.b}c.d"}),
    ],
)  # fmt: skip
def test_people_write_as_in_excel(text: str, tree: Any) -> None:
    assert parse_formula(text) == tree


def test_more_than_a_hundred_terms_make_several_sums() -> None:
    tree = parse_formula("+".join(["1"] * 250))

    assert len(tree["+"]) <= MANY
    assert parse_formula(print_formula(tree)) == tree


def test_every_function_has_one_name_of_its_own_in_each_language() -> None:
    named: dict[str, str] = {}
    for key, row in operators.items():
        for name in (*row.text_names, *row.chinese_names):
            assert named.setdefault(name.casefold(), key) == key, f"{name}: {key} and {named[name.casefold()]}"
            assert function_named(name) is row
            assert row.asks or parse_formula(f"{name}()") == {key: []}


def test_message_text_has_no_logic() -> None:
    assert parse_template("你好 {客户}，{{不是}}字段") == {"cat": ["你好 ", {"var": "客户"}, "，{不是}字段"]}
    assert parse_template("没有字段") == "没有字段"
    assert parse_template("{IF(1,2,3)}") == {"cat": [{"var": "IF(1,2,3)"}]}
