"""What is asked for later is imported later: a server starts without it."""

import subprocess
import sys

LATER = (
    "alembic",
    "celery",
    "jsonschema",
    "nh3",
    "psycopg",
    "pypinyin",
    "python_calamine",
    "rich.traceback",
    "sqlalchemy.orm",
    "structlog",
    "xlsxwriter",
)
_START = "import loomwork.cli, loomwork.web.server, sys; from loomwork.builder import parts; parts.load()"


def test_a_server_on_sqlite_starts_without_what_is_asked_for_later() -> None:
    code = f"{_START}; print(*(name for name in {LATER!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
