"""What steps do beyond their own run, as the judge sees it: other workflows, other systems, ledgers and holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from .case import Case, Verdict, parsed

# In how many parts a ledger counts one.
UNITS = 10_000


def runs_are_called_once(verdict: Verdict, case: Case) -> None:
    """What was called began once, and ended as its caller was told."""
    instances = {instance["id"]: instance for instance in case.tables["instance"]}
    times = Counter(call["called_id"] for call in case.tables["instance_call"] if call["called_id"])
    for instance in instances.values():
        count = times[instance["id"]]
        verdict.expect(count == (1 if instance["caller"] else 0), f"instance {instance['id']} was called {count} times")
    ends = {"done": "completed", "failed": "incident"}
    for call in case.tables["instance_call"]:
        name = f"run {call['number']} of {call['instance_id']}, {call['node']}#{call['visit']}"
        called = instances.get(call["called_id"])
        if called is not None:
            verdict.expect(called["caller"] == call["instance_id"], f"{name} has another caller")
        if call["state"] in ("done", "failed"):
            agrees = called is not None and called["state"] == ends[call["state"]]
            verdict.expect(agrees, f"{name} counts as {call['state']} and did not end so")
        if call["state"] == "waiting":
            verdict.expect(called is None, f"{name} waits and has begun")


def answers_decide(verdict: Verdict, case: Case) -> None:
    """A question that is open is asked where a token stands, and a step left by an answer was given that one."""
    standing = {
        f"{instance['id']}/{token['node']}/{token['visit']}"
        for instance in case.tables["instance"]
        for token in parsed(instance["tokens"])["tokens"]
    }
    given: dict[str, set[str]] = defaultdict(set)
    for row in case.tables["message_question"]:
        if row["answer"] is not None:
            given[row["asked"]].add(row["answer"])
        elif row["asked"] is not None and row["closed_at"] is None:
            verdict.expect(row["asked"] in standing, f"question {row['message_id']} is open where no token stands")
    for instance in case.tables["instance"]:
        for event in case.of(instance):
            if event["kind"] != "left" or case.type(instance, event["node"], event["number"]) != "question":
                continue
            at, outcome = f"{instance['id']}/{event['node']}/{event['visit']}", event["data"]["outcome"]
            fits = outcome in given[at] or outcome in case.ways_out_of_limits(instance, event["node"], event["number"])
            verdict.expect(fits, f"{at} was left by {outcome}, which nobody answered")


def accounts_add_up(verdict: Verdict, case: Case) -> None:
    """What accounts hold is what their entries add up to, and never below nothing."""
    sums: Counter[tuple[str, str]] = Counter()
    for entry in case.tables["ledger_entry"]:
        sums[entry["ledger"], entry["account"]] += entry["amount"]
    for account in case.tables["ledger_account"]:
        at = (account["ledger"], account["account"])
        verdict.expect(
            account["balance"] == sums[at], f"account {at} holds {account['balance']}, its entries {sums[at]}"
        )
        verdict.expect(account["balance"] >= 0, f"account {at} was overdrawn")


def steps_act_once(verdict: Verdict, case: Case) -> None:
    """A visit that was left by "posted" has one entry, a visit of a hold one hold; and there are no others."""
    posted: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str, int]] = Counter()
    for instance in case.tables["instance"]:
        for event in case.of(instance):
            if event["kind"] != "left":
                continue
            if event["data"]["outcome"] == "posted":
                left[instance["id"], event["node"]] += 1
            if case.type(instance, event["node"], event["number"]) == "hold":
                held[instance["id"], event["node"], event["visit"]] += 1
    for entry in case.tables["ledger_entry"]:
        source = parsed(entry["source"])
        posted[source["instance"], source["node"]] += 1
    verdict.expect(posted == left, f"entries {dict(posted - left)} too many, {dict(left - posted)} missing")
    holds = Counter((hold["instance_id"], hold["node"], hold["visit"]) for hold in case.tables["record_hold"])
    verdict.expect(holds == held, f"holds {dict(holds - held)} too many, {dict(held - holds)} missing")


def calls_were_sent(verdict: Verdict, case: Case, keys: Iterable[str]) -> None:
    """The other system saw one key for each call, at least once where it was answered, never where none was made."""
    answered: set[tuple[str, ...]] = set()
    asked: set[tuple[str, ...]] = set()
    for instance in case.tables["instance"]:
        for event in case.of(instance):
            if event["kind"] in ("sent", "returned"):
                at = (instance["id"], event["node"], str(event["visit"]), str(event["data"]["call"]))
                (asked if event["kind"] == "sent" else answered).add(at)
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in keys:
        seen[tuple(key.rsplit("/", 4)[1:])].add(key)
    for call, found in seen.items():
        verdict.expect(len(found) == 1, f"the call {call} came under the keys {found}")
        verdict.expect(call in asked, f"the call {call} was never made, and yet it came")
    for missed in answered - seen.keys():
        verdict.expect(False, f"the call {missed} was answered, and never came")
