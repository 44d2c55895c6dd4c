"""Drafts hold together or not at all, and what is wrong with them is told with its place."""

from copy import deepcopy
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.builder import drafts
from loomwork.runtime import changes, records
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.definitions import publish
from loomwork.runtime.errors import NotFound, Problems
from loomwork.runtime.jobs import run_due

from .conftest import APP, REQUEST, REQUESTS, Bench


def save(bench: Bench, document: dict[str, Any]) -> None:
    drafts.save(bench.ann, bench.place(document), document, 0)


def wrong(bench: Bench) -> list[tuple[str, str, str]]:
    return [(one.kind, one.key, one.error.pointer or "") for one in drafts.problems(bench.ann, APP)]


def test_what_is_published_is_used_at_once(bench: Bench) -> None:
    save(bench, REQUEST)
    save(bench, REQUESTS)
    with pytest.raises(NotFound):
        records.create(bench.bo, APP, "request", {"why": "rest", "days": 2})
    assert bench.publish() == 2
    made = records.create(bench.bo, APP, "request", {"why": "rest", "days": 2})

    more = deepcopy(REQUEST)
    more["fields"].append({"key": "half", "type": "yes_no", "title": "Half a day"})
    save(bench, more)
    bench.publish()
    assert records.get(bench.bo, APP, "request", made.id).values["half"] is None
    records.create(bench.bo, APP, "request", {"why": "rest", "days": 2, "half": True})
    with pytest.raises(drafts.NothingToPublish):
        bench.publish()


def test_the_change_record_tells_what_was_published(bench: Bench) -> None:
    save(bench, REQUEST)
    bench.publish()
    save(bench, deepcopy(REQUEST) | {"title": "Leave of absence"})
    bench.publish()
    t = change_entry
    wanted = sa.select(t.c.action, t.c.patch).where(t.c.object_kind == "form", t.c.object_id == f"{APP}.request")
    with bench.ann.workspace.database.read() as connection:
        told = {row.action: row.patch for row in connection.execute(wanted)}
    assert set(told) == {"create", "change"}
    assert told["change"] == [{"op": "set", "path": ["title"], "before": REQUEST["title"], "after": "Leave of absence"}]


def test_a_fault_anywhere_publishes_nothing(bench: Bench) -> None:
    save(bench, REQUEST)
    save(bench, REQUESTS | {"settings": {"columns": ["why", "nights"]}})
    [(kind, key, pointer)] = wrong(bench)
    assert (kind, key) == ("view", "requests")
    assert pointer.startswith("/settings/columns")
    with pytest.raises(Problems):
        bench.publish()
    assert drafts.document(bench.ann, bench.place()).published is None


def test_a_draft_without_its_shape_is_kept_and_told(bench: Bench) -> None:
    save(bench, {"kind": "form", "key": "request", "title": "x", "fields": [{"key": "why"}], "colour": "red"})
    assert {(kind, key) for kind, key, _ in wrong(bench)} == {("form", "request")}
    assert len(wrong(bench)) >= 2
    assert drafts.document(bench.ann, bench.place()).draft is not None


def test_a_removed_field_is_told_wherever_it_is_named(bench: Bench) -> None:
    save(bench, REQUEST)
    save(bench, REQUESTS)
    bench.publish()
    save(bench, REQUEST | {"fields": REQUEST["fields"][:1]})
    assert ("view", "requests") in {(kind, key) for kind, key, _ in wrong(bench)}
    with pytest.raises(Problems):
        bench.publish()
    save(bench, REQUESTS | {"settings": {"columns": ["why"]}})
    assert bench.publish() == 2


def test_a_field_does_not_become_one_of_another_type(bench: Bench) -> None:
    save(bench, REQUEST)
    bench.publish()
    made = records.create(bench.ann, APP, "request", {"why": "rest", "days": 2})
    other = deepcopy(REQUEST)
    other["fields"][1] = {"key": "days", "type": "text", "title": "Days"}
    save(bench, other)
    assert wrong(bench) == [("form", "request", "/fields/1/type")]
    with pytest.raises(Problems):
        bench.publish()
    assert records.get(bench.ann, APP, "request", made.id).values["days"] == 2


def test_a_document_is_withdrawn(bench: Bench) -> None:
    save(bench, REQUEST)
    save(bench, REQUESTS)
    bench.publish()
    version = drafts.save(bench.ann, bench.place(REQUESTS), {}, 0)
    assert drafts.document(bench.ann, bench.place(REQUESTS)).latest == REQUESTS
    assert version == 1
    bench.publish()
    with pytest.raises(NotFound):
        drafts.document(bench.ann, bench.place(REQUESTS))
    drafts.restore(bench.ann, bench.place(REQUESTS), 1, 0)
    bench.publish()
    assert drafts.document(bench.ann, bench.place(REQUESTS)).published == REQUESTS


def test_who_publishes_has_seen_every_draft(bench: Bench) -> None:
    save(bench, REQUEST)
    drafts.leave(bench.ann, bench.place())
    seen = {("form", "request"): 1}
    drafts.save(bench.bo, bench.place(), REQUEST | {"title": "By Bo"}, 1)
    with pytest.raises(drafts.HeldByAnother, match="Bo"):
        drafts.publish(bench.ann, APP, seen)
    drafts.leave(bench.bo, bench.place())
    with pytest.raises(drafts.DraftChanged):
        drafts.publish(bench.ann, APP, seen)
    save(bench, REQUESTS)
    with pytest.raises(drafts.DraftChanged):
        drafts.publish(bench.ann, APP, {("form", "request"): 2})


def test_a_draft_of_what_was_published_meanwhile_waits(bench: Bench) -> None:
    save(bench, REQUEST)
    bench.publish()
    save(bench, REQUEST | {"title": "Mine"})
    upgraded = [REQUEST | {"title": "By an upgrade"}]
    changes.run(bench.bo, lambda tx: publish(tx, bench.bo, APP, upgraded))
    with pytest.raises(drafts.PublishedMeanwhile, match="By an upgrade"):
        bench.publish()
    drafts.keep(bench.ann, bench.place(), 1)
    bench.publish()
    assert drafts.document(bench.ann, bench.place()).published == REQUEST | {"title": "Mine"}


def test_a_workflow_of_an_app_made_here_writes_what_belongs_to_it(bench: Bench) -> None:
    workflow = {
        "kind": "workflow",
        "key": "doubles",
        "title": "Doubles",
        "trigger": {"type": "record_created", "form": "request"},
        "nodes": [
            {
                "key": "set",
                "type": "update_record",
                "title": "Set",
                "settings": {"values": {"days": {"*": [{"var": "record.days"}, 2]}}},
            }
        ],
        "edges": [{"from": "start", "to": "set"}, {"from": "set", "to": "end"}],
    }
    save(bench, REQUEST)
    drafts.save(bench.ann, bench.place(workflow), workflow, 0)
    bench.publish()
    made = records.create(bench.ann, APP, "request", {"why": "rest", "days": 2})
    run_due(bench.ann.workspace)
    assert records.get(bench.ann, APP, "request", made.id).values["days"] == 4
