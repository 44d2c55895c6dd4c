"""Random decision tables over random rows: Python, the browser, SQLite and PostgreSQL give one value.

LOOMWORK_SEED repeats a run.
"""

import json
import os
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from loomwork.runtime.decisions import decision_table
from loomwork.runtime.definitions import Definition, InstalledApp, Plans
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.expressions import Environment, Type, compile_tree, noted, sql_expression

from . import differential
from .cases import data_of, tagged
from .random_trees import VALUES

SEED = int(os.environ.get("LOOMWORK_SEED", "20260105"))
TABLES = 150
# Input → its type in the table, and the column it is asked with.
INPUTS = {
    "words": ("text", "text_0"),
    "amount": ("decimal", "decimal_0"),
    "count": ("integer", "integer_0"),
    "day": ("date", "date_0"),
    "moment_day": ("date", "datetime_0"),
    "moment": ("datetime", "datetime_1"),
    "yes": ("boolean", "boolean_0"),
}
OUTPUTS = {"text": Type.TEXT, "decimal": Type.DECIMAL, "date": Type.DATE, "boolean": Type.BOOLEAN}


def cell(random: Random, type_: str) -> Any:
    values = [str(one) if type_ == "decimal" else one for one in VALUES[Type(type_)]]
    if random.random() < 0.4:
        return None
    if type_ in ("text", "boolean") or random.random() < 0.3:
        chosen = random.sample(values, random.randint(1, min(3, len(values))))
        return ["!=", *chosen[:1]] if random.random() < 0.3 else [*chosen, None] if random.random() < 0.2 else chosen
    ends = sorted(random.sample(values, 2), key=lambda one: float(one) if type_ in ("decimal", "integer") else str(one))
    if random.random() < 0.4:
        return [random.choice(["<", "<=", ">", ">="]), random.choice(values)]
    return [random.choice([">", ">="]), ends[0], random.choice(["<", "<="]), ends[1]]


def document(random: Random) -> dict[str, Any]:
    chosen = random.sample(list(INPUTS), random.randint(1, 4))
    collects = {"decimal": ["list", "sum", "min", "max", "count"], "boolean": ["list", "count"]}
    output = random.choice(list(OUTPUTS))
    hit = random.choice(["first", "first", "collect"])
    rows = []
    for number in range(random.randint(1, 8)):
        made = {
            "key": f"r{number}",
            "when": [cell(random, INPUTS[name][0]) for name in chosen],
            "then": [random.choice([*VALUES[OUTPUTS[output]], None])],
        }
        rows.append(made)
    table: dict[str, Any] = {
        "kind": "decision_table", "key": "t", "title": "T", "hit": hit, "open": True, "rows": rows,
        "inputs": [{"key": name, "type": INPUTS[name][0]} for name in chosen],
        "outputs": [{"key": "out", "type": output}],
    }  # fmt: skip
    if hit == "collect":
        table["collect"] = random.choice(collects.get(output, ["list", "min", "max", "count"]))
    if random.random() < 0.3:
        table["otherwise"] = [random.choice(VALUES[OUTPUTS[output]])]
    if "day" in chosen and random.random() < 0.7:
        table["valid_by"] = "day"
        for row in rows:
            row |= {"from": "2000-01-01"} if random.random() < 0.5 else {"until": "2026-01-31"}
    return table


def tiers(random: Random) -> dict[str, Any]:
    """Progressive tiers of a number, per text or for any."""
    ends = sorted(random.sample(range(200), 3))
    spans = [["<", str(ends[0])], *([">=", str(a), "<", str(b)] for a, b in pairwise(ends)),
             [">=", str(ends[-1])]]  # fmt: skip
    rows = [
        {"key": f"r{i}", "when": [span, None], "then": [random.choice(["0.1", "0.025", None])]}
        for i, span in enumerate(spans)
    ]
    return {
        "kind": "decision_table", "key": "t", "title": "T", "hit": "first", "open": True, "rows": rows,
        "tiers": "progressive", "tier_by": "amount",
        "inputs": [{"key": "amount", "type": "decimal"}, {"key": "words", "type": "text"}],
        "outputs": [{"key": "out", "type": "decimal"}],
    }  # fmt: skip


def tables() -> list[dict[str, Any]]:
    random = Random(SEED)
    made = [tiers(random) if number % 6 == 5 else document(random) for number in range(TABLES)]
    return [one for one in made if is_allowed(one)]


def is_allowed(table: dict[str, Any]) -> bool:
    """Chance also makes cells that nothing fits, which publishing refuses."""
    find = environment_of(table).tables
    try:
        return find is not None and find("t") is not None
    except InvalidDefinition:
        return False


def tree_of(table: dict[str, Any]) -> Any:
    return {"decide": ["t", {one["key"]: {"var": f"record.{INPUTS[one['key']][1]}"} for one in table["inputs"]}]}


def environment_of(table: dict[str, Any]) -> Environment:
    plans = Plans(1, [InstalledApp("app", "1", {})], [Definition("app", "decision_table", "t", 1, "h", table)], {})
    return Environment(differential.ENVIRONMENT.types, tables=lambda key: decision_table(plans, "app", key))


def answers(table: dict[str, Any], rows: list[dict[str, Any]], zone: str) -> list[dict[str, Any]]:
    run = compile_tree(tree_of(table), environment_of(table))
    found = []
    for row in rows:
        with noted() as codes:
            value = run(data_of({"types": differential.TYPES, "data": {"record": row, "zone": zone}}))
        found.append({"value": tagged(value), "codes": codes})
    return found


def test_the_browser_answers_as_python_does() -> None:
    rows, batch, expected = differential.random_rows(SEED), [], []
    for number, table in enumerate(tables()):
        zone = differential.zone_of(number)
        told = environment_of(table).tables
        assert told is not None
        known = told("t")
        assert known is not None
        one = {"tree": tree_of(table), "types": differential.TYPES, "tables": {"t": known.told}}
        batch += [one | {"data": {"record": row, "zone": zone}} for row in rows]
        expected += [differential.as_in_the_browser(answer) for answer in answers(table, rows, zone)]
    for one, found, wanted in zip(batch, differential.browser(batch), expected, strict=True):
        assert found == wanted, json.dumps(one, ensure_ascii=False)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_database_answers_as_python_does(database: str, request: pytest.FixtureRequest) -> None:
    rows = differential.random_rows(SEED)
    url = "sqlite://" if database == "sqlite" else request.getfixturevalue("postgres_server")
    with differential.filled_database(url, rows) as connection:
        for number, table in enumerate(tables()):
            if table["hit"] == "collect" or "tier_by" in table:
                continue
            zone = differential.zone_of(number)
            expression = sql_expression(
                tree_of(table),
                differential.resolver(zone),
                database,
                environment=environment_of(table),
            )
            found = differential.selected(connection, expression)
            wanted = [answer["value"] for answer in answers(table, rows, zone)]
            assert found == wanted, json.dumps(table, ensure_ascii=False)
