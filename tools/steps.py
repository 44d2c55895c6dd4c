"""The steps of the set-up, in order. Each leaves a stamp of what it was made from and is skipped while that holds."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tools import bringing, finding
from tools.finding import MISSING, ROOT
from tools.progress import Failed, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PLATFORM = ROOT / "platform"
FRONTEND = ROOT / "frontend"
REQUIREMENTS = ROOT / "requirements"

_NOT_SOURCES = {"node_modules", "dist", "coverage"}
# What a server imports when it starts, and when it makes its first database.
_IMPORT_ALL = "import loomwork.cli, loomwork.web.server; from loomwork.web.openapi import document; document()"


def set_up(goal: str) -> int:
    """Do the steps of `goal`, "serve" or "test". Returns the exit status; what tests lack is said, not fatal."""
    stamps = ROOT / "build" / "set-up"
    stamps.mkdir(parents=True, exist_ok=True)
    with (stamps / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            _make_environment()
            _install_packages("test" if goal == "test" else "run")
            _install_project()
            _compile_python()
            if goal == "serve":
                _make_front()
        except Failed as failure:
            print(failure.tail, file=sys.stderr)
            return 1
        if goal == "test":
            _prepare_tests()
    return 0


def _prepare_tests() -> None:
    """What cannot be had or built is said here; the tests that need it fail, the others still tell what they tell."""
    try:
        _make_front()
    except Failed as failure:
        print(failure.tail, file=sys.stderr)
    for what, bring in bringing.FOR_TESTS.items():
        _bring(what, bring)


def _make_environment() -> None:
    """A virtual environment in .venv, made anew when its Python is gone, too old or of another place."""
    wanted = "import sys; sys.exit(sys.version_info < (3, 11) or not sys.prefix == sys.argv[1])"
    if PYTHON.exists() and _succeeds(PYTHON, "-c", wanted, str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    bringing.make_environment(VENV)


def _install_packages(which: str) -> None:
    """The pinned packages, checked by their hashes. Those for tests include those for running."""
    stamps = {name: (VENV / "set-up" / name, _digest([REQUIREMENTS / f"{name}.txt"])) for name in ("run", "test")}
    if any(_holds(*stamps[name]) for name in {which, "test"}):
        return
    requirements = REQUIREMENTS / f"{which}.txt"
    run("Python packages", [PYTHON, *bringing.PIP_INSTALL, "--require-hashes", "-r", requirements])
    _stamp(*stamps[which])


def _install_project() -> None:
    """The project itself, editable: a new folder in platform/ is found without another install."""
    stamp, digest = VENV / "set-up" / "project", _digest([ROOT / "pyproject.toml", ROOT / "setup.py"])
    if _holds(stamp, digest):
        return
    run("Loomwork itself", [PYTHON, *bringing.PIP_INSTALL, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    _stamp(stamp, digest)


def _compile_python() -> None:
    """Python's byte code of what a server imports, by importing it once: compiling is two thirds of a start without.

    Python would keep it by itself at the first start, but not where PYTHONDONTWRITEBYTECODE is set, as in containers.
    """
    stamp = VENV / "set-up" / "compiled", _digest([*REQUIREMENTS.glob("*.txt"), *sorted(PLATFORM.rglob("*.py"))])
    if _holds(*stamp):
        return
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    try:
        run("Python byte code", [PYTHON, "-c", _IMPORT_ALL], env=env)
    except Failed:
        return  # What cannot be imported is told by the program that needs it.
    _stamp(*stamp)


def _make_front() -> None:
    """Node, the web packages and the built pages. Raises Failed when there is no page to show at the end."""
    _bring("node", bringing.bring_node)
    folder = finding.find_node()
    if folder is None:
        if (FRONTEND / "dist" / "index.html").exists():
            return
        raise Failed("Without the web pages there is nothing to serve.")
    env = with_node(folder)
    installed = FRONTEND / "node_modules" / ".set-up", _digest([FRONTEND / "package-lock.json"])
    if not _holds(*installed):
        run("Web packages", ["npm", "ci", "--no-audit", "--no-fund"], cwd=FRONTEND, env=env)
        _stamp(*installed)
    built = ROOT / "build" / "set-up" / "front", _digest(_front_sources())
    if not (_holds(*built) and (FRONTEND / "dist" / "index.html").exists()):
        run("Web pages", ["npm", "run", "build"], cwd=FRONTEND, env=env)
        _stamp(*built)


def with_node(folder: Path) -> dict[str, str]:
    """The environment variables of a process that finds node and npm."""
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def _bring(what: str, bring: Callable[[], None]) -> None:
    """Bring what is missing; say so when it cannot be had."""
    if not finding.is_missing(what):
        return
    try:
        bring()
    except Failed as failure:
        say(failure.tail)
    if finding.is_missing(what):
        say(f"MISSING: {MISSING[what]}")


def _front_sources() -> list[Path]:
    found = []
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES and not name.startswith(".")]
        found += [Path(folder) / name for name in files if ".test." not in name]
    return sorted(found)


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _holds(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="ascii") == digest


def _stamp(stamp: Path, digest: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="ascii")


def _succeeds(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
