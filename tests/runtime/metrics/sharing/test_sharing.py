"""Shared answers: worked out once for all who may share them, and never older than what the reader could have seen."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.metrics import answer
from loomwork.runtime.metrics.asking import asked
from loomwork.runtime.metrics.errors import MetricNotPermitted
from loomwork.runtime.people import PersonChange, change_person
from loomwork.runtime.storage import FakeClock
from tests.company import Install
from tests.measured import metric, plan, publish

As = Callable[..., Context]
Figures = list[tuple[Any, Any]]

# The kinds of documents and the jobs of all rooms.
parts.load()


def deal(context: Context, **values: Any) -> str:
    return records.create(context, "crm", "deal", {"title": "Lamp"} | values).id


def ask(context: Context, key: str = "m", **more: Any) -> Figures:
    asking = plan(context, key)
    return [(one["label"], one["value"]) for one in answer(context, asking, asked(context, asking, **more))["figures"]]


@contextmanager
def counting(context: Context) -> Iterator[list[str]]:
    """The statements meanwhile that read deals."""
    found: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")) and "crm__deal" in statement:
            found.append(statement)

    engine = context.workspace.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def test_an_answer_is_kept_until_something_it_was_made_of_is_touched(context: Context, install: Install) -> None:
    publish(context, install, metric(dimensions=["customer.level"]))
    customer = records.create(context, "crm", "customer", {"name": "Lamps", "level": "A"})
    deal(context, customer=customer.id)
    with counting(context) as statements:
        assert [ask(context), ask(context)] == [[(None, "1")]] * 2
        assert len(statements) == 1
        records.create(context, "crm", "customer", {"name": "Chairs"})
        assert ask(context) == [(None, "1")]
        assert len(statements) == 1

        assert ask(context, by="customer.level") == [("A", "1")]
        records.change(context, "crm", "customer", customer.id, {"level": "B"}, revision=1)
        assert ask(context, by="customer.level") == [("B", "1")]
        gone = deal(context)
        assert ask(context) == [(None, "2")]
        records.delete(context, "crm", "deal", gone, revision=1)
        assert ask(context) == [(None, "1")]


def test_many_who_ask_at_once_share_one_statement(context: Context, install: Install) -> None:
    publish(context, install, metric())
    deal(context)
    together = threading.Barrier(10)

    def one(_: int) -> Figures:
        together.wait()
        return ask(context)

    with counting(context) as statements, ThreadPoolExecutor(10) as threads:
        assert list(threads.map(one, range(10))) == [[(None, "1")]] * 10
        assert len(statements) == 1


def test_no_answer_lacks_a_record_that_was_there_before_it_was_asked_for(context: Context, install: Install) -> None:
    publish(context, install, metric(), metric("all", moment=None))
    done, written, failures = threading.Event(), [0], []
    lock = threading.Lock()

    def write(number: int) -> None:
        for _ in range(12):
            # Some leave as one statement, some hold their transaction open for others to overtake.
            if number % 2:
                deal(context)
            else:
                changes.run(context, lambda tx: records.create(context, "crm", "deal", {"title": "Lamp"}, tx=tx))
            with lock:
                written[0] += 1

    def read() -> None:
        while not done.is_set():
            for key in ("m", "all"):
                before = written[0]
                [(_, value)] = ask(context, key)
                if int(value) < before:
                    failures.append((before, value))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(4)))
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert ask(context) == ask(context, "all") == [(None, "48")]


def test_what_is_committed_late_is_noticed_though_it_began_first(context: Context, install: Install) -> None:
    publish(context, install, metric())
    if context.workspace.database.dialect == "sqlite":
        pytest.skip("one writes after the other here")
    with changes.recorded(context) as tx:
        records.create(context, "crm", "deal", {"title": "Slow"}, tx=tx)
        assert ask(context) == [(None, "0")]
        deal(context)
        assert ask(context) == [(None, "1")]
    assert ask(context) == [(None, "2")]


def test_who_reads_all_rows_shares_and_who_reads_his_own_does_not(
    context: Context, install: Install, person_of: As
) -> None:
    publish(context, install, metric())
    sellers, importers = [[person_of(role) for _ in range(2)] for role in ("seller", "importer")]
    for number, seller in enumerate(sellers):
        for _ in range(number + 1):
            deal(context, seller=seller.actor.person_id)
    with counting(context) as statements:
        assert [ask(one) for one in sellers + sellers] == [[(None, "1")], [(None, "2")]] * 2
        assert len(statements) == 2
        assert [ask(one) for one in importers] == [[(None, "3")]] * 2
        assert len(statements) == 3


def test_what_asks_the_moment_is_shared_for_a_moment_only(context: Context, install: Install, clock: FakeClock) -> None:
    late = {"formula": {">": [{"today": []}, {"var": "record.due"}]}}
    publish(context, install, metric(), metric("late", where=late))
    deal(context, due="2026-01-05")
    with counting(context) as statements:
        assert ask(context, "late", period="2026") == [(None, "0")]
        clock.advance(timedelta(seconds=4))
        assert ask(context, "late", period="2026") == [(None, "0")]
        assert len(statements) == 1
        assert ask(context, period="2026") == [(None, "1")]
        clock.advance(timedelta(days=1))
        assert ask(context, "late", period="2026") == [(None, "1")]
        assert ask(context, period="2026") == [(None, "1")]
        assert len(statements) == 3


def test_names_and_rights_of_people_hold_at_once(context: Context, install: Install, person_of: As) -> None:
    publish(context, install, metric(dimensions=["seller"]))
    seller = person_of("importer")
    id = seller.actor.person_id
    assert id is not None
    deal(context, seller=id)
    assert ask(context, by="seller") == [("Person P001", "1")]
    changes.run(context, lambda tx: change_person(tx, context, id, PersonChange(name="Lin", phone=None)))
    assert ask(context, by="seller") == [("Lin", "1")]


def test_who_may_not_see_a_field_gets_no_answer_of_another(context: Context, install: Install, person_of: As) -> None:
    publish(context, install, metric(aggregate={"type": "sum", "field": "amount"}))
    deal(context, amount="1000")
    auditor = person_of("auditor")
    for _ in range(2):
        assert ask(context) == [(None, "1000")]
        with pytest.raises(MetricNotPermitted):
            ask(auditor)


def test_the_state_of_a_workflow_is_no_change_of_its_record_and_yet_noticed(
    context: Context, install: Install, clock: FakeClock
) -> None:
    flow = {
        "kind": "workflow",
        "key": "flow",
        "title": "Flow",
        "trigger": {"type": "record_created", "form": "deal"},
        "nodes": [{"key": "rest", "type": "wait", "title": "Rest", "settings": {"for": "PT1H"}}],
        "edges": [{"from": "start", "to": "rest"}, {"from": "rest", "to": "end"}],
    }
    waits = {"field": "flow_state", "operator": "equal", "value": "waiting"}
    publish(context, install, metric(where=waits), flow)
    deal(context)
    assert ask(context) == [(None, "0")]
    jobs.run_due(context.workspace)
    assert ask(context) == [(None, "1")]
    clock.advance(timedelta(hours=2))
    jobs.run_due(context.workspace)
    assert ask(context) == [(None, "0")]
