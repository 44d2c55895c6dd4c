"""S01, S02, S03, S05: formulas reach nothing but their data, and are bounded."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from loomwork.runtime.expressions import (
    Environment,
    ExpressionError,
    Type,
    compile_tree,
    register_sqlite_functions,
    sql_expression,
)
from loomwork.runtime.expressions.errors import TooLarge

INNER_NAMES = [
    "__class__", "__dict__", "__globals__", "__init__", "__proto__", "__subclasses__", "constructor", "prototype",
    "toString", "valueOf", "hasOwnProperty", "real", "year", "tzinfo", "items", "keys", "get", "copy", "length",
]  # fmt: skip
ESCAPES = [
    "__import__('os').system('id')", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{0.__class__}", "%(x)s", "%s%n",
    "constructor.constructor('return process')()", "process.mainModule.require('child_process')", "\\u0027", "`id`",
    "'; DROP TABLE lead; --", "' OR '1'='1", "\"); alert(1); (\"", "<script>alert(1)</script>", "lambda: 1", "\r\nX: y",
]  # fmt: skip


class Holder:
    """An object with something to hide."""

    secret = "s3cret"

    def __init__(self) -> None:
        self.password = "s3cret"


DATA: dict[str, Any] = {
    "record": {
        "text": "abc", "number": Decimal("1.5"), "day": datetime(2026, 1, 5, tzinfo=UTC), "list": ["a"],
        "object": {"inner": 1}, "holder": Holder(), "function": len, "type": dict,
    }
}  # fmt: skip


@pytest.mark.parametrize("name", INNER_NAMES)
def test_s01_an_inner_name_is_a_missing_value(name: str) -> None:
    for owner in ("", "record.", *(f"record.{key}." for key in DATA["record"])):
        assert compile_tree({"var": owner + name})(DATA) is None
        assert compile_tree({"var": f"{owner}{name}.{name}"})(DATA) is None
    assert compile_tree({"param": name})(DATA) is None


@pytest.mark.parametrize("path", ["", "record", "record.object", "record.holder", "record.function", "record.type"])
def test_s01_an_object_is_a_missing_value(path: str) -> None:
    assert compile_tree({"var": path})(DATA) is None
    assert compile_tree({"cat": [{"var": path}]})(DATA) == ""


@pytest.mark.parametrize("name", INNER_NAMES)
def test_s01_an_inner_name_is_no_operator(name: str) -> None:
    if name in ("year", "length"):  # operators of these names exist, and take dates and texts only
        return
    with pytest.raises(ExpressionError):
        compile_tree({name: [1]})


@pytest.mark.parametrize("escape", ESCAPES)
def test_s02_an_escape_is_literal_text_everywhere(escape: str) -> None:
    assert compile_tree(escape)({}) == escape
    assert compile_tree({"cat": [escape, {"var": "record.text"}]})({"record": {"text": escape}}) == escape * 2
    assert compile_tree({"var": f"record.{escape}"})(DATA) is None
    with pytest.raises(ExpressionError):
        compile_tree({escape: [1]})


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_s02_an_escape_is_bound_in_sql(escape: str, database: str, request: pytest.FixtureRequest) -> None:
    engine = sa.create_engine("sqlite://" if database == "sqlite" else request.getfixturevalue("postgres_server"))
    if database == "sqlite":
        sa.event.listen(engine, "connect", lambda connection, _: register_sqlite_functions(connection))
    tree = {"cat": [{"lower": {"var": "record.a"}}, escape, {"substr": [{"var": "record.a"}, 0]}]}
    with engine.connect() as connection:
        rows = sa.select(sa.literal(escape).label("a")).subquery()
        built = sql_expression(tree, lambda path: rows.c.a if path[0] == "record" else None, database)
        found = connection.execute(sa.select(built)).scalar_one()
    engine.dispose()

    assert found == compile_tree(tree)({"record": {"a": escape}})
    assert escape not in str(built.compile(dialect=engine.dialect)) or len(escape) < 3


@pytest.mark.parametrize(
    "tree",
    [
        {"exec": ["1"]}, {"log": ["x"]}, {"method": [{"var": "record"}, "keys"]}, {"": [1]}, {"run": [1]},
        {"lambda": []}, {"<": []}, {"!": [1, 2]}, {"/": [1, 2, 3]}, {"if": []}, {"var": []}, {"param": []},
        {"param": ["a", 1]}, {"+": ["x"]}, {"and": ["yes"]}, {"length": 5}, {"round": [1, "x"]}, {"var": [[]]},
        {"add": ["2026-01-05", 5]},
        {"==": [1, "x"]}, {"in": ["x", 5]}, {"cat": [True]}, {"date": ["2026", "x", 1]}, {1: 2}, {None: 1},
    ],
)  # fmt: skip
def test_s03_unknown_operators_counts_and_types_are_refused(tree: Any) -> None:
    with pytest.raises(ExpressionError):
        compile_tree(tree)
    with pytest.raises(ExpressionError):
        compile_tree(tree, Environment({("record", "a"): Type.TEXT}))
    with pytest.raises(ExpressionError):
        sql_expression(tree, lambda path: None, "sqlite")


def test_s03_a_value_of_another_type_than_declared_is_empty_at_run() -> None:
    environment = Environment({("record", "a"): Type.DECIMAL})

    assert compile_tree({"+": [{"var": "record.a"}, 1]}, environment)({"record": {"a": "1"}}) is None
    assert compile_tree({">": [{"var": "record.a"}, 1]}, environment)({"record": {"a": "2"}}) is False
    assert compile_tree({">": [{"var": "record.a"}, 1]}, environment)({"record": {"a": Holder()}}) is False


@pytest.mark.parametrize("pattern", ["(a+)+$", "(.*)*b", "%" * 50, "_" * 50])
def test_s05_a_pattern_is_text_and_its_search_is_bounded(pattern: str) -> None:
    long = "a" * 50_000 + "!"

    assert compile_tree({"contains": [{"var": "record.a"}, pattern]})({"record": {"a": long}}) is False
    assert compile_tree({"starts_with": [{"var": "record.a"}, pattern]})({"record": {"a": long}}) is False


def test_s05_a_megabyte_ten_thousand_levels_and_ten_thousand_steps_are_refused() -> None:
    deep: Any = 1
    for _ in range(10_000):
        deep = [deep]

    for tree in ("x" * 1_000_000, deep, {"+": [{"+": [1] * 100}] * 100}, {"cat": ["x" * 200] * 90}):
        with pytest.raises(TooLarge):
            compile_tree(tree)


def test_s05_the_largest_product_that_a_formula_can_say_is_worked_out() -> None:
    number = Decimal("9" * 18 + ".999999")
    tree = {"*": [{"*": [{"var": "r.a"}] * 50}] * 10}
    wide = {"/": [tree, tree]}

    assert compile_tree(wide)({"r": {"a": number}}) == 1


def test_s05_sql_does_not_grow_with_nesting() -> None:
    tree: Any = {"var": "record.a"}
    for _ in range(7):
        tree = {"add": [{"add_days": [tree, 1]}, "P1M"]}
    column: sa.ColumnElement[Any] = sa.column("a", sa.Date)

    built = sql_expression(tree, lambda path: column if path[0] == "record" else None, "postgresql")
    assert len(str(built.compile(dialect=postgresql.dialect()))) < 20_000
    with pytest.raises(TooLarge):
        sql_expression(
            {"add_days": [{"add_days": [tree, 1]}, 1]},
            lambda path: column if path[0] == "record" else None,
            "postgresql",
        )
