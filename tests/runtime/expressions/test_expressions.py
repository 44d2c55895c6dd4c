"""What the shared cases do not say: errors with their place, limits, references, indexes, the browser's table."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import expressions
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.expressions import (
    Environment,
    ExpressionError,
    Type,
    check_tree,
    compile_tree,
    noted,
    references,
    sql_expression,
)
from loomwork.runtime.expressions.errors import (
    Malformed,
    NotInLists,
    TooLarge,
    UnknownName,
    UnknownOperator,
    WrongCount,
    WrongType,
)
from loomwork.runtime.expressions.functions.text import LOWER, UPPER
from loomwork.runtime.expressions.operators import browser_table, operators
from loomwork.runtime.expressions.working_days import china
from loomwork.runtime.storage.types import Document, ExactDecimal, Moment, key_text

BUDGET = {"var": "record.budget"}
ENVIRONMENT = Environment(
    {("record", "budget"): Type.DECIMAL, ("record", "urgency"): Type.TEXT, ("param", "band_low"): Type.DECIMAL},
    open=frozenset({"candidate"}),
)


@pytest.mark.parametrize(
    ("tree", "error", "pointer", "said"),
    [
        ({"<=": [BUDGET, "much"]}, WrongType, "/<=/1", "a number, not a text"),
        ({"if": [{"<=": [BUDGET, True]}, 1, 2]}, WrongType, "/if/0/<=/1", "not yes or no"),
        ({"and": [BUDGET]}, WrongType, "/and/0", "yes or no, not a number"),
        ({"/": [{"var": "record.urgency"}, 2]}, WrongType, "/~1/0", "a number, not a text"),
        ({"if": [True, 1, "x"]}, WrongType, "/if/2", "Argument 3"),
        ({"in": [BUDGET, ["1", "x"]]}, WrongType, "/in/1/1", "a number"),
        ({"add": [{"today": []}, "soon"]}, WrongType, "/add/1", "a duration, such as PT15M"),
        ({"add_days": [{"today": []}, "1.5"]}, WrongType, "/add_days/1", "a whole number"),
        ({"<": [1]}, WrongCount, "/<", "takes 2–3 arguments; 1 given"),
        ({"today": [1]}, WrongCount, "/today", "takes 0"),
        ({"lenght": "x"}, UnknownOperator, "", "the nearest is length"),
        ({"not": [{"var": "record.budgt"}]}, UnknownOperator, "", "no function named not"),
        ({"!": {"var": "record.budgt"}}, UnknownName, "/!/var", "the nearest is record.budget"),
        ({"param": "band_lo"}, UnknownName, "/param", "the nearest is param.band_low"),
        ({"var": "person.name"}, UnknownName, "/var", "no person.name"),
        ({"==": [1, 1], "!=": [1, 2]}, Malformed, "", "exactly one function"),
        ({}, Malformed, "", "exactly one function"),
        ({"var": {"var": "x"}}, Malformed, "/var", "written out"),
        ({"var": True}, Malformed, "/var", "written out"),
        (9007199254740993, Malformed, "", "in quotes"),
        ("a\0b", Malformed, "", "cannot be stored"),
        ("\ud800", Malformed, "", "cannot be stored"),
        (1e300, TooLarge, "", "digits"),
        (object(), Malformed, "", "not known"),
    ],
)
def test_a_wrong_tree_is_refused_with_its_place_and_a_remedy(
    tree: Any, error: type[ExpressionError], pointer: str, said: str
) -> None:
    with pytest.raises(error) as raised:
        check_tree(tree, ENVIRONMENT)

    assert raised.value.pointer == pointer
    assert said in raised.value.sentence("en")
    assert raised.value.sentence("zh-CN") != raised.value.sentence("en")
    assert raised.value.problem("en")["status"] == 422
    assert isinstance(raised.value, InvalidDefinition)


@pytest.mark.parametrize(
    ("tree", "type_"),
    [
        ({"<": [BUDGET, {"param": "band_low"}]}, Type.BOOLEAN),
        ({"if": [{"<": [BUDGET, 1]}, "low", "high"]}, Type.TEXT),
        ({"if": [{"<": [BUDGET, 1]}, 1, "2.5"]}, Type.DECIMAL),
        ({"+": [1, 2]}, Type.INTEGER),
        ({"/": [1, 2]}, Type.DECIMAL),
        ({"add": [{"now": []}, "PT15M"]}, Type.DATETIME),
        ({"add": [{"today": []}, "P1D"]}, Type.DATE),
        ({"var": "candidate.coefficient"}, Type.ANY),
        ({"coalesce": [None, BUDGET]}, Type.DECIMAL),
        (None, Type.NULL),
    ],
)
def test_the_type_of_a_tree_is_told(tree: Any, type_: Type) -> None:
    assert check_tree(tree, ENVIRONMENT) is type_


def nested(depth: int) -> Any:
    tree: Any = True
    for _ in range(depth):
        tree = {"!": tree}
    return tree


def test_the_depth_is_limited() -> None:
    assert compile_tree(nested(31))({}) is False
    with pytest.raises(TooLarge):
        compile_tree(nested(32))
    with pytest.raises(TooLarge):
        compile_tree(nested(10_000))


def test_the_steps_and_the_source_are_limited() -> None:
    with pytest.raises(TooLarge):
        compile_tree([1] * 10_000)
    with pytest.raises(TooLarge):
        compile_tree({"==": ["x" * 16_384, "y"]})
    with pytest.raises(TooLarge):
        compile_tree("x" * 1_000_000)
    with pytest.raises(WrongCount):
        compile_tree({"+": [1] * 101})


def test_references_are_paths_and_parameters() -> None:
    tree = {"if": [{"<": [BUDGET, {"param": "band_low"}]}, {"var": ["nodes.match.cause", {"var": "actor.person_id"}]}]}

    assert references(tree) == {
        ("record", "budget"), ("param", "band_low"), ("nodes", "match", "cause"), ("actor", "person_id"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def indexed() -> sa.Table:
    columns: list[sa.Column[Any]] = [
        sa.Column("budget", ExactDecimal(2), index=True),
        sa.Column("count", sa.BigInteger, index=True),
        sa.Column("urgency", key_text(), index=True),
        sa.Column("day", sa.Date, index=True),
        sa.Column("at", Moment(), index=True),
        sa.Column("members", Document()),
    ]
    return sa.Table("indexed_form", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), *columns)


@pytest.mark.parametrize(
    "tree",
    [
        {">=": [BUDGET, "500000.005"]},
        {"==": [BUDGET, 5]},
        {"in": [BUDGET, [1, "2.5"]]},
        {"<": ["2.5", {"var": "record.count"}]},
        {"==": [{"var": "record.urgency"}, "fire"]},
        {"<": [{"var": "record.urgency"}, "fire"]},
        {"in": [{"var": "record.urgency"}, ["fire", "normal"]]},
        {">": [{"var": "record.day"}, {"add_days": [{"today": []}, -30]}]},
        {"<=": [{"var": "record.at"}, {"now": []}]},
        {"and": [{"==": [{"var": "record.urgency"}, {"param": "wanted"}]}, {"!": {"==": [BUDGET, 1]}}]},
    ],
)
def test_an_index_serves_a_comparison_with_a_constant(tree: Any, indexed: sa.Table, postgres_server: str) -> None:
    values = {("now",): datetime(2026, 1, 5, tzinfo=UTC), ("param", "wanted"): "fire"}

    def resolve(path: tuple[str, ...]) -> Any:
        return indexed.c[path[1]] if path[0] == "record" else values.get(path)

    for url in ("sqlite://", postgres_server):
        engine = sa.create_engine(url)
        dialect = engine.dialect.name
        with engine.connect() as connection:
            indexed.create(connection)
            if dialect == "postgresql":
                connection.execute(sa.select(sa.func.set_config("enable_seqscan", "off", True)))
            select = sa.select(indexed.c.id).where(sql_expression(tree, resolve, dialect))
            plan = str(connection.execute(_explain(select, engine)).fetchall())
            connection.rollback()
        engine.dispose()
        assert "USING INDEX" in plan or "Index Cond" in plan or "USING COVERING" in plan, plan


def _explain(select: sa.Select[Any], engine: sa.Engine) -> sa.TextClause:
    text = str(select.compile(engine, compile_kwargs={"literal_binds": True}))
    return sa.text(
        ("EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN ") + text.replace(":", "\\:")
    )


def test_a_list_column_cannot_be_worked_with_in_sql(indexed: sa.Table) -> None:
    with pytest.raises(NotInLists):
        sql_expression({"in": ["a", {"var": "record.members"}]}, lambda path: indexed.c.get(path[-1]), "sqlite")


def test_every_letter_with_a_case_leads_back() -> None:
    assert len(UPPER) == len(LOWER) == len(set(UPPER)) == len(set(LOWER))
    assert {"ß", "İ", "ς"}.isdisjoint(UPPER + LOWER)


def test_the_browsers_table_is_the_servers() -> None:
    committed = Path(__file__).parents[3] / "frontend/src/expressions/operators.json"

    assert committed.read_bytes() == browser_table(), f"python -m loomwork.runtime.expressions > {committed}"


def test_every_operator_is_described_in_both_languages() -> None:
    for key, row in operators.items():
        assert isinstance(row.title, dict), key
        assert row.title.keys() == {"zh-CN", "en"}, key
        assert (row.run is None) != (row.compile is None) or row.asks, key
        assert len(row.takes) >= row.cycle or not row.takes, key


def test_the_browser_knows_the_same_holidays() -> None:
    own = Path(expressions.__file__).parent / "china.json"

    assert (Path(__file__).parents[3] / "frontend/src/expressions/china.json").read_bytes() == own.read_bytes()


def test_made_up_days_lie_at_weekends_and_days_off_within_the_week() -> None:
    assert all(day.weekday() >= 5 for day in china().on)
    assert all(day.weekday() < 5 for day in china().off)


@pytest.mark.parametrize(
    "tree",
    [
        {"power": [{"power": [{"power": [9, 100]}, 100]}, 100]},
        {"repeat": [{"repeat": ["x" * 1000, 30]}, 30]},
        {"substitute": [{"substitute": ["a" * 1000, "a", "a" * 30]}, "a", "a" * 30]},
        {"allocate": [1, {"spread": [1, 5000]}]},
        {"workday": [{"date": [2026, 1, 5]}, 10_000_000]},
        {"join": [["x" * 8000] * 1, "y"]},
    ],
)
def test_what_is_nested_does_not_multiply(tree: Any) -> None:
    with noted() as codes:
        value = compile_tree(tree)({})
    assert value is None or len(value) <= 32_767
    assert value is not None or codes == ["out_of_range"]
