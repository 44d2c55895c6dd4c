"""A million pairs, on demand: `python -m tests.conformance.expressions.soak` adds its rows to build/soak.json."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
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
    given = wanted.parse_args()
    began_s, total = time.monotonic(), {"sqlite": 0, "postgresql": 0, "browser": 0}
    shared.begin_run()
    try:
        urls = {"sqlite": "sqlite://", "postgresql": shared.postgres_server()}
        for number in range(-(-given.pairs // _BATCH)):
            for name, trees in differences(given.seed + 10 * number, min(_BATCH, given.pairs), urls).items():
                total[name] += len(trees)
                for tree in trees[:5]:
                    print(f"{name}, seed {given.seed + 10 * number}: {tree}", file=sys.stderr)
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
