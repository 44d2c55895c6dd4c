"""A part of a unit that can be undone by itself.

SQLAlchemy compiles its own savepoints anew each time, which took a third of a small transition. These go to the driver
as they are; SQLAlchemy's may stand inside them, and they inside its own.
"""

import sqlite3
from typing import Any

from .kept import raised_as_by_sqlalchemy
from .left import Left
from .transaction import Transaction

_BEGIN = "SAVEPOINT part"
_RELEASE = "RELEASE SAVEPOINT part"
_ROLLBACK = "ROLLBACK TO SAVEPOINT part"


class Savepoint:
    """Begun at the latest when it is entered; as a block it is undone when that raises.

    On PostgreSQL nobody waits for its bounds (`pipelined.py`). Those of one name stand within one another, so each is
    ended before the one around it, and what may fail is sent before a bound that would change which one it belongs to.
    """

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._begun = False
        self._left: Left | None = None

    def __enter__(self) -> None:
        self.begin()

    def __exit__(self, kind: type[BaseException] | None, *_: Any) -> None:
        if kind is not None:
            self.rollback()
            return
        try:
            self.release()
        except BaseException:
            self.rollback()
            raise

    def begin(self) -> None:
        """From here on. A second time it does nothing. Raises sa.exc.DBAPIError, as the others."""
        if self._begun:
            return
        driver = self._tx.driver
        if isinstance(driver, sqlite3.Connection):
            driver.execute(_BEGIN)
        else:
            if driver.left_writes:
                self._tx.settle()
            self._left = Left(_BEGIN, None)
            driver.left.append(self._left)
        self._begun = True

    def release(self) -> None:
        """What was done since belongs to the unit. Whoever is told that it cannot must roll it back."""
        if not self._begun:
            return
        driver = self._tx.driver
        if isinstance(driver, sqlite3.Connection):
            driver.execute(_RELEASE)
        elif driver.left_writes:
            with raised_as_by_sqlalchemy(self._tx.dialect, _RELEASE):
                driver.run(_RELEASE)
        else:
            driver.left.append(Left(_RELEASE, None))

    def rollback(self) -> None:
        """What was done since is undone; of a connection that is lost nothing is left to undo."""
        if not self._begun or self._tx.connection.invalidated:
            return
        driver = self._tx.driver
        with raised_as_by_sqlalchemy(self._tx.dialect, _ROLLBACK):
            if isinstance(driver, sqlite3.Connection):
                driver.execute(_ROLLBACK)
                driver.execute(_RELEASE)
                return
            place = next((place for place, one in enumerate(driver.left) if one is self._left), None)
            if place is not None:
                del driver.left[place:]  # it never left, nor did what came after it
                return
            driver.left = [one for one in driver.left if one.given is None]
            driver.left.append(Left(_ROLLBACK, None))
            driver.run(_RELEASE)
