"""Decision tables: cells, hit policies, dates, tiers, what overlaps and what is missing; called from formulas."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.decisions import decide, decision_plan, decision_table, gaps, review
from loomwork.runtime.definitions import Definition, InstalledApp, Plans
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.expressions import Environment, ExpressionError, Type, compile_tree, noted, references
from loomwork.runtime.expressions.values import parse


def plans_of(*documents: dict[str, Any]) -> Plans:
    definitions = [Definition("app", one["kind"], one["key"], 1, "h", one) for one in documents]
    return Plans(1, [InstalledApp("app", "1", {})], definitions, {})


def table(rows: list[Any], **more: Any) -> dict[str, Any]:
    """Rows are [cells, outputs] or [cells, outputs, other members]."""
    made = [
        {"key": f"r{number}", "when": cells, "then": outputs, **(rest[0] if rest else {})}
        for number, (cells, outputs, *rest) in enumerate(rows, 1)
    ]
    return {
        "kind": "decision_table",
        "key": "t",
        "title": {"zh-CN": "返利", "en": "Rebate"},
        "hit": "unique",
        "inputs": [{"key": "level", "type": "text"}, {"key": "amount", "type": "decimal"}],
        "outputs": [{"key": "rate", "type": "percent"}],
        "rows": made,
        **more,
    }


def plan_of(document: dict[str, Any]) -> Any:
    return decision_plan(plans_of(document), "app", "t")


def decided(document: dict[str, Any], *values: Any) -> Any:
    return decide(plan_of(document), values)[0]


REBATE = table(
    [
        [[["A"], [">=", "100"]], ["0.10"]],
        [[["A"], ["<", "100"]], ["0.05"]],
        [[["B", "C"], None], ["0.01"]],
    ]
)


@pytest.mark.parametrize(
    ("values", "rate"),
    [
        (("A", Decimal(100)), "0.10"),
        (("A", Decimal("99.99")), "0.05"),
        (("C", None), "0.01"),
        (("D", Decimal(5)), None),
        ((None, Decimal(5)), None),
        (("A", None), None),
    ],
)
def test_the_row_that_fits_decides(values: tuple[Any, ...], rate: str | None) -> None:
    assert decided(REBATE, *values) == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("cell", "type_", "fits", "not_"),
    [
        ("-", "text", ["A", None], []),
        ([], "text", ["A", None], []),
        ([None], "text", [None], ["A"]),
        ("A", "text", ["A"], ["B", None]),
        (["=", "="], "text", ["="], ["A"]),
        (["!=", "A"], "text", ["B"], ["A", None]),
        (["not in", "A", "B"], "text", ["C"], ["A", "B", None]),
        (["between", "1", "5"], "decimal", ["1", "5", "2.5"], ["0.99", "5.01"]),
        ([">", "1", "<=", "5"], "decimal", ["1.01", "5"], ["1", "5.01"]),
        ([1, 2], "integer", ["1", "2"], ["3"]),
        ([">", 1, "<", 3], "integer", ["2"], ["1", "3"]),
        ([True], "boolean", [True], [False, None]),
        (["!=", True], "boolean", [False], [True]),
        ([">=", "2026-01-01"], "date", ["2026-01-01"], ["2025-12-31", None]),
    ],
)
def test_cells(cell: Any, type_: str, fits: list[Any], not_: list[Any]) -> None:
    plan = plan_of(table([[[cell], ["1"]]], inputs=[{"key": "x", "type": type_}]))

    def value(raw: Any) -> Any:
        return parse(raw, Type(type_)) if isinstance(raw, str) and type_ != "text" else raw

    assert [decide(plan, [value(raw)])[0] for raw in fits] == [Decimal(1)] * len(fits)
    assert [decide(plan, [value(raw)])[0] for raw in not_] == [None] * len(not_)


def test_rows_hold_from_and_until_their_days() -> None:
    dated = table(
        [
            [[["A"], None, None], ["0.1"], {"from": "2026-01-01", "until": "2026-03-31"}],
            [[["A"], None, None], ["0.2"], {"from": "2026-04-01"}],
        ],
        inputs=[{"key": "level", "type": "text"}, {"key": "n", "type": "integer"}, {"key": "day", "type": "date"}],
        valid_by="day",
    )

    assert decided(dated, "A", 1, parse("2026-03-31", Type.DATE)) == Decimal("0.1")
    assert decided(dated, "A", 1, parse("2026-04-01", Type.DATE)) == Decimal("0.2")
    assert decided(dated, "A", 1, parse("2025-12-31", Type.DATE)) is None
    assert decided(dated, "A", 1, None) is None


def test_hit_policies() -> None:
    rows = [
        [[["A"], None], ["1"]],
        [[None, [">", "10"]], ["2"], {"priority": 5}],
        [[None, None], ["3"], {"priority": -1}],
    ]

    assert decided(table(rows, hit="first"), "A", Decimal(50)) == 1
    assert decided(table(rows, hit="priority"), "A", Decimal(50)) == 2
    assert decided(table(rows, hit="priority"), "A", Decimal(5)) == 1
    for collect, result in {"list": [1, 2, 3], "sum": 6, "min": 1, "max": 3, "count": 3}.items():
        assert decided(table(rows, hit="collect", collect=collect), "A", Decimal(50)) == result
    assert decided(table(rows[:1], hit="first", otherwise=["9"]), "B", None) == 9


def test_progressive_tiers_count_each_slice_at_its_own_rate() -> None:
    rows = [[[[">=", 0, "<", 100]], ["0.01"]], [[[">=", 100, "<", 500]], ["0.02"]], [[[">=", 500]], ["0.03"]]]
    for type_ in ("decimal", "integer"):
        tax = table(rows, inputs=[{"key": "amount", "type": type_}], tiers="progressive", tier_by="amount")
        assert decided(tax, 600) == Decimal(1) + Decimal(8) + Decimal(3)
        assert decided(tax, 100) == Decimal(1)
        assert decided(tax, 0) == 0
        assert decided(tax, -5) is None
        assert decided(tax, None) is None
    whole = table(rows, inputs=[{"key": "amount", "type": "decimal"}], tiers="whole")
    assert decided(whole, Decimal(600)) == Decimal("0.03")


@pytest.mark.parametrize(
    ("document", "pointer", "words"),
    [
        (table([[[["A"], None], ["1"]], [[["A", "B"], [">", 3]], ["2"]]]), "/rows", "r1 and r2"),
        (table([[[["A"], [">=", 1, "<=", 5]], ["1"]], [[["A"], [">=", 5]], ["2"]]]), "/rows", "r1 and r2"),
        (table([[[None, None], ["1"]], [[None, None], ["2"]]], hit="priority"), "/rows", "r1 and r2"),
        (table([[[["A"], ["x"]], ["1"]]]), "/rows/0/when/1", "a number"),
        (table([[[["A"], [">", 5, "<", 1]], ["1"]]]), "/rows/0/when/1", "a number"),
        (table([[[["A"]], ["1"]]]), "/rows/0/when", "2"),
        (table([[[["A"], None], ["much"]]]), "/rows/0/then/0", "a number"),
        (table([[[["A"], None], ["1", "2"]]]), "/rows/0/then", "1"),
        (table([[[["A"], None], ["1"], {"from": "2026-01-01"}]]), "/rows/0", "valid_by"),
        (table([[[["A"], None], ["1"]]], valid_by="level"), "/valid_by", "level"),
        (table([[[["A"], None], ["1"]]], tiers="progressive"), "/tiers", "tier_by"),
        (table([[[["A"], None], ["1"]]], tiers="progressive", tier_by="amount"), "/rows", "r1"),
        (table([[[["A"], None], ["1"]]], hit="any"), "/hit", ""),
        (table([[[["A"], ["<", 5]], ["1"]], [[["A"], [">", 5]], ["2"]]], complete=True), "/rows", "amount 5"),
    ],
)
def test_a_wrong_table_is_told_by_its_place(document: dict[str, Any], pointer: str, words: str) -> None:
    with pytest.raises(InvalidDefinition) as caught:
        plan_of(document)

    assert caught.value.pointer == pointer
    assert words in caught.value.sentence("en")
    assert "返利" in caught.value.sentence("zh-CN")


def test_rows_of_different_days_do_not_overlap() -> None:
    dated = {"inputs": [{"key": "level", "type": "text"}, {"key": "day", "type": "date"}], "valid_by": "day"}
    rows = [[["A", None], ["1"], {"until": "2026-03-31"}], [["A", None], ["2"], {"from": "2026-04-01"}]]

    assert gaps(plan_of(table(rows, **dated))) == []
    later = [rows[0], [["A", None], ["2"], {"from": "2026-04-03"}]]
    assert [gap.words("en") for gap in gaps(plan_of(table(later, **dated)))] == [
        "level A, day > 2026-03-31 < 2026-04-03"
    ]
    with pytest.raises(InvalidDefinition):
        plan_of(table([rows[0], [["A", None], ["2"], {"from": "2026-03-31"}]], **dated))


def test_gaps_name_the_cases_that_no_row_covers() -> None:
    found = gaps(plan_of(table([[[["A"], [">=", 1, "<", 5]], ["1"]], [[["B"], [">=", 1]], ["2"]]])))

    assert [gap.words("en") for gap in found] == ["level A, amount 5", "level A, amount > 5"]
    assert gaps(plan_of(REBATE)) == []


_CELLS = st.one_of(
    st.none(),
    st.lists(st.integers(0, 4), min_size=1, max_size=2),
    st.integers(0, 4).map(lambda n: [">=", n]),
    st.integers(0, 4).map(lambda n: ["<", n]),
    st.integers(0, 4).map(lambda n: ["!=", n]),
    st.tuples(st.integers(0, 2), st.integers(2, 4)).map(lambda pair: ["between", *pair]),
)


@given(rows=st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=5), type_=st.sampled_from(["integer", "decimal"]))
def test_a_table_is_refused_exactly_when_a_case_meets_two_rows(rows: list[Any], type_: str) -> None:
    inputs = [{"key": "x", "type": type_}, {"key": "y", "type": type_}]
    documents = [[list(cells), [str(number)]] for number, cells in enumerate(rows)]
    counting = plan_of(table(documents, inputs=inputs, hit="collect", collect="count"))
    steps = [Decimal(n) / 2 for n in range(-2, 11)] if type_ == "decimal" else list(range(-1, 6))
    crowded = any(decide(counting, (x, y))[0] > 1 for x in [None, *steps] for y in [None, *steps])
    try:
        plan_of(table(documents, inputs=inputs))
        refused = False
    except InvalidDefinition:
        refused = True

    assert refused == crowded


def test_a_thousand_rows_are_found_by_their_values() -> None:
    rows = [[[[f"L{n // 10}"], [">=", n % 10, "<", n % 10 + 1]], [str(n)]] for n in range(1000)]
    plan = plan_of(table(rows))

    assert all(decide(plan, (f"L{n // 10}", Decimal(n % 10)))[0] == n for n in range(0, 1000, 7))


def _environment(*documents: dict[str, Any]) -> Environment:
    plans = plans_of(*documents)
    types: dict[tuple[str, ...], Type] = {
        ("record", "level"): Type.TEXT,
        ("record", "amount"): Type.DECIMAL,
        ("record", "at"): Type.DATETIME,
    }
    return Environment(types, tables=lambda key: decision_table(plans, "app", key))


def test_a_formula_calls_a_table() -> None:
    call = {"decide": ["t", {"level": {"var": "record.level"}, "amount": {"var": "record.amount"}}]}
    run = compile_tree({"*": [call, {"var": "record.amount"}]}, _environment(REBATE))

    assert run({"record": {"level": "A", "amount": Decimal(200)}}) == Decimal(20)
    assert run({"record": {"level": "Z", "amount": Decimal(200)}}) is None
    assert references(call) == {("record", "level"), ("record", "amount")}


def test_a_moment_counts_as_its_day() -> None:
    dated = table([[[None], ["1"], {"from": "2026-01-05"}]], inputs=[{"key": "day", "type": "date"}], valid_by="day")
    run = compile_tree({"decide": ["t", {"day": {"var": "record.at"}}]}, _environment(dated))

    assert run({"record": {"at": parse("2026-01-04T17:00:00+00:00", Type.DATETIME)}}) == 1
    assert run({"record": {"at": parse("2026-01-04T15:00:00+00:00", Type.DATETIME)}}) is None


def test_several_rows_where_one_may_be_leave_a_code() -> None:
    plan = plan_of(REBATE)
    crowded = dataclasses.replace(plan, rows=plan.rows[:1] * 2)

    with noted() as codes:
        assert decide(crowded, ("A", Decimal(200))) == (None,)
    assert codes == ["not_unique"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing", {"level": "A"}],
        ["t", {"levle": "A"}],
        ["t", {"level": 5}],
        ["t", {"level": "A"}, "rates"],
        ["t"],
        "t",
        [{"var": "record.level"}, {"level": "A"}],
    ],
)
def test_a_wrong_call_is_refused(arguments: Any) -> None:
    with pytest.raises(ExpressionError):
        compile_tree({"decide": arguments}, _environment(REBATE))


def test_a_table_is_looked_over_while_it_is_written() -> None:
    rows = [[[["A"], [">=", "100"]], ["0.10"]], [[["A"], [">=", "150"]], ["0.05"]], [[["B"], ["<", "50"]], ["0.01"]]]
    found = review("app", table(rows), "en")

    assert (found.errors, found.overlaps) == ([], [("r1", "r2")])
    assert found.gaps
    assert review("app", table([[[["A"], None], ["0.1"]]]), "zh-CN").gaps == []
    (error,) = review("app", table([[[["A"]], ["0.10"]]]), "en").errors
    assert error.pointer == "/rows/0/when"


def test_a_range_beyond_the_last_day_is_refused() -> None:
    dated = table([[[[">", "9999-12-31"]], ["0.1"]]], inputs=[{"key": "day", "type": "date"}])
    with pytest.raises(InvalidDefinition) as caught:
        plan_of(dated)
    assert caught.value.pointer == "/rows/0/when/0"
