"""Lists of a million rows beside the best SQL written by hand on the same tables, by turns; and beside a thousand rows
where an index serves."""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import orjson
import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.people import organisation_of
from loomwork.runtime.records import Query
from loomwork.runtime.storage import Installation, Settings
from tests.bench import databases, rows
from tests.bench.measuring import Row

_TURNS = 7
_WANTED = 1.3
_LIVING = "deleted_at IS NULL"
_GROUPS = "SELECT {field}, count(*) FROM {{table}} WHERE deleted_at IS NULL GROUP BY {field}"
_MONTH = ["2025-03-01", "2025-03-31"]


@dataclass(frozen=True)
class _Question:
    """What is asked, and by hand; `flat`: an index serves, so that a million rows take as long as a thousand."""

    name: str
    ask: Query | str
    by_hand: str
    flat: bool = False


def _equal(field: str, value: str) -> dict[str, str]:
    return {"field": field, "operator": "equal", "value": value}


_MONTHLY = {"field": "due", "operator": "between", "value": _MONTH}
_QUESTIONS = (
    _Question("first page", Query(), "ORDER BY id DESC LIMIT 50", flat=True),
    _Question("by name", Query(sort=("name",)), "ORDER BY name LIMIT 50", flat=True),
    _Question(
        "filter and sort by index",
        Query(filter=_equal("level", "a"), sort=("due",)),
        "AND level = 'a' AND due IS NOT NULL ORDER BY due, id LIMIT 50",
        flat=True,
    ),
    _Question(
        "filter without index",
        Query(filter={"field": "note", "operator": "contains", "value": "shelf 976 of hall 52"}),
        "AND note LIKE '%shelf 976 of hall 52%' ORDER BY id DESC LIMIT 50",
    ),
    _Question(
        "month", Query(filter=_MONTHLY, sort=("due",), limit=200),
        f"AND due BETWEEN '{_MONTH[0]}' AND '{_MONTH[1]}' ORDER BY due, id LIMIT 200",
    ),
    _Question(
        "roots of a tree",
        Query(filter={"field": "above", "operator": "empty"}),
        "AND above IS NULL ORDER BY id DESC LIMIT 50",
    ),
    _Question("groups", "level", _GROUPS.format(field="level")),
    _Question("counts of a kanban", "stage", _GROUPS.format(field="stage")),
    _Question(
        "jump into the middle",
        Query(skip=500_000, limit=100),
        "AND id < (SELECT id FROM {table} WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET 499999) "
        "ORDER BY id DESC LIMIT 100",
    ),
)  # fmt: skip


def million(database: str) -> Iterator[Row]:
    """In one process, from the question to its JSON."""
    parts.load()
    with tempfile.TemporaryDirectory() as name, databases.pair(database, Path(name)) as (url, _):
        installation = Installation.open(Settings(data_dir=Path(name) / "ours", database_url=url))
        context = Context(installation.create_workspace("bench"), SYSTEM)
        rows.install_here(context, Path(name) / "package")
        # As a server has them in memory from its first request on.
        organisation_of(context.workspace)
        for question in _QUESTIONS:
            yield from _asked(context, database, question)
        installation.close()


def _asked(context: Context, database: str, question: _Question) -> Iterator[Row]:
    ours, theirs, small = _ours(context, rows.LARGE, question), _by_hand(context, question), []
    mine, yard = [], []
    for one in (ours, theirs):
        _taken_ms(one)
    for _ in range(_TURNS):
        mine.append(_taken_ms(ours))
        yard.append(_taken_ms(theirs))
        if question.flat:
            small.append(_taken_ms(_ours(context, rows.SMALL, question)))
    ratio = median(a / b for a, b in zip(mine, yard, strict=True))
    name = f"{question.name} of {rows.SIZES[rows.LARGE]:,}, {database}"
    wanted = f"<= {_WANTED} x by hand"
    yield Row(name, median(mine), median(yard), "ms", wanted, ratio <= _WANTED, ratio)
    if small:
        flat = median(mine) / median(small)
        title, wanted = f"{question.name}: a million beside a thousand, {database}", f"<= {_WANTED} x a thousand"
        yield Row(title, median(mine), median(small), "ms", wanted, flat <= _WANTED, flat)


def _ours(context: Context, form: str, question: _Question) -> Callable[[], bytes]:
    ask = question.ask
    if isinstance(ask, str):
        return lambda: orjson.dumps(records.figures(context, rows.APP, form, [], Query(), ask))
    return lambda: orjson.dumps(records.dump_records(context, records.query(context, rows.APP, form, ask).items))


def _by_hand(context: Context, question: _Question) -> Callable[[], bytes]:
    """All columns of the rows found, as JSON; what references are called is not looked up."""
    table = f"{rows.APP}__{rows.LARGE}"
    text = question.by_hand.format(table=table)
    statement = text if text.startswith("SELECT") else f"SELECT * FROM {table} WHERE {_LIVING} {text}"

    def ask() -> bytes:
        with context.workspace.database.look() as connection:
            found: list[Any] = [dict(row) for row in connection.execute(sa.text(statement)).mappings()]
        return orjson.dumps(found, default=str)

    return ask


def _taken_ms(ask: Callable[[], bytes]) -> float:
    begin = time.perf_counter()
    ask()
    return (time.perf_counter() - begin) * 1000
