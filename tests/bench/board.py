"""A board of twelve blocks, warm, on PostgreSQL: opened by one, and by ten at once, who should share the work."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from tests.bench import databases
from tests.bench.measuring import Row
from tests.end_to_end.accounts import Account
from tests.end_to_end.product import Product

_PACKAGE = Path(__file__).parents[2] / "app_templates" / "sales_core"
_BOARD = "/apps/sales_core/pages/director_home"
_BLOCKS = 12
_PEOPLE = 10
_TURNS = 20


def board() -> Iterator[Row]:
    """The director's home on the package's own data, the figures of the whole year."""
    with tempfile.TemporaryDirectory() as folder, databases.pair("postgresql", Path(folder)) as (url, _):
        product = Product({"LOOMWORK_DATABASE_URL": url})
        product.start()
        try:
            subprocess.run(product.told("install", str(_PACKAGE)), check=True, capture_output=True)
            people = [Account(product, "director") for _ in range(_PEOPLE)]
            _open(people[0])
            one = median(_open(people[0]) for _ in range(_TURNS))
            with ThreadPoolExecutor(_PEOPLE) as threads:
                together = median(_together(threads, people) for _ in range(_TURNS))
        finally:
            product.close()
    yield Row(f"board of {_BLOCKS} blocks, warm, postgresql", one, None, "ms", "<= 300 ms", one <= 300)
    name = f"the same board opened by {_PEOPLE} at once, until all have it"
    yield Row(name, together, None, "ms", "<= 3 x one of them", together <= 3 * one)


def _open(person: Account) -> float:
    begin = time.perf_counter()
    blocks = person.get(f"{_BOARD}/answers")["blocks"]
    taken_ms = (time.perf_counter() - begin) * 1000
    if [one["state"] for one in blocks] != ["ready"] * _BLOCKS:
        raise RuntimeError([one["problem"] for one in blocks])
    return taken_ms


def _together(threads: ThreadPoolExecutor, people: list[Account]) -> float:
    begin = time.perf_counter()
    list(threads.map(_open, people))
    return (time.perf_counter() - begin) * 1000
