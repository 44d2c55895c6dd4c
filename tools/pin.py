"""Pins every Python package anew, with hashes, for all supported Pythons: `make pin` after a change of ranges.

Without addresses of where the packages lie, so that the files hold wherever packages come from.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.finding import ROOT

_COMPILE = (
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade",
    "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 -m tools.pin",
)  # fmt: skip
_FILES = {
    "run": ("pyproject.toml", "requirements/build.in"),
    "test": ("pyproject.toml", "requirements/build.in", "--extra", "test", "--constraint", "requirements/run.txt"),
    "node": ("requirements/node.in",),
    "postgres": ("requirements/postgres.in",),
    "redis": ("requirements/redis.in",),
    "dbos": ("requirements/dbos.in",),
}


def main() -> int:
    """Write requirements/*.txt."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / "bin"
        subprocess.run([programs / "pip", "install", "--quiet", "uv"], check=True)
        for name, sources in _FILES.items():
            command: list[str | Path] = [
                programs / "uv",
                *_COMPILE,
                *sources,
                "--output-file",
                f"requirements/{name}.txt",
            ]
            subprocess.run(command, cwd=ROOT, env={**os.environ, "UV_SYSTEM_CERTS": "true"}, check=True)
            print(f"requirements/{name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
