"""What the set-up promises of itself: any Python of ours, and nothing installed."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import flask
from sqlalchemy.sql import compiler

from loomwork.web import server
from tools.finding import ROOT
from tools.setup import OLDEST_PYTHON


def test_the_set_up_s_entry_reads_on_pythons_older_than_ours() -> None:
    """It must be able to say what is wrong: no syntax newer than 3.6."""
    ast.parse((ROOT / "tools" / "setup.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_set_up_runs_on_the_oldest_python_we_promise() -> None:
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]

    assert promised == ">={}.{}".format(*OLDEST_PYTHON)


def test_the_tools_need_nothing_installed() -> None:
    """-I -S: no site-packages at all."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tools.setup, tools.steps, tools.pin, tools.suite"

    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0


def test_what_a_server_imports_was_compiled_by_the_set_up() -> None:
    for module in (server, compiler, flask):
        assert Path(module.__cached__).exists()
