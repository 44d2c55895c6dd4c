"""Runs all checks (`python3 -m tools.suite check`) or all checks and tests (`... test`), and sums up at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tools.finding import MISSING, ROOT, find_node, is_missing
from tools.steps import FRONTEND, PYTHON, with_node

CHECKS = {
    "ruff": ("python", "-m", "ruff", "check", "."),
    "ruff format": ("python", "-m", "ruff", "format", "--check", "."),
    "mypy": ("python", "-m", "mypy"),
    "layers": ("python", "-m", "pytest", "-q", "tests/architecture"),
    "web pages": ("python", "-m", "tools.setup", "serve"),
    "tsc": ("npm", "run", "--silent", "typecheck"),
    "oxlint": ("npm", "run", "--silent", "lint"),
}
# The slowest are told at the end, since the whole is to stay short enough to be run often.
TESTS = {
    "pytest": ("python", "-m", "pytest", "-q", "-n", "auto", "--durations=60", "--ignore=tests/architecture"),
    "vitest": ("npm", "run", "--silent", "test"),
}


def main() -> int:
    """Return 0 when every part passed."""
    parts = CHECKS | TESTS if sys.argv[1:] == ["test"] else CHECKS
    outcomes = {name: _run(name, command) for name, command in parts.items()}
    lines = [
        f"{name:12} {'passed' if passed else 'FAILED'} {seconds:7.1f} s" for name, (passed, seconds) in outcomes.items()
    ]
    print("", *lines, sep="\n")
    for what in MISSING:
        if is_missing(what):
            print(f"MISSING: {MISSING[what]}")
    return 0 if all(passed for passed, _ in outcomes.values()) else 1


def _run(name: str, command: tuple[str, ...]) -> tuple[bool, float]:
    """Whether the part passed, and its seconds."""
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    if command[0] == "python":
        status = subprocess.call([PYTHON, *command[1:]], cwd=ROOT)
    elif folder := find_node():
        status = subprocess.call(command, cwd=FRONTEND, env={**with_node(folder), "CI": os.environ.get("CI", "true")})
    else:
        print(MISSING["node"])
        status = 1
    return status == 0, time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
