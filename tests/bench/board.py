"""A board of twelve blocks on PostgreSQL: opened by one and by ten at once, warm and after a change that takes all its
answers away, where the ten should share the work."""

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
_ORDERS = "/apps/sales_core/forms/sales_order/records"
# At least; the package may have more on it.
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
            operations = Account(product, "ops")
            people = [Account(product, "director") for _ in range(_PEOPLE)]
            _open(people[0])
            one = median(_open(people[0]) for _ in range(_TURNS))
            with ThreadPoolExecutor(_PEOPLE) as threads:
                together = median(_together(threads, people) for _ in range(_TURNS))
                alone, shared = list[float](), list[float]()
                for _ in range(_TURNS):
                    _touch(operations)
                    alone.append(_open(people[0]))
                    _touch(operations)
                    shared.append(_together(threads, people))
        finally:
            product.close()
    yield Row(f"board of {_BLOCKS} blocks, warm, postgresql", one, None, "ms", "<= 300 ms", one <= 300)
    name = f"the same board opened by {_PEOPLE} at once, until all have it"
    yield Row(name, together, None, "ms", "<= 300 ms", together <= 300)
    before, after = median(alone), median(shared)
    yield Row(f"{name}, after a change", after, before, "ms", "<= 3 x one alone", after <= 3 * before, after / before)


def _open(person: Account) -> float:
    begin = time.perf_counter()
    blocks = person.get(f"{_BOARD}/answers")["blocks"]
    taken_ms = (time.perf_counter() - begin) * 1000
    if len(blocks) < _BLOCKS or any(one["state"] != "ready" for one in blocks):
        raise RuntimeError([one["problem"] for one in blocks])
    return taken_ms


def _touch(person: Account) -> None:
    """Change an order, which most of the board is made of."""
    order = person.get(f"{_ORDERS}?limit=1")["items"][0]
    values = {"note": f"{time.time()}"}
    person.ask("PATCH", f"{_ORDERS}/{order['id']}", {"values": values}, If_Match=f'"{order["revision"]}"')


def _together(threads: ThreadPoolExecutor, people: list[Account]) -> float:
    begin = time.perf_counter()
    list(threads.map(_open, people))
    return (time.perf_counter() - begin) * 1000
