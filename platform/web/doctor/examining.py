"""All checks, in the order in which one mends: what is below keeps what is above from working."""

from collections.abc import Iterator

import sqlalchemy as sa

from ...runtime.errors import PlatformError
from ...runtime.storage import Installation, Settings
from ..settings import WebSettings
from . import databases, surroundings
from .finding import Finding, bad

_SURROUNDINGS = (
    surroundings.data_folder,
    surroundings.disk,
    surroundings.front,
    surroundings.packages,
    surroundings.keys,
    surroundings.safety,
)


def examine(settings: Settings, web: WebSettings) -> Iterator[Finding]:
    """Everything that can be said; nothing is changed. Never raises."""
    for check in _SURROUNDINGS:
        yield from check(settings, web)
    yield from databases.redis(settings)
    reached = list(databases.database(settings))
    yield from reached
    if any(one.check == "database" and one.level != "good" for one in reached):
        return
    try:
        yield from _inside(settings)
    except (sa.exc.SQLAlchemyError, OSError, PlatformError) as error:
        yield bad(
            "database",
            ("数据库读不出来：{error}", "the database cannot be read: {error}"),
            ("看服务器的日志；文件损坏时用备份恢复", "see the server's log; restore a copy where files are damaged"),
            error=type(error).__name__,
        )


def _inside(settings: Settings) -> Iterator[Finding]:
    # What is not up to date is not opened: that would bring it up, and looking must change nothing.
    with databases.standing(settings, "directory") as connection:
        old = list(databases.migrated(connection, "directory"))
    yield from old
    if old:
        return
    installation = Installation.open(settings)
    try:
        yield from databases.directory(installation)
        for id in installation.workspace_ids():
            with databases.standing(settings, f"workspace_{id}") as connection:
                old = list(databases.migrated(connection, "workspace", id))
            yield from old
            if not old:
                yield from databases.workspace(installation.workspace(id), settings)
    finally:
        installation.close()
