"""A part of a unit that can be undone by itself.

SQLAlchemy compiles its own savepoints anew each time, which took a third of a small transition. These go to the driver
as they are; SQLAlchemy's may stand inside them, and they inside its own.
"""

from typing import Any

from .kept import raised_as_by_sqlalchemy
from .transaction import Transaction


class Savepoint:
    """Begun at the latest when it is entered; as a block it is undone when that raises."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._begun = False

    def __enter__(self) -> None:
        self.begin()

    def __exit__(self, kind: type[BaseException] | None, *_: Any) -> None:
        if kind is None:
            self.release()
        else:
            self.rollback()

    def begin(self) -> None:
        """From here on. A second time it does nothing. Raises sa.exc.DBAPIError, as the others."""
        if not self._begun:
            self._run("SAVEPOINT part")
            self._begun = True

    def release(self) -> None:
        """What was done since belongs to the unit."""
        if self._begun:
            self._run("RELEASE SAVEPOINT part")

    def rollback(self) -> None:
        """What was done since is undone; of a connection that is lost nothing is left to undo."""
        if self._begun and not self._tx.connection.invalidated:
            # Those of one name stand within one another, and each is ended before the one around it.
            self._run("ROLLBACK TO SAVEPOINT part")
            self._run("RELEASE SAVEPOINT part")

    def _run(self, statement: str) -> None:
        with raised_as_by_sqlalchemy(self._tx.dialect, statement):
            self._tx.driver.execute(statement)
