"""The judge finds nothing where all is well, and each broken promise where somebody broke it by hand."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import pytest

from loomwork.runtime.storage import Workspace
from tests.faults import app
from tests.faults.judge import judge
from tests.faults.outside import outside, seen
from tests.faults.place import Place, Row
from tests.faults.reference.graphs import drawing
from tests.faults.reference.paths import path
from tests.faults.stage import Stage, set_up
from tests.faults.test_agreement import place_of

_GRAPH, _PATH = 6851, 3


_CRIMES = [
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
    ("DELETE FROM task", "neither task, question nor timer"),
    ("UPDATE message_question SET answer = NULL", "which nobody answered"),
    ("UPDATE message_question SET answer = NULL, closed_at = NULL", "is open where no token stands"),
    (f"UPDATE {app.KEY}__{app.FORM} SET flow_state = 'completed'", "its instance says waiting"),
    (f"DELETE FROM {app.KEY}__{app.FORM}", "without its record"),
    ("DELETE FROM change", "without header"),
    ("UPDATE change_entry SET action = 'restore'", "does not verify"),
    ("UPDATE job SET settled_at = NULL WHERE state = 'done'", "half settled"),
    ("UPDATE job SET state = 'leased' WHERE state = 'waiting'", "still leased"),
    ("UPDATE job SET state = 'incident' WHERE state = 'done'", "is an incident"),
    ("UPDATE job SET run_at = '2025-01-01T00:00:00.000000Z' WHERE state = 'waiting'", "is due and waits"),
    ("DELETE FROM job WHERE state = 'waiting'", "are not those of jobs"),
    ("DELETE FROM instance_call", "was called 0 times"),
    ("UPDATE instance_call SET state = 'failed' WHERE state = 'done'", "did not end so"),
    ("UPDATE ledger_account SET balance = balance + 1", "its entries"),
    ("DELETE FROM ledger_entry", "missing"),
    ("DELETE FROM record_hold", "missing"),
]
# What the other system saw, by workspace.
_keys: dict[str, list[str]] = {}


@dataclass(frozen=True)
class Spoiled(Place):
    """A place that is looked at in a transaction in which somebody breaks a promise, and which is taken back."""

    crime: str = ""

    def tables(self, names: Iterable[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        with suppress(_TakenBack), self._connected() as run:
            run(self.crime)
            found = {name: run("SELECT * FROM {}", name) for name in names}
            raise _TakenBack
        return found


class _TakenBack(Exception):
    """Ends a transaction without a commit."""


@pytest.fixture
def played(workspace: Workspace) -> Workspace:
    """One instance at its end, and one that waits for people and moments."""
    flow = drawing(_GRAPH, key=f"flow_{_GRAPH}", form=app.FORM, size=10)
    way = path(flow, _PATH)
    with outside() as server:
        set_up(workspace, [flow], server)
        stage = Stage(workspace)
        for name, steps in (("whole", way.steps), ("begun", way.steps[:1])):
            record = stage.start(way, name)
            for step in steps:
                stage.play(record, step)
        _keys[workspace.id] = [key for _, key in seen(server)]
    return workspace


def violations(workspace: Workspace, keys: list[str] | None = None, crime: str = "") -> list[str]:
    tables, now = [f"{app.KEY}__{app.FORM}"], workspace.clock.now()
    keys = _keys[workspace.id] if keys is None else keys
    place = place_of(workspace)
    if crime:
        place = Spoiled(place.file, place.url, place.schema, crime)
    return judge(place, tables, at_rest=True, now=now, keys=keys).violations


def test_it_finds_nothing_where_all_is_well(played: Workspace) -> None:
    assert violations(played) == []


def test_it_finds_calls_that_never_came_that_nobody_made_and_that_changed_their_keys(played: Workspace) -> None:
    first, *others = _keys[played.id]
    assert any("never came" in found for found in violations(played, others))
    for key, sentence in ((f"{first}1", "was never made"), (f"x{first}", "under the keys")):
        assert any(sentence in found for found in violations(played, [first, *others, key]))


def test_it_finds_each_broken_promise(played: Workspace) -> None:
    found = {crime: violations(played, crime=crime) for crime, _ in _CRIMES}
    missed = [crime for crime, sentence in _CRIMES if not any(sentence in one for one in found[crime])]
    assert missed == []
