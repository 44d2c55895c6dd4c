"""A PostgreSQL server for tests, and databases on it made from a template in some 50 milliseconds."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.servers.server import Server
from tools.finding import MISSING, find_postgres

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
# A shared server may lose its data with the machine, never with a process: tests of durability start a durable one.
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "256MB"}
# A database is some 800 files. Each test makes and removes one, and ext4 spends more than half of a run's time on
# finding inodes for them (it passes over those removed within the last seconds); in memory that costs nothing.
_MEMORY = Path("/dev", "shm")
_ROOM = 2 * 2**30


class PostgresServer(Server):
    """Starts as another user when the tests run as root, which PostgreSQL refuses."""

    def __init__(self, *, durable: bool = False, watched: int | None = None) -> None:
        super().__init__(watched=watched, within=None if durable else _in_memory())
        self._settings = _SETTINGS | ({} if durable else _NOT_DURABLE)
        self.user = _other_user() if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self._programs = self._reachable(_found())
        self.run("initdb", "-D", "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", *_locale())

    def command(self) -> list[str]:
        settings = {**self._settings, "port": str(self.port), "unix_socket_directories": str(self.folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self._programs / "postgres"), "-D", str(self.folder / "data"), *options]

    def answers(self) -> bool:
        try:
            psycopg.connect(_plain(self.url())).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases, in SQLAlchemy's form."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def crash(self) -> None:
        """Stop at once, as in a power cut of the process: no checkpoint, recovery at the next start."""
        self.end(signal.SIGQUIT)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs in the server's folder."""
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self.folder,
            user=self.user,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")

    def _reachable(self, programs: Path) -> Path:
        """The programs, copied when the other user may not enter the folders they lie in (a checkout in /root)."""
        if not self.user:
            return programs
        try:
            subprocess.run([programs / "postgres", "--version"], user=self.user, capture_output=True, check=True)
        except (PermissionError, subprocess.CalledProcessError):
            installed = programs.parent.parent if (programs.parent.parent / "__init__.py").exists() else programs.parent
            libraries = installed.parent / f"{installed.name}.libs"
            copy = self.folder / installed.name
            shutil.copytree(installed, copy)
            if libraries.exists():
                shutil.copytree(libraries, self.folder / libraries.name)
            return copy / programs.relative_to(installed)
        return programs


def create_database(server: str, template: str | None = None) -> str:
    """Make an empty database, or a copy of the one at `template` on the server at `server`. Returns its address."""
    name = f"loomwork_test_{secrets.token_hex(8)}"
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(make_url(template).database or ""))
    _administrate(server, statement)
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str, server: str) -> None:
    """Remove the database at `url`, closing what is still connected to it."""
    name = sql.Identifier(make_url(url).database or "")
    _administrate(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def given_server() -> str | None:
    """The server named by LOOMWORK_TEST_DATABASE_URL, in SQLAlchemy's form."""
    given = os.environ.get("LOOMWORK_TEST_DATABASE_URL")
    if not given:
        return None
    return make_url(given).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _administrate(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(statement)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _in_memory() -> Path | None:
    has_room = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if has_room else None


def _found() -> Path:
    found = find_postgres()
    if found is None:
        raise RuntimeError(MISSING["postgres"])
    return found


def _other_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _locale() -> list[str]:
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return ["--locale=C.UTF-8"] if {"C.UTF-8", "C.utf8"} & set(known) else ["--no-locale"]
