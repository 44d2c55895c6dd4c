"""Long crash runs, on demand: `python -m tests.faults.soak` writes build/soak.json, one row a database.

Each run goes on until it has taken its steps and its kills (100,000 and 1,000 unless said otherwise), and on PostgreSQL
its crashes of the database and losses of Redis; or until its time is up (`--minutes`), which its row says (`complete`).
How far it is goes to the error stream after each wave; what was judged is kept at once, so a sitting that is broken off
counts as far as that. `--resume` goes on from build/soak.json with the next seed, in a
field of its own, and adds up: a full size may take several sittings.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from . import app
from .field import Chaos, Field, Goal, Toll
from .waves import Waves

# Large: all of a wave wait together for each hour to pass, and for what a killed worker left.
_WAVE = 400
_GRAPHS = 60
_JUDGED_EVERY = 4
_COUNTED = ("steps", "kills", "stalls", "database_crashes", "redis_losses", "exits", "sittings", "seconds")
_REPORT = Path("build/soak.json")


Judged = Callable[[dict[str, Any]], None]


def crash_run(
    kind: str, folder: Path, seed: int, goal: Goal, wave: int, judged: Judged = lambda row: None
) -> dict[str, Any]:
    """Play waves under fire until the goal is reached; judge now and then, and tell `judged` how it stands. Returns a
    row with all violations."""
    began_s = time.monotonic()
    flows = app.workflows(range(seed, seed + _GRAPHS))
    violations: list[str] = []
    with closing(Field(kind, folder, flows)) as battlefield:
        battlefield.start()
        waves = Waves(battlefield, flows, seed)
        chaos = Chaos(battlefield, seed, goal, waves.steps)
        chaos.start()
        while not violations and not goal.reached(waves.steps(), chaos.toll):
            if time.monotonic() - began_s > goal.seconds:
                break
            waves.wave(wave)
            sys.stderr.write(f"{kind}: {waves.steps()} steps, {chaos.toll}, {time.monotonic() - began_s:.0f} s\n")
            # The judge reads everything ever done, so asking after each wave would make the run quadratic.
            if len(waves.plays) % (wave * _JUDGED_EVERY) == 0:
                violations = waves.verdict().violations
                judged(_row(kind, goal, waves.steps(), chaos.toll, violations, began_s))
        chaos.stop()
        violations = violations or waves.verdict().violations
        return _row(kind, goal, waves.steps(), chaos.toll, violations, began_s)


def _row(kind: str, goal: Goal, steps: int, toll: Toll, violations: list[str], began_s: float) -> dict[str, Any]:
    return {
        "database": kind,
        "steps": steps,
        "kills": toll.kills,
        "stalls": toll.stalls,
        "database_crashes": toll.database_crashes,
        "redis_losses": toll.redis_losses,
        "exits": toll.exits,
        "complete": goal.reached(steps, toll),
        "violations": violations,
        "sittings": 1,
        "seconds": round(time.monotonic() - began_s),
    }


def main() -> int:
    """Run both databases; exit status 0 only without violations."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--steps", type=int, default=100_000)
    wanted.add_argument("--kills", type=int, default=1_000)
    wanted.add_argument("--crashes", type=int, default=50, help="of PostgreSQL")
    wanted.add_argument("--losses", type=int, default=20, help="of Redis")
    wanted.add_argument("--minutes", type=float, default=math.inf, help="of each database, at most")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    wanted.add_argument("--resume", action="store_true")
    given = wanted.parse_args()
    rows = json.loads(_REPORT.read_text(encoding="utf-8")) if given.resume and _REPORT.exists() else []
    before = {row["database"]: row for row in rows}

    def keep(found: dict[str, Any], done: Mapping[str, Any]) -> None:
        sums = {name: found[name] + done[name] for name in _COUNTED}
        violations = len(found["violations"]) + done.get("violations", 0)
        before[found["database"]] = found | sums | {"violations": violations}
        _REPORT.parent.mkdir(exist_ok=True)
        _REPORT.write_text(json.dumps(list(before.values()), indent=1), encoding="utf-8")

    for kind in given.database or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="loomwork-soak-") as folder:
            done = before.get(kind, dict.fromkeys(_COUNTED, 0))
            crashes, losses = (given.crashes, given.losses) if kind == "postgresql" else (0, 0)
            wholes = {"steps": given.steps, "kills": given.kills, "database_crashes": crashes, "redis_losses": losses}
            left = {name: max(0, whole - done[name]) for name, whole in wholes.items()}
            goal = Goal(**left, seconds=given.minutes * 60)
            seed = given.seed + _GRAPHS * done["sittings"]
            found = crash_run(kind, Path(folder), seed, goal, _WAVE, partial(keep, done=done))
        for sentence in found["violations"][:20]:
            print(f"  {sentence}", file=sys.stderr)
        keep(found, done)
        print(json.dumps(before[kind]))
    return 1 if any(row["violations"] for row in before.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
