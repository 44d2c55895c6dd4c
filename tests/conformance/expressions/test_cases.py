"""Every shared case in Python and in both databases; the browser's half is frontend/src/expressions/cases.test.ts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.expressions import (
    check_tree,
    compile_tree,
    noted,
    register_sqlite_functions,
    sql_expression,
)
from loomwork.runtime.expressions.errors import NotInLists
from loomwork.runtime.expressions.operators import operators

from .cases import at, data_of, environment_of, load_cases, place, scratch_table, tagged

CASES = load_cases()
TABLE = scratch_table()
NAMES = [f"{case['file']}: {case['name']}" for case in CASES]


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Connection]:
    engine = sa.create_engine(f"sqlite:///{tmp_path_factory.mktemp('expressions') / 'cases.db'}")
    sa.event.listen(engine, "connect", lambda connection, _: register_sqlite_functions(connection))
    with engine.connect() as connection:
        connection.execute(sa.schema.CreateTable(TABLE))
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def postgresql(postgres_server: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(postgres_server)
    with engine.connect() as connection:
        connection.execute(sa.schema.CreateTable(TABLE))
        yield connection
    engine.dispose()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_python_gives_the_result(case: dict[str, Any]) -> None:
    run = compile_tree(case["tree"], environment_of(case))

    with noted() as codes:
        assert tagged(run(data_of(case))) == tagged(case["result"])
    assert codes == ([case["error"]] if "error" in case else [])


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_sql_gives_the_result(case: dict[str, Any], database: str, request: pytest.FixtureRequest) -> None:
    connection: sa.Connection = request.getfixturevalue(database)
    data = data_of(case)
    placed = place(case, TABLE)

    def build() -> sa.ColumnElement[Any]:
        return sql_expression(case["tree"], lambda path: placed[path] if path in placed else at(data, path), database)

    if case.get("sql") is False:
        if "types" in case:
            with pytest.raises(NotInLists):
                build()
        return
    values = {column.name: at(data, path) for path, column in placed.items()}
    connection.execute(TABLE.delete())
    connection.execute(TABLE.insert().values({"row": 1} | values))
    value = connection.execute(sa.select(build()).select_from(TABLE)).scalar_one()
    if isinstance(case["result"], bool):
        found = connection.execute(sa.select(sa.func.count()).select_from(TABLE).where(build())).scalar_one()
        assert found == case["result"], "as a filter"
    assert tagged(value) == tagged(case["result"])


def test_the_checker_knows_the_type_of_each_result() -> None:
    for case in CASES:
        environment = environment_of(case)
        if environment and isinstance(case["result"], bool):
            assert check_tree(case["tree"], environment) == "boolean", case["name"]


def test_every_operator_has_a_case() -> None:
    used = {key for case in CASES for key in keys(case["tree"])}

    assert {key for key, row in operators.items() if not row.asks} - used == set()


def keys(tree: Any) -> Iterator[str]:
    """Every operator key in a tree."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from keys(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from keys(item)


def test_the_cases_lie_beside_this_file() -> None:
    assert len(CASES) > 200
    assert {case["file"] for case in CASES} == {path.stem for path in Path(__file__).parent.glob("*.json")}
