"""A million pairs, on demand: `python -m tests.conformance.expressions.soak` adds its rows to build/soak.json.

Batches run side by side, one process for each core; each has its own rows, trees, databases and Node.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.servers import shared

from . import differential

_BATCH = 20_000
_REPORT = Path("build/soak.json")


def differences(seed: int, pairs: int, urls: dict[str, str]) -> dict[str, list[str]]:
    """The trees that are answered otherwise than by Python, by who answered."""
    rows = differential.random_rows(seed)
    trees = differential.random_trees(seed, pairs, everywhere=True)
    expected = differential.python_answers(trees, rows)
    found: dict[str, list[str]] = {}
    for name, url in urls.items():
        with differential.filled_database(url, rows) as connection:
            found[name] = [
                _said(tree)
                for i, tree in enumerate(trees)
                if differential.database_answers(connection, tree, differential.zone_of(i))
                != [answer["value"] for answer in expected[i]]
            ]
    more = differential.random_trees(seed, pairs, everywhere=False)
    found["browser"] = [
        *_unlike(trees, rows, expected),
        *_unlike(more, rows, differential.python_answers(more, rows)),
    ]
    return found


def _side_by_side(
    seed: int, pairs: int, workers: int, urls: dict[str, str]
) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The differences of each batch with its seed, as they come; says on standard error how far it is."""
    began_s, batches = time.monotonic(), -(-pairs // _BATCH)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        runs = {
            pool.submit(differences, seed + 10 * number, min(_BATCH, pairs), urls): seed + 10 * number
            for number in range(batches)
        }
        for count, run in enumerate(as_completed(runs), 1):
            yield runs[run], run.result()
            print(f"batch {count} of {batches}, {time.monotonic() - began_s:.0f} s", file=sys.stderr)


def _unlike(trees: Sequence[Any], rows: Sequence[dict[str, Any]], expected: Sequence[Any]) -> list[str]:
    answers = differential.browser_answers(trees, rows)
    return [
        _said(tree)
        for tree, found, wanted in zip(trees, answers, expected, strict=True)
        if found != [differential.as_in_the_browser(answer) for answer in wanted]
    ]


def _said(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False)


def main() -> int:
    """Compare; exit status 0 only without differences."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--pairs", type=int, default=1_000_000)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = wanted.parse_args()
    began_s, total = time.monotonic(), {"sqlite": 0, "postgresql": 0, "browser": 0}
    shared.begin_run()
    try:
        urls = {"sqlite": "sqlite://", "postgresql": shared.postgres_server()}
        for seed, found in _side_by_side(given.seed, given.pairs, given.workers, urls):
            for name, trees in found.items():
                total[name] += len(trees)
                for tree in trees[:5]:
                    print(f"{name}, seed {seed}: {tree}", file=sys.stderr)
    finally:
        shared.end_run()
    seconds = round(time.monotonic() - began_s)
    added = [
        {"expressions": name, "pairs": given.pairs, "violations": n, "seconds": seconds} for name, n in total.items()
    ]
    known = json.loads(_REPORT.read_text(encoding="utf-8")) if _REPORT.exists() else []
    rows = [row for row in known if "expressions" not in row] + added
    _REPORT.parent.mkdir(exist_ok=True)
    _REPORT.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    print(json.dumps(added))
    return 1 if any(total.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
