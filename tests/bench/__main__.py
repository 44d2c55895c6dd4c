"""Run all benchmarks, print them, and write build/bench.json. Exit status 1 when a target does not hold."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import workloads
from tests.bench.workloads import Row
from tests.servers import postgres, shared

_OUT = Path(__file__).parents[2] / "build" / "bench.json"


def main() -> int:
    """Measure everything; the machine should have nothing else to do."""
    rows = []
    shared.begin_run()
    try:
        for row in _measure():
            rows.append(row)
            print(
                f"{'holds' if row.holds else 'FALLS SHORT':12} {json.dumps(row.dump(), ensure_ascii=False)}", flush=True
            )
    finally:
        shared.end_run()
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_text(json.dumps([row.dump() for row in rows], ensure_ascii=False, indent=1))
    return 0 if all(row.holds for row in rows) else 1


def _measure() -> Iterator[Row]:
    for listening in (False, True):
        yield from _on_both("creates", listening=listening)
    yield from _on_both("lists")
    with tempfile.TemporaryDirectory() as folder:
        yield from workloads.steps(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from workloads.starting(Path(folder))


def _on_both(workload: str, **chosen: bool) -> Iterator[Row]:
    measure = getattr(workloads, workload)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        yield from measure("sqlite", path, "", f"sqlite:///{path / 'yardstick.sqlite'}", **chosen)
    server = shared.postgres_server()
    ours, theirs = postgres.create_database(server), postgres.create_database(server)
    with tempfile.TemporaryDirectory() as folder:
        yield from measure("postgresql", Path(folder), ours, theirs, **chosen)
    postgres.drop_database(ours, server)
    postgres.drop_database(theirs, server)


if __name__ == "__main__":
    sys.exit(main())
