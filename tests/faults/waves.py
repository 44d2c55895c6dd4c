"""Waves of instances played over HTTP while processes die, and what the clients know to be true afterwards.

All instances of a wave share the sandbox's clock, so they wait for each other before an hour passes. What is looked
up on the way (which task to act on, whether all is at rest) is read from the database, past the servers.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import psycopg

from . import app
from .case import Verdict, moment, parsed
from .client import Client
from .effects import UNITS
from .field import Field, app_tables
from .judge import OPEN_TASKS, judge
from .outside import seen
from .place import Row
from .reference.graphs import ANSWERS, Drawing
from .reference.paths import TICK, Path, Step, path
from .stage import WAIT

T = TypeVar("T")
_POLL_S = 0.02
_STATES = {"waiting": "running", "completed": "done"}
_CLIENTS = 6
_SUMMED_UP = ("instance", "instance_event", "task", "message", "message_question", "record_hold", "ledger_account")


@dataclass
class Play:
    """One instance: its path, how far it is, and what its clients were told."""

    name: str
    way: Path
    record: str = ""
    position: int = 0
    acknowledged: list[tuple[str, str]] = field(default_factory=list)  # (task id, what it must have become)
    answered: list[tuple[str, str]] = field(default_factory=list)  # (message id, what was answered)

    @property
    def next(self) -> Step | None:
        return self.way.steps[self.position] if self.position < len(self.way.steps) else None


class Waves:
    """Plays waves and collects what must be true in the end."""

    def __init__(self, battlefield: Field, flows: list[Drawing], seed: int) -> None:
        self._field = battlefield
        self._flows = flows
        self._dice = random.Random(seed)
        self._place = battlefield.place
        self.plays: list[Play] = []
        self.lost: list[str] = []
        self._clients = {
            code: Client(battlefield.ports, token, random.Random(f"{seed}{code}"))
            for code, token in battlefield.tokens.items()
        }

    def wave(self, size: int) -> None:
        """Play so many instances to their ends."""
        plays = [self._draw(len(self.plays) + number) for number in range(size)]
        self.plays += plays
        with ThreadPoolExecutor(_CLIENTS) as pool:
            list(pool.map(self._create, plays))
            while True:
                list(pool.map(self._act, plays))
                self.settle()
                if all(play.next is None for play in plays):
                    return
                self._tick()
                for play in plays:
                    play.position += play.next is not None

    def settle(self) -> None:
        """Wait until nothing is due and nobody works."""
        while True:
            # Jobs that are over stay for a while; reading them each time would make a long run quadratic.
            jobs = self._again(lambda: self._place.select("job", "state", "leased", "waiting"))
            now = _now(self._look("workspace_state"))
            if not any(job["state"] == "leased" or _is_due(job, now) for job in jobs):
                return
            time.sleep(_POLL_S)

    def verdict(self) -> Verdict:
        """The judge's word, what clients were promised, and what the reference says, at rest."""
        self.settle()
        now = _now(self._look("workspace_state"))
        keys = [key for _, key in seen(self._field.outside)]
        found: Verdict = self._again(lambda: judge(self._place, app_tables(), at_rest=True, now=now, keys=keys))
        found.violations += self.lost
        tables = self._look(*_SUMMED_UP, *app_tables())
        self._promises_hold(found, tables)
        self._ends_agree(found, tables)
        return found

    def steps(self) -> int:
        """How many nodes were left so far."""
        found: int = self._again(lambda: self._place.count("instance_event", "kind", "left"))
        return found

    def _draw(self, number: int) -> Play:
        """A path that comes to its end; one that does not would hear the hours of later waves."""
        while True:
            way = path(self._dice.choice(self._flows), self._dice.randrange(1_000_000))
            if way.end["state"] == "done":
                return Play(f"play-{number}", way)

    def _create(self, play: Play) -> None:
        values = play.way.record | {"handler": self._field.people[play.way.record["handler"]], "note": play.name}
        path_ = f"/apps/{app.KEY}/forms/{app.FORM}/records"
        answer = self._clients["ops"].ask("POST", path_, {"values": values}, Idempotency_Key=play.name)
        if answer.status == 201:
            play.record = answer.body["id"]
        else:
            self._lose(play, f"creating was answered {answer.status}: {answer.body}")

    def _act(self, play: Play) -> None:
        while (step := play.next) is not None and step.act != "tick":
            if step.act in ANSWERS:
                self._answer(play, step)
            else:
                self._do(play, step)
            play.position += play.next is not None

    def _do(self, play: Play, step: Step) -> None:
        """Find the task and act on it; somebody's reminder may raise its revision in between."""
        perhaps_done, id = False, ""
        while True:
            task = self._find(play, step, id)
            if task is None:
                self._lose(play, f"nothing to act on for {step}")
                return
            if task["state"] not in OPEN_TASKS:
                if not perhaps_done:
                    self._lose(play, f"{step} was done by somebody else")
                break
            # A later run of the same workflow asks the same person at the same visit: that one is not meant.
            id = task["id"]
            verb, body = _request(step)
            client = self._clients[step.person]
            answer = client.ask("POST", f"/tasks/{task['id']}/{verb}", body, If_Match=f'"{task["revision"]}"')
            perhaps_done = perhaps_done or answer.repeated
            if answer.status < 300:
                break
            if answer.status != 409:
                self._lose(play, f"{step} was answered {answer.status}: {answer.body}")
                return
        play.acknowledged.append((task["id"], "declined" if step.act == "decline" else "done"))

    def _answer(self, play: Play, step: Step) -> None:
        """Answer the question of the step, which is there at the latest when nothing is on its way any more."""
        asking = self._asking(play.record, step)
        if not asking:
            self.settle()
            asking = self._asking(play.record, step)
        if not asking:
            self._lose(play, f"nobody asks for {step}")
            return
        message = asking[0]["message_id"]
        answer = self._clients[step.person].ask("POST", f"/messages/{message}/answer", {"answer": step.act})
        if answer.status < 300:
            play.answered.append((message, step.act))
            self._await_left(asking[0]["asked"])
        else:
            self._lose(play, f"{step} was answered {answer.status}: {answer.body}")

    def _await_left(self, asked: str) -> None:
        """An answer moves its step by a job of its own. What the path does next may close the branch it stands in, and
        the reference has the answer count first; so it waits until it did."""
        run, node, visit = asked.split("/")
        while True:
            events = self._again(lambda: self._place.select("instance_event", "instance_id", run))
            if any((one["kind"], one["node"], one["visit"]) == ("left", node, int(visit)) for one in events):
                return
            time.sleep(_POLL_S)

    def _asking(self, record: str, step: Step) -> list[Row]:
        """What asks the step's question and is still open."""
        runs = self._again(lambda: self._place.select("instance", "record_id", record))
        visits = [f"{run['id']}/{step.node}/{step.visit}" for run in runs]
        rows = self._again(lambda: self._place.select("message_question", "asked", *visits)) if visits else []
        return [row for row in rows if row["answer"] is None and row["closed_at"] is None]

    def _find(self, play: Play, step: Step, id: str) -> Row | None:
        """The step's task, waiting for it as long as there is still something on its way; or the one of this id."""
        rested = False
        wanted = (step.node, step.visit, self._field.people[step.person])
        while True:
            found = [task for task in self._tasks(play.record) if _who(task) == wanted and id in ("", task["id"])]
            # What the same workflow asked when it was called before is over.
            open_ = [task for task in found if task["state"] in OPEN_TASKS]
            if open_ or id or rested:
                return max(open_ or found, key=lambda task: str(task["id"]), default=None)
            self.settle()
            rested = True

    def _tasks(self, record: str) -> list[Row]:
        return self._again(lambda: self._place.select("task", "record_id", record))

    def _tick(self) -> None:
        """An hour passes. The database is told itself: a request held by a stopped server might come true later."""
        offset_s = _offset_s(self._look("workspace_state")) + int(TICK.total_seconds())
        self._again(lambda: self._place.set_clock(offset_s))
        self.settle()

    def _lose(self, play: Play, sentence: str) -> None:
        self.lost.append(f"{play.name}: {sentence}")
        play.position = len(play.way.steps)

    def _promises_hold(self, verdict: Verdict, tables: dict[str, list[Row]]) -> None:
        things = tables[app_tables()[0]]
        notes = Counter(row["note"] for row in things)
        ids = {row["id"] for row in things}
        tasks = {task["id"]: task for task in tables["task"]}
        answers = {row["message_id"]: row["answer"] for row in tables["message_question"]}
        for play in self.plays:
            verdict.expect(notes[play.name] == 1, f"{play.name} made {notes[play.name]} records")
            verdict.expect(not play.record or play.record in ids, f"{play.name}: its record is gone")
            for task_id, _ in play.acknowledged:
                verdict.expect(tasks[task_id]["state"] == "done", f"{play.name}: task {task_id} is not done")
            for id, given in play.answered:
                verdict.expect(answers[id] == given, f"{play.name}: {id} is answered {answers[id]}, not {given}")
        for note in notes.keys() - {play.name for play in self.plays}:
            verdict.expect(False, f"a record {note} that nobody sent")
        started = Counter(one["record_id"] for one in tables["instance"] if not one["caller"])
        for record, count in started.items():
            verdict.expect(count == 1, f"record {record} started {count} instances")

    def _ends_agree(self, verdict: Verdict, tables: dict[str, list[Row]]) -> None:
        codes = {person: code for code, person in self._field.people.items()}
        seen = _summaries(tables, codes)
        for play in self.plays:
            if play.record:
                wanted = play.way.end
                verdict.expect(seen.get(play.record) == wanted, f"{play.name}: {seen.get(play.record)} is not {wanted}")

    def _again(self, look: Callable[[], T]) -> T:
        """Look at a database that may just be down."""
        while self._field.trouble is None:
            try:
                return look()
            except psycopg.OperationalError:
                time.sleep(_POLL_S)
        raise self._field.trouble

    def _look(self, *names: str) -> dict[str, list[Row]]:
        return self._again(lambda: self._place.tables(names))


def _summaries(tables: dict[str, list[Row]], codes: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What reference/paths.py sums up, by record."""
    found: dict[str, dict[str, Any]] = {}
    callers = {instance["id"]: instance["caller"] for instance in tables["instance"]}
    records: dict[str, str] = {}
    for instance in tables["instance"]:
        if not instance["caller"]:
            records[instance["id"]] = instance["record_id"]
            state = _STATES.get(instance["state"], instance["state"])
            nothing = {"left": [], "open": [], "limits": [], "messages": Counter(), "held": set(), "points": 0}
            found[instance["record_id"]] = {"state": state, **nothing}
    for event in tables["instance_event"]:
        _sum_up(found[records[_first(callers, event["instance_id"])]], event)
    for task in tables["task"]:
        if task["state"] in OPEN_TASKS:
            found[task["record_id"]]["open"].append((task["node"], task["visit"], codes[task["assignee"]]))
    for message in tables["message"]:
        found[parsed(message["link"])["record"]]["messages"][message["key"], codes[message["person_id"]]] += 1
    for hold in tables["record_hold"]:
        found[hold["record_id"]]["held"].update([] if hold["released_at"] else [hold["node"]])
    for account in tables["ledger_account"]:
        found[account["account"]]["points"] = account["balance"] // UNITS
    for mine in found.values():
        mine["messages"] = sorted(mine["messages"].items())
        mine |= {part: sorted(mine[part]) for part in ("left", "limits", "open", "held")}
    return found


def _sum_up(mine: dict[str, Any], event: Row) -> None:
    data = parsed(event["data"])
    if event["kind"] == "left":
        mine["left"].append((event["node"], event["visit"], data["outcome"]))
    elif event["kind"] == "limit" and data["key"] != WAIT:
        mine["limits"].append((event["node"], event["visit"], data["key"]))


def _first(callers: dict[str, str | None], instance: str) -> str:
    """The instance from which all began."""
    while caller := callers[instance]:
        instance = caller
    return instance


def _who(task: Row) -> tuple[str, int, str]:
    return task["node"], task["visit"], task["assignee"]


def _request(step: Step) -> tuple[str, dict[str, Any]]:
    if step.act == "complete":
        return "complete", {"values": {}}
    if step.act == "decline":
        return "decline", {"reason": app.DECLINE_REASON}
    return "decide", {"decision": step.act}


def _offset_s(tables: dict[str, list[Row]]) -> int:
    return int(tables["workspace_state"][0]["clock_offset_s"])


def _now(tables: dict[str, list[Row]]) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=_offset_s(tables))


def _is_due(job: Row, now: datetime) -> bool:
    return job["state"] == "waiting" and moment(job["run_at"]) <= now
