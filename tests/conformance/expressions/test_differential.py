"""Random trees over random rows: Python, the browser, SQLite and PostgreSQL give one value and one list of faults.

LOOMWORK_EXPRESSION_PAIRS sets how many pairs of a tree and a row are tried; LOOMWORK_SEED repeats a run.
"""

import json
import os
from typing import Any

import pytest

from . import differential

PAIRS = int(os.environ.get("LOOMWORK_EXPRESSION_PAIRS", "10000"))
SEED = int(os.environ.get("LOOMWORK_SEED", "20260105"))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return differential.random_rows(SEED)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_database_answers_as_python_does(
    database: str, rows: list[dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    trees = differential.random_trees(SEED, PAIRS, everywhere=True)
    expected = differential.python_answers(trees, rows)
    url = "sqlite://" if database == "sqlite" else request.getfixturevalue("postgres_server")

    with differential.filled_database(url, rows) as connection:
        for i, tree in enumerate(trees):
            found = differential.database_answers(connection, tree, differential.zone_of(i))
            assert found == [answer["value"] for answer in expected[i]], json.dumps(tree, ensure_ascii=False)


@pytest.mark.parametrize("everywhere", [True, False], ids=["with databases", "without"])
def test_the_browser_answers_as_python_does(everywhere: bool, rows: list[dict[str, Any]]) -> None:
    trees = differential.random_trees(SEED, PAIRS, everywhere=everywhere)
    answers = differential.browser_answers(trees, rows)
    expected = differential.python_answers(trees, rows)

    for tree, found, wanted in zip(trees, answers, expected, strict=True):
        assert found == [differential.as_in_the_browser(answer) for answer in wanted], json.dumps(
            tree, ensure_ascii=False
        )
