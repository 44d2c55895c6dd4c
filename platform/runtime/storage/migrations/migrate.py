"""Bring a database to the newest version: Alembic's chain in `directory/versions` or `workspace/versions`.

Every workspace has a version of its own and is brought up when it is opened. The usual case, nothing to do, costs one
small query and does not even import Alembic.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from ..database import Database, Transaction

Which = Literal["directory", "workspace"]

_HERE = Path(__file__).parent
_VERSION = sa.table("alembic_version", sa.column("version_num"))
# Two processes that open a workspace at once take turns; the number is ours by choice alone.
_LOCK = 0x10_0A_4D


def migrate(database: Database, which: Which) -> None:
    """Bring `database` up. All steps are one transaction: a step that fails leaves what was before."""
    newest = newest_version(which)
    with database.read() as connection:
        if version(connection) == newest:
            return
    with database.write() as tx:
        _lock(tx)
        if version(tx.connection) != newest:
            upgrade(tx.connection, which)


@cache
def newest_version(which: Which) -> str:
    """The number of the step that none follows, such as "0001": the chain gives the order, not the numbers."""
    steps = [path.read_text(encoding="utf-8") for path in (_HERE / which / "versions").glob("[0-9]*.py")]
    followed = {_number("down_revision", step) for step in steps}
    [newest] = {_number("revision", step) for step in steps} - followed
    return newest


def _number(name: str, step: str) -> str:
    found = re.search(rf'^{name}(?:: [^=]+)? = "(\d+)"', step, re.MULTILINE)
    return found[1] if found else ""


def upgrade(connection: sa.Connection, which: Which, target: str = "head") -> None:
    """Run the steps up to `target` on an open transaction."""
    # Alembic takes 0.2 s to import and is needed only when there is something to do.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_HERE / which))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    def steps(revision: object, _: object) -> object:
        return script._upgrade_revs(target, revision)  # type: ignore[arg-type]  # what alembic's own command does

    with EnvironmentContext(config, script, fn=steps, destination_rev=target) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()


def version(connection: sa.Connection) -> str | None:
    """The number of the last step it was brought up by; None for an empty database."""
    if not sa.inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(sa.select(_VERSION.c.version_num)).scalar_one_or_none()


def _lock(tx: Transaction) -> None:
    if tx.connection.dialect.name == "postgresql":
        tx.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
