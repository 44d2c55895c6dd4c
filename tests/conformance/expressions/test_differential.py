"""Random trees over random rows: Python, the browser, SQLite and PostgreSQL give one value and one list of faults.

LOOMWORK_EXPRESSION_PAIRS sets how many pairs of a tree and a row are tried; LOOMWORK_SEED repeats a run.
"""

import json
import os
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.expressions import (
    Environment,
    Type,
    compile_tree,
    noted,
    register_sqlite_functions,
    sql_expression,
)

from .cases import data_of, scratch_table, tagged, value_of
from .random_trees import PATHS, ZONES, random_row, random_tree, source

PAIRS = int(os.environ.get("LOOMWORK_EXPRESSION_PAIRS", "10000"))
SEED = int(os.environ.get("LOOMWORK_SEED", "20260105"))
ROWS = 20
TYPES = {**PATHS, "zone": Type.TEXT}
ENVIRONMENT = Environment({tuple(path.split(".")): type_ for path, type_ in TYPES.items()})
TABLE = scratch_table()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    random = Random(SEED)
    return [random_row(random) for _ in range(ROWS)]


@pytest.fixture(scope="module")
def trees() -> list[Any]:
    random = source(SEED + 1, everywhere=True)
    return [random_tree(random) for _ in range(PAIRS // ROWS)]


@pytest.fixture(scope="module")
def expected(trees: list[Any], rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What Python answers: per tree, per row, the value and the codes."""
    return [[_python(tree, row, ZONES[i % 2]) for row in rows] for i, tree in enumerate(trees)]


def _python(tree: Any, row: dict[str, Any], zone: str) -> dict[str, Any]:
    data = data_of({"types": TYPES, "data": {"record": row, "zone": zone}})
    run = compile_tree(tree, ENVIRONMENT)
    with noted() as codes:
        return {"value": tagged(run(data)), "codes": codes}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_database_answers_as_python_does(
    database: str,
    trees: list[Any],
    rows: list[dict[str, Any]],
    expected: list[list[dict[str, Any]]],
    request: pytest.FixtureRequest,
) -> None:
    url = "sqlite://" if database == "sqlite" else request.getfixturevalue("postgres_server")
    engine = sa.create_engine(url)
    if database == "sqlite":
        sa.event.listen(engine, "connect", lambda connection, _: register_sqlite_functions(connection))
    with engine.connect() as connection:
        connection.execute(sa.schema.CreateTable(TABLE))
        connection.execute(TABLE.insert(), [_stored(number, row) for number, row in enumerate(rows)])
        for i, tree in enumerate(trees):
            found = _column_of_answers(connection, tree, ZONES[i % 2], database)
            assert found == [answer["value"] for answer in expected[i]], json.dumps(tree, ensure_ascii=False)
    engine.dispose()


def _stored(number: int, row: dict[str, Any]) -> dict[str, Any]:
    return {"row": number} | {name: value_of(value, PATHS[f"record.{name}"]) for name, value in row.items()}


def _column_of_answers(connection: sa.Connection, tree: Any, zone: str, database: str) -> list[Any]:
    def resolve(path: tuple[str, ...]) -> Any:
        return TABLE.c[path[1]] if path[0] == "record" else zone if path == ("zone",) else None

    expression = sql_expression(tree, resolve, database)
    select = sa.select(expression).select_from(TABLE).order_by(TABLE.c.row)
    return [tagged(value) for value in connection.execute(select).scalars()]


@pytest.mark.parametrize("everywhere", [True, False], ids=["with databases", "without"])
def test_the_browser_answers_as_python_does(everywhere: bool, rows: list[dict[str, Any]]) -> None:
    random = source(SEED + (1 if everywhere else 2), everywhere=everywhere)
    trees = [random_tree(random) for _ in range(PAIRS // ROWS)]
    expected = [[_python(tree, row, ZONES[i % 2]) for row in rows] for i, tree in enumerate(trees)]
    batch = [
        {"tree": tree, "types": TYPES, "data": {"record": row, "zone": ZONES[i % 2]}}
        for i, tree in enumerate(trees)
        for row in rows
    ]
    script = Path(__file__).parent / "browser.mjs"
    done = subprocess.run(["node", script], input=json.dumps(batch), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    answers = json.loads(done.stdout)
    wanted = [_as_in_the_browser(answer) for column in expected for answer in column]
    for asked, answer, want in zip(batch, answers, wanted, strict=True):
        assert answer == want, json.dumps(asked, ensure_ascii=False)


def _as_in_the_browser(answer: dict[str, Any]) -> dict[str, Any]:
    """There a date is its text, and a moment has milliseconds."""
    value = answer["value"]
    if isinstance(value, dict) and "date" in value:
        value = value["date"]
    elif isinstance(value, dict) and "datetime" in value:
        value = {"datetime": value["datetime"].replace("000Z", "Z")}
    return {"value": value, "codes": answer["codes"]}
