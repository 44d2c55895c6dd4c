"""The field of a crash run: databases and servers of its own, and a crew of processes that are killed and come back."""

import math
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from loomwork.runtime.people import create_account, create_token
from loomwork.runtime.storage import Installation, Settings, SystemClock, Workspace
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

from . import app
from .outside import outside
from .place import Place
from .reference.graphs import Drawing
from .serving import serve, spawn, work
from .stage import Stage, set_up

LEASE_S = 1.0
_CALM_S = 1.0
_POLL_S = 0.05
_MOST_IN_A_STORM = 8
_ENVIRONMENT = {"LOOMWORK_LEASE_S": str(LEASE_S), "LOOMWORK_SWEEP_S": "0.5"}


@dataclass
class Member:
    """One process of the crew, which is started again whenever it was killed."""

    target: Callable[..., Any]
    settings: Settings
    arguments: tuple[Any, ...] = ()
    process: BaseProcess | None = field(default=None, repr=False)

    def start(self) -> None:
        self.process = spawn(self.target, self.settings, _ENVIRONMENT, *self.arguments)

    def ready(self) -> bool:
        """Whether a server takes connections; a worker is ready at once."""
        if not self.arguments:
            return True
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.arguments[0])) == 0

    def revive(self) -> bool:
        """Start a process that ended by itself, as a supervisor does. True where there was need to."""
        if self.process is None or self.process.is_alive():
            return False
        self.start()
        return True

    def send(self, what: signal.Signals) -> None:
        if self.process is not None and self.process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, what)

    def end(self) -> None:
        self.send(signal.SIGKILL)
        if self.process is not None:
            self.process.join()


class Field:
    """Two servers that run their own jobs on SQLite; two servers, Redis and two workers on PostgreSQL."""

    def __init__(self, kind: str, folder: Path, flows: list[Drawing]) -> None:
        self.kind = kind
        self.database = PostgresServer(durable=True) if kind == "postgresql" else None
        self.redis = RedisServer() if kind == "postgresql" else None
        for server in (self.database, self.redis):
            if server is not None:
                server.start()
        self.settings = Settings(
            data_dir=folder,
            database_url=self.database.url() if self.database else "",
            redis_url=self.redis.url() if self.redis else "",
        )
        self._other_side = outside()
        self.outside = self._other_side.__enter__()
        self.ports = [_free_port(), _free_port()]
        # What made the crash run itself fail, such as a server that does not come back: everybody who waits raises it.
        self.trouble: Exception | None = None
        self.tokens: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self._prepare(flows)
        self.crew = [Member(serve, self.settings, (port,)) for port in self.ports]
        if self.redis is not None:
            self.crew += [Member(work, self.settings), Member(work, self.settings)]

    def start(self) -> None:
        for member in self.crew:
            member.start()

    def close(self) -> None:
        for member in self.crew:
            member.end()
        for server in (self.database, self.redis):
            if server is not None:
                server.close()
        self._other_side.__exit__(None, None, None)

    def _prepare(self, flows: list[Drawing]) -> None:
        installation = Installation.open(self.settings)
        workspace = installation.create_workspace("Field", "sandbox")
        set_up(workspace, flows, self.outside)
        self.people = Stage(workspace).ids
        for code, person in self.people.items():
            self.tokens[code] = _sign_up(installation, workspace, code, person)
        self.place = _place(self.settings, workspace)
        installation.close()


@dataclass
class Toll:
    """What a crash run has cost so far."""

    kills: int = 0
    stalls: int = 0
    database_crashes: int = 0
    redis_losses: int = 0
    # Processes that ended by themselves: one that starts just when the database is away.
    exits: int = 0


@dataclass(frozen=True)
class Goal:
    """What a run has to take, and after how many seconds it ends all the same."""

    steps: int
    kills: int
    database_crashes: int = 0
    redis_losses: int = 0
    seconds: float = math.inf

    def reached(self, steps: int, toll: Toll) -> bool:
        return (
            steps >= self.steps
            and toll.kills >= self.kills
            and toll.database_crashes >= self.database_crashes
            and toll.redis_losses >= self.redis_losses
        )

    def ahead(self, steps: int, toll: Toll) -> bool:
        """Whether the kills are more than their share of the way to the goal."""
        return toll.kills * self.steps > steps * self.kills

    def owes(self, what: str, toll: Toll) -> bool:
        """Whether crashes of the database, or losses of Redis, are behind the kills on the way to the goal."""
        return bool(getattr(toll, what) * self.kills < toll.kills * getattr(self, what))


class Chaos:
    """A thread that makes things go wrong until it is stopped; then everything is up again.

    While more of it is done than its share of the run so far it rests, so that a long run is work under fire and not a
    war in which nothing gets done. `steps()` tells how far the work is.
    """

    def __init__(self, battlefield: Field, seed: int, goal: Goal, steps: Callable[[], int]) -> None:
        self.toll = Toll()
        self._field = battlefield
        self._goal = goal
        self._steps = steps
        self._dice = random.Random(seed)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chaos", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()
        self._revived()

    def _run(self) -> None:
        try:
            self._rage()
        except Exception as error:
            self._field.trouble = error

    def _rage(self) -> None:
        """Storms and calms in turn: in one long storm nobody lives long enough to have anything in his hands."""
        while not self._over.wait(_CALM_S) and self._all_ready():
            if self._goal.ahead(self._steps(), self.toll):
                continue
            for _ in range(self._dice.randint(1, _MOST_IN_A_STORM)):
                if self._over.wait(self._dice.uniform(0.02, 0.25)):
                    return
                self._choose()()

    def _all_ready(self) -> bool:
        """Wait until everybody is back at work, and for one calm from then on. False when the run is over."""
        while self._revived() or not all(member.ready() for member in self._field.crew):
            if self._over.wait(_POLL_S):
                return False
        return not self._over.wait(_CALM_S)

    def _revived(self) -> int:
        """How many had ended by themselves and are started again."""
        found = sum(member.revive() for member in self._field.crew)
        self.toll.exits += found
        return found

    def _choose(self) -> Callable[[], None]:
        chance = self._dice.random()
        if chance < 0.03:
            return self._stall
        if self._field.database is not None and (chance < 0.05 or self._goal.owes("database_crashes", self.toll)):
            return self._crash_database
        if self._field.redis is not None and (chance < 0.07 or self._goal.owes("redis_losses", self.toll)):
            return self._lose_redis
        return self._kill

    def _kill(self) -> None:
        """Only who is at work is worth killing: one that is still starting has nothing in its hands."""
        member = self._dice.choice([member for member in self._field.crew if member.ready()] or self._field.crew)
        member.end()
        member.start()
        self.toll.kills += 1

    def _stall(self) -> None:
        """A process that stands still beyond its leases and goes on as if nothing had happened."""
        member = self._dice.choice(self._field.crew)
        member.send(signal.SIGSTOP)
        time.sleep(LEASE_S * self._dice.uniform(1.2, 2))
        member.send(signal.SIGCONT)
        self.toll.stalls += 1

    def _crash_database(self) -> None:
        assert self._field.database is not None
        self._field.database.crash()
        self._field.database.start()
        self.toll.database_crashes += 1

    def _lose_redis(self) -> None:
        assert self._field.redis is not None
        self._field.redis.kill()
        self._field.redis.start()
        self.toll.redis_losses += 1


def _sign_up(installation: Installation, workspace: Workspace, code: str, person: str) -> str:
    clock = SystemClock()
    account = create_account(
        installation.directory,
        clock,
        login=code,
        password=f"{code}-has-a-long-password",
        workspace_id=workspace.id,
        person_id=person,
    )
    return create_token(installation.directory, clock, account, "crash run")[0]


def _place(settings: Settings, workspace: Workspace) -> Place:
    if settings.database_url:
        return Place(url=settings.database_url, schema=f"workspace_{workspace.id}")
    return Place(file=workspace.data_dir / "workspace.sqlite")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def app_tables() -> Sequence[str]:
    """The tables of the app's forms, for the judge."""
    return [f"{app.KEY}__{app.FORM}"]
