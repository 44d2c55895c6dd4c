"""A company that has one package, and its people: time goes from one due moment to the next."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.builder.packages import read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing
from loomwork.builder.packages.installing import install as install_package
from loomwork.runtime import jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import form_plan
from loomwork.runtime.jobs.claims import next_due
from loomwork.runtime.people import person_actor
from loomwork.runtime.people.tables import person as people
from loomwork.runtime.storage import FakeClock, Installation, Settings, Workspace

_TEMPLATES = Path(__file__).parents[2] / "app_templates"


@contextmanager
def company(app: str, begin: datetime, folder: Path, database_url: str = "") -> Iterator["Company"]:
    """The package with its sample data, without its scenarios."""
    parts.load()
    clock = FakeClock(begin)
    installation = Installation.open(Settings(data_dir=folder, database_url=database_url))
    workspace = installation.create_workspace("walk", clock=clock)
    package = read_folder(_TEMPLATES / app)
    consents = [one.id for one in asked_consents(package)]
    install_package(Context(workspace, SYSTEM), replace(package, scenarios=()), Installing(consents=consents))
    yield Company(app, workspace, clock)
    installation.close()


@dataclass(slots=True)
class Company:
    """`watch` is called whenever something may have happened."""

    app: str
    workspace: Workspace
    clock: FakeClock
    watch: Callable[[], None] = lambda: None
    _plans: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _count: int = 0

    def person(self, id: str) -> Context:
        """The context of somebody who acts."""
        return Context(self.workspace, SYSTEM, provenance="typed").acting_as(person_actor(self.workspace, id))

    def codes(self) -> dict[str, str]:
        """Id of each person by code."""
        return {one.code: one.id for one in self.rows(sa.select(people.c.id, people.c.code))}

    def rows(self, statement: sa.Select[Any]) -> list[Any]:
        with self.workspace.database.read() as connection:
            return list(connection.execute(statement))

    def table(self, form: str) -> sa.Table:
        return form_plan(plan_cache(self.workspace).latest(), self.app, form).table

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Do it when the clock has come there."""
        self._count += 1
        heapq.heappush(self._plans, (moment, self._count, act))

    def until(self, end: datetime) -> None:
        """Let time pass, stopping wherever a job is due or somebody has planned something."""
        while True:
            jobs.run_due(self.workspace)
            self.watch()
            with self.workspace.database.read() as connection:
                due = next_due(connection).run_at
            moments = [one for one in (due, self._plans[0][0] if self._plans else None) if one is not None]
            if not moments or min(moments) > end:
                break
            self.clock.set(max(min(moments), self.clock.now()))
            while self._plans and self._plans[0][0] <= self.clock.now():
                heapq.heappop(self._plans)[2]()
        self.clock.set(max(end, self.clock.now()))
