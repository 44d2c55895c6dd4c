"""Run the benchmarks, print them, and write build/bench.json. Exit status 1 when a target does not hold.

`python -m tests.bench` runs all; names on the command line (`creates-sqlite lists-postgresql`) only those, whose rows
then replace the same ones in the file.
"""

import json
import sys
from pathlib import Path

from tests.bench.measuring import Row
from tests.bench.workloads import WORKLOADS

_OUT = Path(__file__).parents[2] / "build" / "bench.json"


def main(names: list[str]) -> int:
    """Measure; the machine should have nothing else to do."""
    if unknown := set(names) - set(WORKLOADS):
        print(f"no such workload: {', '.join(sorted(unknown))}; there are {', '.join(WORKLOADS)}", file=sys.stderr)
        return 2
    rows = []
    for name in names or WORKLOADS:
        for row in WORKLOADS[name]():
            rows.append(row)
            said = json.dumps(row.dump(), ensure_ascii=False)
            print(f"{'holds' if row.holds else 'FALLS SHORT':12} {said}", flush=True)
    _write(rows, keep=bool(names))
    return 0 if all(row.holds for row in rows) else 1


def _write(rows: list[Row], *, keep: bool) -> None:
    found: dict[object, dict[str, object]] = {}
    if keep and _OUT.exists():
        found = {row["name"]: row for row in json.loads(_OUT.read_text())}
    found |= {row.name: row.dump() for row in rows}
    _OUT.parent.mkdir(exist_ok=True)
    _OUT.write_text(json.dumps(list(found.values()), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
