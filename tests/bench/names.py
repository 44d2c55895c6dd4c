"""Alias search over 50,000 names as one types, under the reader's rights, beside a limit for its 95th percentile;
and the names of a file of 5,000 rows, matched as an import does."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime import changes, directory
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app
from loomwork.runtime.directory.entries import declaration
from loomwork.runtime.directory.places import PLACES
from loomwork.runtime.directory.storing import entry_values
from loomwork.runtime.directory.tables import directory_entry
from loomwork.runtime.forms import FormPlan, build_tables, form_plan
from loomwork.runtime.identifiers import new_id
from loomwork.runtime.pinyin import pinyin_of
from loomwork.runtime.storage import Installation, Settings, Transaction
from tests.bench import databases
from tests.bench.measuring import Row

NAMES = 50_000
_LIMIT_MS = 50
# What 5,000 rows of leads spell in 2,500 ways.
SPELLINGS = 2_500
_LIMIT_S = 8
_BRANDS = (
    "盛世",
    "恒泰",
    "康源",
    "瑞丰",
    "安捷",
    "锐捷",
    "星辰",
    "中科",
    "嘉禾",
    "华盛",
    "鼎新",
    "宏图",
    "正阳",
    "联创",
    "海川",
)
_TRADES = (
    "文化教育",
    "装饰材料",
    "食品",
    "信息技术",
    "建材",
    "宠物用品",
    "医疗科技",
    "自动化设备",
    "传感器",
    "软件",
    "网络科技",
)
_MIDDLE = "兴西泰新南安美宏源康东北达华信中天德永丰"
_FORMS = ("有限公司", "股份有限公司", "有限责任公司")
_FORM: dict[str, Any] = {
    "kind": "form",
    "key": "customer",
    "title": "Customer",
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "short", "type": "text", "title": "Short name"},
    ],
    "names": {"legal": "name", "short": "short"},
}


def searches(database: str) -> Iterator[Row]:
    """The 95th percentile of single searches: each key stroke of names, shortened, slipped and spelled."""
    parts.load()
    with tempfile.TemporaryDirectory() as name, databases.pair(database, Path(name)) as (url, _):
        installation = Installation.open(Settings(data_dir=Path(name) / "ours", database_url=url))
        context = Context(installation.create_workspace("bench"), SYSTEM)
        plan = _publish(context)
        chance = random.Random(7)
        names = _fill(context, plan, chance)
        directory.search(context, "bench", "customer", names[0])  # loads the index
        taken_ms = sorted(_timed(context, typed) for typed in _typed(names, chance))
        spellings = list(_written(names, chance))
        # It is work of this process alone: what else the machine does is no part of it.
        begin = time.process_time()
        directory.match_all(context, "bench", "customer", spellings)
        matched_s = time.process_time() - begin
        installation.close()
    slowest = taken_ms[int(len(taken_ms) * 0.95)]
    title = f"alias search over {NAMES:,} names, p95, {database}"
    yield Row(title, slowest, None, "ms", f"<= {_LIMIT_MS} ms", slowest <= _LIMIT_MS)
    title = f"{SPELLINGS:,} spellings of an import over {NAMES:,} names, {database}"
    yield Row(title, matched_s, None, "s of CPU", f"<= {_LIMIT_S} s", matched_s <= _LIMIT_S)


def _timed(context: Context, typed: str) -> float:
    begin = time.perf_counter()
    directory.search(context, "bench", "customer", typed)
    return (time.perf_counter() - begin) * 1000


def _publish(context: Context) -> FormPlan:
    def unit(tx: Transaction) -> None:
        put_app(tx, context, "bench", "1.0.0", {"package": "bench"}, [])
        publish(tx, context, "bench", [_FORM])
        build_tables(tx, plans_in(context.workspace, tx))

    changes.run(context, unit)
    with context.workspace.database.read() as connection:
        return form_plan(plan_cache(context.workspace).at(connection), "bench", "customer")


def _fill(context: Context, plan: FormPlan, chance: random.Random) -> list[str]:
    """25,000 customers with two names each, straight into the tables."""
    rows, entries, names = [], [], []
    now = context.now()
    for _ in range(NAMES // 2):
        core = chance.choice(_BRANDS) + chance.choice(_MIDDLE) + chance.choice(_MIDDLE) + chance.choice(_TRADES)
        name = chance.choice(sorted(PLACES)) + core + chance.choice(_FORMS)
        names += [name, core]
        row: dict[str, Any] = {column.name: None for column in plan.table.columns}
        row |= {"id": new_id(), "name": name, "short": core, "revision": 1, "created_at": now, "updated_at": now}
        row |= {"created_by": "bench", "updated_by": "bench"}
        rows.append(row)
        entries.append(entry_values(plan, row, declaration(plan)) | {"seq": 1})
    with context.workspace.database.write() as tx:
        tx.execute(sa.insert(plan.table), rows)
        tx.execute(sa.insert(directory_entry), entries)
    return names


def _typed(names: list[str], chance: random.Random) -> Iterator[str]:
    """As one types: from the first character on, in characters and in pinyin, and with a slip."""
    for name in chance.sample(names, 40):
        yield from (name[:length] for length in range(1, min(len(name), 9)))
        spelled = pinyin_of(name)
        letters = spelled.syllables.replace(" ", "")
        yield from (letters[:length] for length in range(2, len(letters), 4))
        yield spelled.initials
        yield name[0] + "错" + name[2:]
        yield name[2:] + " " + name[:2]


def _written(names: list[str], chance: random.Random) -> Iterator[str]:
    """As people fill a spreadsheet: mostly as known, some short, with a slip, or such that nobody knows."""
    for name in chance.sample(names, SPELLINGS):
        kind = chance.random()
        if kind < 0.5:
            yield name
        elif kind < 0.7:
            yield name.removesuffix("有限公司").removesuffix("股份")
        elif kind < 0.85:
            yield name[:3] + "错" + name[4:]
        else:
            yield "".join(chance.choice(_MIDDLE + "云山河海") for _ in range(4)) + chance.choice(_TRADES)
