"""The judge finds nothing where all is well, and each broken promise where somebody broke it by hand."""

import pytest
import sqlalchemy as sa

from loomwork.runtime.storage import Workspace
from tests.faults import app
from tests.faults.judge import judge
from tests.faults.reference.graphs import graph
from tests.faults.reference.paths import path
from tests.faults.stage import Stage, set_up
from tests.faults.test_agreement import place_of

_GRAPH, _PATH = 278, 0
# Those that this graph was looked for with: with others it would be another.
_KINDS = ("task", "approval", "wait", "message", "condition", "parallel", "loop", "bounded")


@pytest.fixture
def played(workspace: Workspace) -> Workspace:
    """One instance at its end, and one that waits for people and moments."""
    flow = graph(_GRAPH, key=f"flow_{_GRAPH}", form=app.FORM, size=8, kinds=_KINDS)
    set_up(workspace, [flow])
    stage = Stage(workspace)
    way = path(flow, _PATH)
    for name, steps in (("whole", way.steps), ("begun", way.steps[:1])):
        record = stage.start(way, name)
        for step in steps:
            stage.play(record, step)
    return workspace


def violations(workspace: Workspace) -> list[str]:
    tables = [f"{app.KEY}__{app.FORM}"]
    return judge(place_of(workspace), tables, at_rest=True, now=workspace.clock.now()).violations


def test_it_finds_nothing_where_all_is_well(played: Workspace) -> None:
    assert violations(played) == []


@pytest.mark.parametrize(
    ("crime", "sentence"),
    [
        ("DELETE FROM instance_event WHERE number = 2", "instead of 1.."),
        ("UPDATE instance SET event_count = event_count + 1", "instead of 1.."),
        ("DELETE FROM instance", "that does not exist"),
        ("UPDATE instance SET state = 'completed'", "its events say waiting"),
        ("UPDATE instance_event SET visit = 2 WHERE kind = 'entered' AND number = 2", "out of turn"),
        ("UPDATE instance_event SET kind = 'entered' WHERE kind = 'left'", "entered 2 times"),
        ("UPDATE instance_event SET kind = 'seen' WHERE kind = 'arrived'", "fired after 0 branches"),
        ("UPDATE instance_event SET at = '2025-01-01T00:00:00.000000Z' WHERE kind = 'limit'", "fired early"),
        ("UPDATE approval_round SET outcome = 'rejected'", "where votes say"),
        ("UPDATE approval_slot SET vote = NULL", "where votes say open"),
        ("UPDATE approval_slot SET vote_number = 5 WHERE vote IS NOT NULL", "votes numbered"),
        ("UPDATE task SET state = 'delivered'", "open where no token stands"),
        ("DELETE FROM task", "neither task nor timer"),
        (f"UPDATE {app.KEY}__{app.FORM} SET flow_state = 'completed'", "its instance says waiting"),
        (f"DELETE FROM {app.KEY}__{app.FORM}", "without its record"),
        ("DELETE FROM change", "without header"),
        ("UPDATE change_entry SET action = 'restore'", "does not verify"),
        ("UPDATE job SET settled_at = NULL WHERE state = 'done'", "half settled"),
        ("UPDATE job SET state = 'leased' WHERE state = 'waiting'", "still leased"),
        ("UPDATE job SET state = 'incident' WHERE state = 'done'", "is an incident"),
        ("UPDATE job SET run_at = '2025-01-01T00:00:00.000000Z' WHERE state = 'waiting'", "is due and waits"),
        ("DELETE FROM job WHERE state = 'waiting'", "are not those of jobs"),
    ],
)
def test_it_finds_each_broken_promise(played: Workspace, crime: str, sentence: str) -> None:
    with played.database.write() as tx:
        tx.execute(sa.text(crime))

    assert any(sentence in found for found in violations(played)), violations(played)
