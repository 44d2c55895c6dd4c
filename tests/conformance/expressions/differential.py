"""Random trees over random rows, worked out by Python, the browser's code, SQLite and PostgreSQL, and compared."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

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

ROWS = 20
TYPES = {**PATHS, "zone": Type.TEXT}
ENVIRONMENT = Environment({tuple(path.split(".")): type_ for path, type_ in TYPES.items()})
TABLE = scratch_table()


def random_rows(seed: int) -> list[dict[str, Any]]:
    random = Random(seed)
    return [random_row(random) for _ in range(ROWS)]


def random_trees(seed: int, pairs: int, *, everywhere: bool) -> list[Any]:
    """As many trees as make `pairs` with the rows."""
    random = source(seed + (1 if everywhere else 2), everywhere=everywhere)
    return [random_tree(random) for _ in range(pairs // ROWS)]


def zone_of(number: int) -> str:
    return ZONES[number % len(ZONES)]


def python_answers(trees: Sequence[Any], rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Per tree, per row: the value and the codes."""
    return [[_python(tree, row, zone_of(i)) for row in rows] for i, tree in enumerate(trees)]


def _python(tree: Any, row: dict[str, Any], zone: str) -> dict[str, Any]:
    data = data_of({"types": TYPES, "data": {"record": row, "zone": zone}})
    run = compile_tree(tree, ENVIRONMENT)
    with noted() as codes:
        return {"value": tagged(run(data)), "codes": codes}


@contextmanager
def filled_database(url: str, rows: Sequence[dict[str, Any]]) -> Iterator[sa.Connection]:
    """A connection with the rows in a temporary table."""
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", lambda connection, _: register_sqlite_functions(connection))
    try:
        with engine.connect() as connection:
            connection.execute(sa.schema.CreateTable(TABLE))
            connection.execute(TABLE.insert(), [_stored(number, row) for number, row in enumerate(rows)])
            yield connection
    finally:
        engine.dispose()


def _stored(number: int, row: dict[str, Any]) -> dict[str, Any]:
    return {"row": number} | {name: value_of(value, PATHS[f"record.{name}"]) for name, value in row.items()}


def database_answers(connection: sa.Connection, tree: Any, zone: str) -> list[Any]:
    """The value of each row."""
    return selected(connection, sql_expression(tree, resolver(zone), connection.dialect.name))


def resolver(zone: str) -> Callable[[tuple[str, ...]], Any]:
    """Gives a column of the rows, or what is no column."""
    return lambda path: TABLE.c[path[1]] if path[0] == "record" else zone if path == ("zone",) else None


def selected(connection: sa.Connection, expression: sa.ColumnElement[Any]) -> list[Any]:
    """The expression's value for each row."""
    select = sa.select(expression).select_from(TABLE).order_by(TABLE.c.row)
    return [tagged(value) for value in connection.execute(select).scalars()]


def browser_answers(trees: Sequence[Any], rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Per tree, per row, from one Node process."""
    batch = [
        {"tree": tree, "types": TYPES, "data": {"record": row, "zone": zone_of(i)}}
        for i, tree in enumerate(trees)
        for row in rows
    ]
    answers = browser(batch)
    return [answers[start : start + len(rows)] for start in range(0, len(answers), len(rows))]


def browser(batch: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the browser's code answers to each {tree, types, data, tables}."""
    script = Path(__file__).parent / "browser.mjs"
    done = subprocess.run(["node", script], input=json.dumps(batch), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def as_in_the_browser(answer: dict[str, Any]) -> dict[str, Any]:
    """There a date is its text, and a moment has milliseconds."""
    value = answer["value"]
    if isinstance(value, dict) and "date" in value:
        value = value["date"]
    elif isinstance(value, dict) and "datetime" in value:
        value = {"datetime": value["datetime"].replace("000Z", "Z")}
    elif isinstance(value, list):
        value = [as_in_the_browser({"value": one, "codes": []})["value"] for one in value]
    return {"value": value, "codes": answer["codes"]}
