"""The judge: reads the databases with plain SQL and says which promise is broken. Shares no code with the engine.

It may be asked at any moment between two transactions; `at_rest` adds what must hold once nothing is left to do.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from . import effects
from .case import Case, Verdict, moment, parsed
from .place import Place, Row
from .reference.outcome import outcome

OPEN_TASKS = ("delivered", "seen", "accepted")

SYSTEM_TABLES = (
    "definition",
    "instance_call",
    "instance",
    "instance_event",
    "task",
    "message_question",
    "approval_round",
    "approval_slot",
    "ledger_entry",
    "ledger_account",
    "record_hold",
    "job",
    "change",
    "change_entry",
)


def judge(
    place: Place,
    record_tables: Iterable[str],
    *,
    at_rest: bool = False,
    now: datetime | None = None,
    keys: Iterable[str] | None = None,
) -> Verdict:
    """Check every promise that can be read from a workspace's database. `now` is the workspace's time, for timers;
    `keys` are those that the other system was sent, each as often as it was sent."""
    names = list(record_tables)
    rows = place.tables([*SYSTEM_TABLES, *names])
    case = Case({name: rows[name] for name in SYSTEM_TABLES}, {name: rows[name] for name in names})
    verdict = Verdict()
    for instance in case.tables["instance"]:
        _events_are_counted(verdict, instance, case.of(instance))
        _replay_gives_the_state(verdict, instance, case.of(instance))
        _visits_happen_once(verdict, instance, case.of(instance))
        _joins_wait_for_enough(verdict, case, instance)
        _limits_fire_once_and_in_time(verdict, instance, case.of(instance))
    _no_stray_events(verdict, case)
    _votes_decide(verdict, case)
    _tasks_fit_tokens(verdict, case)
    _records_agree(verdict, case)
    _changes_are_whole(verdict, case)
    _jobs_are_sane(verdict, case)
    effects.runs_are_called_once(verdict, case)
    effects.answers_decide(verdict, case)
    effects.accounts_add_up(verdict, case)
    effects.steps_act_once(verdict, case)
    if keys is not None:
        effects.calls_were_sent(verdict, case, keys)
    if at_rest:
        _nothing_is_left(verdict, case, now)
    return verdict


def _events_are_counted(verdict: Verdict, instance: Row, events: list[Row]) -> None:
    numbers = [event["number"] for event in events]
    wanted = list(range(1, instance["event_count"] + 1))
    verdict.expect(numbers == wanted, f"instance {instance['id']}: events {numbers} instead of 1..{len(wanted)}")


def _replay_gives_the_state(verdict: Verdict, instance: Row, events: list[Row]) -> None:
    standing, state = _replay(events)
    stored = Counter((token["node"], token["visit"]) for token in parsed(instance["tokens"])["tokens"])
    stays = Counter((stay["node"], stay["visit"]) for stay in parsed(instance["tokens"]).get("stays", ()))
    name = f"instance {instance['id']}"
    verdict.expect(stored == standing, f"{name}: tokens {dict(stored)}, its events say {dict(standing)}")
    over = state in ("completed", "cancelled")
    verdict.expect(stays == (Counter() if over else _open_stays(events)), f"{name}: stays in scopes {dict(stays)}")
    verdict.expect(instance["state"] == state, f"{name}: state {instance['state']}, its events say {state}")
    verdict.expect(max(stored.values(), default=1) == 1, f"{name}: two tokens at one visit")


def _open_stays(events: list[Row]) -> Counter[tuple[str, int]]:
    open_: Counter[tuple[str, int]] = Counter()
    for event in events:
        at = (event["node"], event["visit"])
        if event["kind"] == "moved":
            open_ = Counter(dict(_called(event, open_)))
        elif event["kind"] in ("opened", "closed"):
            open_[at] += 1 if event["kind"] == "opened" else -1
    return +open_


def _replay(events: list[Row]) -> tuple[Counter[tuple[str, int]], str]:
    standing: Counter[tuple[str, int]] = Counter()
    stuck: set[tuple[str, int]] = set()
    state = "waiting"
    for event in events:
        at = (event["node"], event["visit"])
        if event["kind"] == "entered":
            standing[at] += 1
        elif event["kind"] in ("left", "dropped"):
            standing -= Counter([at])
            stuck.discard(at)
        elif event["kind"] == "incident":
            stuck.add(at)
        elif event["kind"] == "retried":
            stuck.discard(at)
        elif event["kind"] == "moved":
            standing = Counter(dict(_called(event, standing)))
            stuck = {at for at, _ in _called(event, dict.fromkeys(stuck))}
        elif event["kind"] in ("completed", "cancelled"):
            state = event["kind"]
            standing.clear()
    return standing, "incident" if stuck and state == "waiting" else state


def _called(event: Row, kept: Any) -> list[tuple[Any, Any]]:
    """What is kept by (step, visit, …), by what steps are called after a move to another revision."""
    keys = event["data"]["keys"]
    return [((keys.get(at[0], at[0]), *at[1:]), value) for at, value in kept.items()]


def _firings(event: Row, kept: Any) -> Any:
    """Likewise what is kept by "step#visit"."""
    keys = event["data"]["keys"]
    parts = ((*name.partition("#"), value) for name, value in kept.items())
    return type(kept)({f"{keys.get(node, node)}#{visit}": value for node, _, visit, value in parts})


def _visits_happen_once(verdict: Verdict, instance: Row, events: list[Row]) -> None:
    for kind in ("entered", "left", "dropped"):
        times = Counter((event["node"], event["visit"]) for event in events if event["kind"] == kind)
        for at, count in times.items():
            verdict.expect(count == 1, f"instance {instance['id']}: {at} {kind} {count} times")
    inside: set[tuple[str, int]] = set()
    last: Counter[str] = Counter()
    for event in events:
        at = (event["node"], event["visit"])
        if event["kind"] == "entered":
            inside.add(at)
            last[event["node"]] += 1
            verdict.expect(last[event["node"]] == event["visit"], f"instance {instance['id']}: visit {at} out of turn")
        elif event["kind"] == "moved":
            inside = {one for one, _ in _called(event, dict.fromkeys(inside))}
            last = Counter({event["data"]["keys"].get(node, node): count for node, count in last.items()})
        elif event["kind"] in ("left", "dropped"):
            verdict.expect(at in inside, f"instance {instance['id']}: left {at} without entering it")
            inside.discard(at)


def _joins_wait_for_enough(verdict: Verdict, case: Case, instance: Row) -> None:
    """A join fires once: when the branches it waits for are there, or all that have not ended before."""
    arrived: Counter[str] = Counter()
    over: Counter[str] = Counter()
    branches: dict[str, int] = {}
    fired: Counter[str] = Counter()
    for event in case.of(instance):
        if event["kind"] == "moved":
            arrived, over, branches, fired = (_firings(event, one) for one in (arrived, over, branches, fired))
            continue
        scopes = event["data"].get("scopes") or []
        for node, visit, count in scopes:
            branches[f"{node}#{visit}"] = count
        if event["kind"] == "arrived":
            node, visit, _ = scopes[-1]
            arrived[f"{node}#{visit}"] += 1
            verdict.expect(not fired[f"{node}#{visit}"], f"instance {instance['id']}: a branch came after its join")
        elif event["kind"] == "ended":
            node, visit, _ = scopes[-1]
            over[f"{node}#{visit}"] += 1
        elif event["kind"] == "entered" and event["data"].get("join"):
            name = event["data"]["join"]
            fired[name] += 1
            settings, all_ = case.settings(instance, event["node"], event["number"]), branches.get(name, 0)
            count = settings.get("count") or 0
            if isinstance(count, dict):
                count = event["data"]["parameters"][count["param"]]
            wanted = {"any": 1, "count": min(count, all_)}.get(settings.get("mode", "all"), all_)
            here = arrived[name]
            enough = here > 0 and (here == wanted or (here < wanted and here + over[name] == all_))
            verdict.expect(enough, f"instance {instance['id']}: join of {name} fired after {arrived[name]} branches")
    for name, count in fired.items():
        verdict.expect(count == 1, f"instance {instance['id']}: join of {name} fired {count} times")


def _limits_fire_once_and_in_time(verdict: Verdict, instance: Row, events: list[Row]) -> None:
    due: dict[tuple[str, int, str], datetime] = {}
    inside: set[tuple[str, int]] = set()
    fired: set[tuple[str, int, str, int]] = set()
    for event in events:
        at = (event["node"], event["visit"])
        if event["kind"] in ("entered", "opened"):
            inside.add(at)
        elif event["kind"] in ("left", "dropped", "closed"):
            inside.discard(at)
        elif event["kind"] == "moved":
            inside = {one for one, _ in _called(event, dict.fromkeys(inside))}
            due = dict(_called(event, due))
            fired = {one for one, _ in _called(event, dict.fromkeys(fired))}
        elif event["kind"] in ("waiting", "retimed"):
            due.update({(*at, timer["key"]): moment(timer["due"]) for timer in event["data"].get("timers", [])})
        elif event["kind"] == "limit":
            name = (*at, event["data"]["key"])
            where = f"instance {instance['id']}: limit {name}"
            # One that comes again is counted.
            time = (*name, event["data"].get("number", 1))
            verdict.expect(time not in fired, f"{where} fired twice")
            verdict.expect(at in inside, f"{where} fired for a finished task")
            verdict.expect(name in due and due[name] <= moment(event["at"]), f"{where} fired early")
            fired.add(time)


def _no_stray_events(verdict: Verdict, case: Case) -> None:
    known = {instance["id"] for instance in case.tables["instance"]}
    for id in case.events.keys() - known:
        verdict.expect(False, f"events of an instance {id} that does not exist")


def _votes_decide(verdict: Verdict, case: Case) -> None:
    slots: dict[str, list[Row]] = defaultdict(list)
    for slot in case.tables["approval_slot"]:
        slots[slot["round_id"]].append(slot)
    for opened in case.tables["approval_round"]:
        mine = slots[opened["id"]]
        people = [slot["person_id"] for slot in mine]
        cast = sorted((slot for slot in mine if slot["vote"]), key=lambda slot: slot["vote_number"])
        votes = [slot["vote"] for slot in cast]
        name = f"round {opened['id']}"
        verdict.expect(len(set(people)) == len(people), f"{name}: somebody holds two slots")
        numbers = [slot["vote_number"] for slot in cast]
        verdict.expect(numbers == list(range(1, len(cast) + 1)), f"{name}: votes numbered {numbers}")
        result = outcome(opened["mode"], opened["reject_rule"], len(mine), votes, ratio=opened["ratio"])
        if opened["outcome"] is not None:
            verdict.expect(opened["outcome"] == result, f"{name}: {opened['outcome']} where votes say {result}")
        elif opened["closed_at"] is None:
            verdict.expect(result == "open", f"{name}: open although its votes say {result}")


def _tasks_fit_tokens(verdict: Verdict, case: Case) -> None:
    standing = {
        (instance["id"], token["node"], token["visit"])
        for instance in case.tables["instance"]
        for token in parsed(instance["tokens"])["tokens"]
    }
    for task in case.tables["task"]:
        if task["state"] in OPEN_TASKS:
            at = (task["instance_id"], task["node"], task["visit"])
            verdict.expect(at in standing, f"task {task['id']} is open where no token stands")


def _records_agree(verdict: Verdict, case: Case) -> None:
    records = {row["id"]: row for rows in case.records.values() for row in rows}
    states: dict[str, list[str]] = defaultdict(list)
    about_one = [instance for instance in case.tables["instance"] if instance["record_id"]]
    for instance in sorted(about_one, key=lambda one: str(one["id"])):
        states[instance["record_id"]].append(instance["state"])
    for record_id, found in states.items():
        record = records.get(record_id)
        verdict.expect(record is not None, f"the instance of {record_id} without its record")
        if record is not None:
            # An incident shows first, then what waits; where all have ended, how one of them did.
            shown = [one for one in ("incident", "waiting") if one in found][:1] or found
            agrees = record["flow_state"] in shown
            verdict.expect(agrees, f"record {record_id} says {record['flow_state']}, its instance says {found[-1]}")


def _changes_are_whole(verdict: Verdict, case: Case) -> None:
    headers = {change["id"] for change in case.tables["change"]}
    ordinals: dict[str, list[int]] = defaultdict(list)
    for entry in case.tables["change_entry"]:
        verdict.expect(entry["change_id"] in headers, f"change entry without header {entry['change_id']}")
        verdict.expect(_digest(entry) == entry["digest"], f"change entry {entry['change_id']} does not verify")
        ordinals[entry["change_id"]].append(entry["ordinal"])
    for id, numbers in ordinals.items():
        verdict.expect(sorted(numbers) == list(range(len(numbers))), f"change {id} lacks an entry")


def _jobs_are_sane(verdict: Verdict, case: Case) -> None:
    for job in case.tables["job"]:
        settled = job["state"] in ("done", "cancelled", "incident")
        verdict.expect(
            (job["settled_at"] is not None) == settled, f"job {job['id']} is {job['state']} and half settled"
        )
        verdict.expect((job["lease_until"] is not None) == (job["state"] == "leased"), f"job {job['id']}: stray lease")
        verdict.expect(job["deliveries"] <= job["fence"], f"job {job['id']} was delivered without a fence")


def _nothing_is_left(verdict: Verdict, case: Case, now: datetime | None) -> None:
    """At rest: no due or leased job, no incident, no token without a way on, no timer without its job."""
    timers = Counter(_timers_in_tokens(case))
    waiting = [job for job in case.tables["job"] if job["state"] == "waiting"]
    for job in case.tables["job"]:
        verdict.expect(job["state"] != "leased", f"job {job['id']} is still leased")
        verdict.expect(
            job["state"] != "incident", f"job {job['id']} ({job['kind']}) is an incident: {job['last_error']}"
        )
    if now is not None:
        for job in waiting:
            verdict.expect(moment(job["run_at"]) > now, f"job {job['id']} is due and waits")
    jobs = Counter(moment(job["run_at"]) for job in waiting if _of_instance(job))
    verdict.expect(jobs == timers, f"timers of tokens {dict(timers)} are not those of jobs {dict(jobs)}")
    asked = {
        (task["instance_id"], task["node"], task["visit"])
        for task in case.tables["task"]
        if task["state"] in OPEN_TASKS
    }
    asked |= {
        (run["instance_id"], run["node"], run["visit"])
        for run in case.tables["instance_call"]
        if run["state"] == "running"
    }
    asking = {
        question["asked"]
        for question in case.tables["message_question"]
        if question["answer"] is None and question["closed_at"] is None
    }
    # One of many that failed is counted so, and its caller went on.
    counted = {call["called_id"] for call in case.tables["instance_call"] if call["state"] == "failed"}
    for instance in case.tables["instance"]:
        if instance["id"] in counted:
            continue
        tokens = parsed(instance["tokens"])["tokens"]
        verdict.expect(instance["state"] != "incident", f"instance {instance['id']} is an incident")
        verdict.expect(instance["state"] != "waiting" or bool(tokens), f"instance {instance['id']} waits for nothing")
        for token in tokens:
            at = (instance["id"], token["node"], token["visit"])
            waits = at in asked or "/".join(map(str, at)) in asking or bool(token["timers"])
            verdict.expect(waits, f"token {at} has neither task, question nor timer")


def _timers_in_tokens(case: Case) -> Iterable[datetime]:
    for instance in case.tables["instance"]:
        stored = parsed(instance["tokens"])
        for token in (*stored["tokens"], *stored.get("stays", ())):
            for timer in token["timers"]:
                yield moment(timer["due"])


def _of_instance(job: Row) -> bool:
    return str(job["kind"]).startswith("workflow.")


def _digest(entry: Row) -> str:
    """The digest of an entry as the format says: salted digests of the leaves, over the identity and the paths."""
    identity = (entry["change_id"], str(entry["ordinal"]), entry["object_kind"], entry["object_key"])
    whole = hashlib.sha256("\x00".join((*identity, entry["object_id"], entry["action"])).encode())
    patch, salts = parsed(entry["patch"]), parsed(entry["salts"])
    for index, operation in enumerate(patch):
        whole.update(_dump([index, operation["op"], operation.get("path", [])]))
    for index, operation in enumerate(patch):
        for side in ("before", "after"):
            if side not in operation:
                continue
            value = operation[side]
            parts = [(f".{key}", value[key]) for key in sorted(value)] if isinstance(value, dict) else [("", value)]
            for suffix, part in parts:
                name = f"{index}.{side}{suffix}"
                leaf = hashlib.sha256(salts[name].encode() + _dump(part))
                whole.update(name.encode() + leaf.digest())
    return whole.hexdigest()


def _dump(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
