"""The table of figures of the lead dispatch package is true: it names each parameter, and nothing that is not there."""

import re
from pathlib import Path

import orjson

_ROOT = Path(__file__).parents[3]
_PACKAGE = _ROOT / "app_templates" / "smart_lead_dispatch"


def _columns() -> tuple[set[str], set[str], list[str]]:
    """The parameters and scenarios that the table names, and its rows without one of either."""
    # What the walk measured stands below in a table of its own.
    figures = (_ROOT / "docs" / "lead_dispatch.md").read_text().partition("\n## ")[0]
    table = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", figures, re.MULTILINE)
    rows = [
        (figure, re.findall(r"`(\w+)`", parameters), re.findall(r"`(\w+)`", scenarios))
        for figure, parameters, scenarios in table
        if figure != "figure"
    ]
    bare = [figure for figure, parameters, scenarios in rows if not parameters or not scenarios]
    return {one for row in rows for one in row[1]}, {one for row in rows for one in row[2]}, bare


def test_each_figure_names_a_parameter_and_a_scenario() -> None:
    assert _columns()[2] == []


def test_each_parameter_is_in_the_table_and_each_of_the_table_is_there() -> None:
    manifest = orjson.loads((_PACKAGE / "manifest.json").read_bytes())
    assert _columns()[0] == {one["key"] for one in manifest["parameters"]}


def test_each_scenario_of_the_table_is_there() -> None:
    assert _columns()[1] <= {path.stem for path in (_PACKAGE / "scenarios").iterdir()}
