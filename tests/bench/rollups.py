"""Sixteen writers add a thousand records to one parent that counts and sums them up, beside the same writes without."""

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from loomwork.builder import parts
from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.storage import Installation, Settings, Transaction
from tests.bench import databases
from tests.bench.measuring import Row

_WRITERS = 16
_CHILDREN = 1_000
_TURNS = 5


def rollups(database: str) -> Iterator[Row]:
    """Writes per second with and without the rollup, by turns; the figures must be exact at the end."""
    parts.load()
    with tempfile.TemporaryDirectory() as name, databases.pair(database, Path(name)) as (url, _):
        installation = Installation.open(Settings(data_dir=Path(name) / "ours", database_url=url))
        context = Context(installation.create_workspace("bench"), SYSTEM)
        changes.run(context, partial(_publish, context))
        parents = {form: _parent(context, form) for form in ("summed", "plain")}
        _write(context, "summed", parents["summed"], _WRITERS)
        jobs.run_due(context.workspace)  # builds the totals
        plan_cache(context.workspace).forget()
        rates: dict[str, list[float]] = {"summed": [], "plain": []}
        share = _CHILDREN // _TURNS
        for _ in range(_TURNS):
            for form, found in rates.items():
                found.append(_write(context, form, parents[form], share))
        values = records.get(context, "bench", "summed", parents["summed"]).values
        installation.close()
    written = share * _TURNS + _WRITERS
    exact = values["number"] == written and values["total"] == Decimal("0.10") * written
    ratio = median(a / b for a, b in zip(rates["summed"], rates["plain"], strict=True))
    title = f"rollup of {_CHILDREN:,} children, {_WRITERS} writers, {database}"
    target = ">= 0.5 x without the rollup, exact"
    yield Row(title, median(rates["summed"]), median(rates["plain"]), "1/s", target, exact and ratio >= 0.5, ratio)


def _write(context: Context, form: str, parent: str, count: int) -> float:
    """Children per second."""
    values = {"parent": parent, "amount": "0.10"}

    def one(_: int) -> None:
        records.create(context, "bench", f"{form}_child", values)

    begin = time.perf_counter()
    with ThreadPoolExecutor(_WRITERS) as threads:
        list(threads.map(one, range(count)))
    return count / (time.perf_counter() - begin)


def _parent(context: Context, form: str) -> str:
    return records.create(context, "bench", form, {"name": form}).id


def _publish(context: Context, tx: Transaction) -> None:
    put_app(tx, context, "bench", "1.0.0", {"package": "bench"}, [])
    publish(tx, context, "bench", [*_forms("summed", ("count", "sum")), *_forms("plain", ())])
    build_tables(tx, plans_in(context.workspace, tx))


def _forms(key: str, functions: tuple[str, ...]) -> list[dict[str, Any]]:
    names = {"count": "number", "sum": "total"}
    sums = [
        {
            "key": names[function],
            "type": "rollup",
            "title": function,
            "settings": {"form": f"{key}_child", "by": "parent", "function": function, "field": "amount"},
        }
        for function in functions
    ]
    parent = [{"key": "name", "type": "text", "title": "Name"}, *sums]
    child = [
        {"key": "parent", "type": "reference", "title": "Parent", "settings": {"form": key}},
        {"key": "amount", "type": "currency", "title": "Amount"},
    ]
    return [
        {"kind": "form", "key": key, "title": key, "fields": parent},
        {"kind": "form", "key": f"{key}_child", "title": key, "fields": child},
    ]
