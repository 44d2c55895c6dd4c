"""Write the next migration: what the tables in the code have and the newest version has not.

Run `python -m tools.migration workspace "what changes"` (or directory), then read and mend what it wrote.
"""

import importlib
import pkgutil
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any, Literal, cast

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext

import loomwork.builder
from loomwork import runtime
from loomwork.runtime.storage import directory_metadata, migrations, workspace_metadata
from loomwork.runtime.storage.database import Database
from loomwork.runtime.storage.engines import sqlite_engine
from loomwork.runtime.storage.migrations.migrate import Which, migrate, newest_version
from loomwork.runtime.storage.types import Document, ExactDecimal, Moment

_TEMPLATE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {previous}

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
{body}
'''


def main() -> None:
    which, title = cast(Which, sys.argv[1]), sys.argv[2]
    _import_tables()
    versions = Path(migrations.__path__[0]) / which / "versions"
    previous = newest_version(which) if any(versions.glob("[0-9]*.py")) else None
    revision = f"{int(previous or 0) + 1:04}"
    name = f"{revision}_{title.lower().replace(' ', '_')}.py"
    body = _body(which, previous is not None)
    text = _TEMPLATE.format(title=title, revision=revision, previous=repr(previous).replace("'", '"'), body=body)
    (versions / name).write_text(text)
    print(versions / name)


def _import_tables() -> None:
    rooms = [f"loomwork.runtime.{room.name}" for room in pkgutil.iter_modules(runtime.__path__) if room.ispkg]
    for room in [*rooms, loomwork.builder.__name__]:
        try:
            importlib.import_module(f"{room}.tables")
        except ModuleNotFoundError as error:
            if error.name != f"{room}.tables":
                raise


def _body(which: Which, has_versions: bool) -> str:
    metadata = directory_metadata if which == "directory" else workspace_metadata
    with tempfile.TemporaryDirectory() as folder:
        database = Database(sqlite_engine(Path(folder) / "now.sqlite"))
        if has_versions:
            migrate(database, which)
        with database.read() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            script = produce_migrations(context, metadata)
        database.close()
    assert script.upgrade_ops is not None
    code: str = render_python_code(script.upgrade_ops, render_item=_render)
    lines = textwrap.dedent("\n".join(line for line in code.splitlines() if not line.lstrip().startswith("#")))
    return textwrap.indent(lines.strip(), "    ")


def _render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Our own types as what they are in the database: a migration must not change when the code does."""
    if kind != "type":
        return False
    if isinstance(item, Moment):
        return "MOMENT"
    if isinstance(item, Document):
        return "sa.Text()"
    if isinstance(item, ExactDecimal):
        return f'sa.Numeric({18 + item.scale}, {item.scale}).with_variant(sa.BigInteger(), "sqlite")'
    if isinstance(item, sa.Text) and "postgresql" in item._variant_mapping:
        return "LONG"
    if isinstance(item, sa.String) and "postgresql" in item._variant_mapping:
        return f"key({item.length})"
    return False


if __name__ == "__main__":
    main()
