"""Long crash runs, on demand: `python -m tests.faults.soak` writes build/soak.json, one row a database.

Each run goes on until it has taken its steps and its kills (100,000 and 1,000 unless said otherwise), and on PostgreSQL
its crashes of the database and losses of Redis; or until its time is up (`--minutes`), which its row says (`complete`).
How far it is goes to the error stream after each wave.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from . import app
from .field import Chaos, Field, Goal
from .waves import Waves

_WAVE = 60
_GRAPHS = 60
_JUDGED_EVERY = 10
_REPORT = Path("build/soak.json")


def crash_run(kind: str, folder: Path, seed: int, goal: Goal, wave: int) -> dict[str, Any]:
    """Play waves under fire until the goal is reached; judge now and then. Returns a row with all violations."""
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
        chaos.stop()
        violations = violations or waves.verdict().violations
        steps, toll = waves.steps(), chaos.toll
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
    given = wanted.parse_args()
    rows = []
    for kind in given.database or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="loomwork-soak-") as folder:
            crashes, losses = (given.crashes, given.losses) if kind == "postgresql" else (0, 0)
            goal = Goal(given.steps, given.kills, crashes, losses, given.minutes * 60)
            row = crash_run(kind, Path(folder), given.seed, goal, _WAVE)
        rows.append(row | {"violations": len(row["violations"])})
        print(json.dumps(rows[-1]))
        for sentence in row["violations"][:20]:
            print(f"  {sentence}", file=sys.stderr)
        _REPORT.parent.mkdir(exist_ok=True)
        _REPORT.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 1 if any(row["violations"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
