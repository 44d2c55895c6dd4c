"""The leads that both sides are sent and asked for, and a hundred thousand of them put straight into both tables."""

import functools
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import form_plan
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.storage import Installation, Settings
from tests.bench import package
from tests.bench.yardstick import service

ROWS = 100_000
_AREAS = [f"区域{number}" for number in range(500)]


def our_path() -> str:
    """Where our records are created and listed."""
    return f"/api/v1/apps/{package.APP}/forms/{package.FORM}/records"


def our_body(number: int) -> bytes:
    """A lead as our API takes it."""
    return json.dumps({"values": _lead(number)}).encode()


def their_body(number: int) -> bytes:
    """The same lead as the yardstick takes it."""
    return json.dumps(_lead(number)).encode()


def our_query(number: int) -> str:
    """Two filters, a sort, fifty rows, as the query of our address."""
    return _our_query(_AREAS[number % len(_AREAS)])


def their_query(number: int) -> str:
    """The same for the yardstick."""
    return _their_query(_AREAS[number % len(_AREAS)])


# Kept, lest what the client works out count as work of the side it asks: ours is the longer text.
@functools.cache
def _our_query(area: str) -> str:
    conditions = [
        {"field": "area", "operator": "equal", "value": area},
        {"field": "urgency", "operator": "equal", "value": "fire"},
    ]
    return f"filter={quote(json.dumps({'all': conditions}))}&sort=-created_at&limit=50"


@functools.cache
def _their_query(area: str) -> str:
    return f"area={quote(area)}&urgency=fire&limit=50"


def fill_ours(folder: Path, url: str) -> None:
    """The leads straight into the form's table, as if there had been as many creates."""
    installation = Installation.open(Settings(data_dir=folder, database_url=url))
    workspace = installation.workspace(installation.workspace_ids()[0])
    with workspace.database.read() as connection:
        table = form_plan(plan_cache(workspace).at(connection), package.APP, package.FORM).table
    empty: dict[str, Any] = {column.name: None for column in table.columns}
    with workspace.database.write() as tx:
        tx.execute(sa.insert(table), [empty | row for row in _rows()])
    with workspace.database.write() as tx:
        tx.execute(sa.text("ANALYZE"))
    installation.close()


def fill_theirs(url: str) -> None:
    """The same rows into the yardstick's table."""
    engine = service.make_engine(url)
    empty: dict[str, Any] = {column.name: None for column in service.lead.columns}
    rows = [
        empty | row | {name: row[name].replace(tzinfo=None) for name in ("created_at", "updated_at")} for row in _rows()
    ]
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.insert(service.lead), rows)
        connection.execute(sa.text("ANALYZE"))
    engine.dispose()


def _rows() -> Iterator[dict[str, Any]]:
    source = random.Random(7)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(ROWS):
        moment = begin + timedelta(seconds=number)
        yield {
            "id": new_id(),
            "company": f"宁波恒泰自动化{number}",
            "area": source.choice(_AREAS),
            "urgency": source.choice(["ordinary", "urgent", "fire"]),
            "origin": "wechat",
            "budget": source.randrange(10_000_000),
            "need": "老板很感兴趣，尽快安排演示",
            "status": "fresh",
            "revision": 1,
            "created_at": moment,
            "created_by": "bench",
            "updated_at": moment,
            "updated_by": "bench",
        }


def _lead(number: int) -> dict[str, str]:
    return {
        "company": f"宁波恒泰自动化{number}",
        "contact": "林文嘉",
        "mobile": "138 0000 0000",
        "industry": "retail",
        "area": _AREAS[number % len(_AREAS)],
        "budget": "2600000",
        "urgency": "fire",
        "origin": "wechat",
        "need": "老板很感兴趣，尽快安排演示",
    }
