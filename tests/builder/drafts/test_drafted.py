"""A dry run goes by the other drafts of its app: those that are sound, but for forms."""

from dataclasses import replace
from typing import Any

import pytest

from loomwork.builder import drafts
from loomwork.runtime import records
from loomwork.runtime.errors import Forbidden
from loomwork.runtime.workflows.rehearsing import Wish, rehearse

from .conftest import APP, REQUEST, Bench

TOLD: dict[str, Any] = {
    "kind": "message",
    "key": "told",
    "title": {"zh-CN": "请假 {why}", "en": "Leave {why}"},
    "text": "{days}",
}
FLOW: dict[str, Any] = {
    "kind": "workflow",
    "key": "tell",
    "title": {"zh-CN": "告知", "en": "Tell"},
    "trigger": {"type": "record_created", "form": "request"},
    "nodes": [
        {"key": "say", "type": "message", "title": "Say", "settings": {"message": "told", "to": "initiator"}},
    ],
    "edges": [{"from": "start", "to": "say"}, {"from": "say", "to": "end"}],
}


@pytest.fixture
def running(bench: Bench) -> Bench:
    for document in (REQUEST, TOLD, FLOW):
        drafts.save(bench.ann, bench.place(document), document, 0)
    bench.publish()
    return bench


def test_what_is_drafted_beside_the_workflow_holds_in_its_dry_run(running: Bench) -> None:
    record = records.create(running.ann, APP, "request", {"why": "rest", "days": 2})
    drafts.save(running.ann, running.place(TOLD), TOLD | {"title": {"zh-CN": "新的", "en": "Anew"}}, 0)
    drafts.save(running.ann, running.place(), REQUEST | {"title": "Absence"}, 0)

    beside = drafts.drafted(running.ann, APP)

    assert [one["kind"] for one in beside] == ["message"]
    wish = Wish(APP, "tell", record.id)
    now = rehearse(running.ann, wish)["messages"]
    then = rehearse(running.ann, replace(wish, beside=beside))["messages"]
    assert [(one["title"], two["title"]) for one, two in zip(now, then, strict=True)] == [("请假 rest", "新的")]


def test_a_draft_that_is_wrong_is_left_aside(running: Bench) -> None:
    drafts.save(running.ann, running.place(FLOW), FLOW | {"edges": []}, 0)
    assert drafts.drafted(running.ann, APP) == []


def test_it_is_for_who_builds(running: Bench) -> None:
    with pytest.raises(Forbidden):
        drafts.drafted(running.person("Cy"), APP)
