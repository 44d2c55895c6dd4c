"""The pace of background work: it makes room while people write, and goes on at full speed when it is alone."""

import time

from ..storage import Database
from ..storage.clock import stopwatch_s
from .settings import JobSettings


class Pace:
    """Measures one stretch of work after another."""

    def __init__(self, database: Database, settings: JobSettings) -> None:
        self._database = database
        self._settings = settings
        self._begin()

    def rest_s(self, own_units: int) -> float:
        """How long to rest after the stretch of work that ends now, in which `own_units` writing units were its own."""
        others = self._database.units_begun - self._units - own_units
        worked_s = stopwatch_s() - self._began_s
        self._begin()
        return worked_s * self._settings.courtesy if others > 0 else 0.0

    def rest(self) -> None:
        """Rest between two transactions."""
        if (rest_s := self.rest_s(1)) > 0:
            time.sleep(rest_s)
            self._begin()

    def _begin(self) -> None:
        self._units = self._database.units_begun
        self._began_s = stopwatch_s()
