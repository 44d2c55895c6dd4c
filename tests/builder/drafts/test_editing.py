"""Drafts are saved as steps that can be taken back, by one person at a time, and never written over."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from loomwork.builder import drafts
from loomwork.builder.own_apps import KeyTaken, make_app
from loomwork.runtime.errors import Forbidden, InvalidDefinition, InvalidValue, LimitExceeded, NotFound
from loomwork.runtime.storage import FakeClock

from .conftest import APP, REQUEST, REQUESTS, Bench


def titled(title: str) -> dict[str, Any]:
    return deepcopy(REQUEST) | {"title": title}


def draft_of(bench: Bench) -> drafts.Draft:
    found = drafts.document(bench.ann, bench.place()).draft
    assert found is not None
    return found


def test_each_save_is_a_step_back_and_forth(bench: Bench) -> None:
    place, versions = bench.place(), [0]
    for title in ("A", "B", "C"):
        versions.append(drafts.save(bench.ann, place, titled(title), versions[-1]))
    assert (draft_of(bench).undo, draft_of(bench).redo) == (3, 0)
    version = drafts.undo(bench.ann, place, versions[-1])
    version = drafts.undo(bench.ann, place, version)
    assert (draft_of(bench).document["title"], draft_of(bench).undo, draft_of(bench).redo) == ("A", 1, 2)
    version = drafts.redo(bench.ann, place, version)
    assert draft_of(bench).document == titled("B")
    version = drafts.save(bench.ann, place, titled("D"), version)
    assert (draft_of(bench).undo, draft_of(bench).redo) == (3, 0)
    with pytest.raises(drafts.NothingToUndo):
        drafts.redo(bench.ann, place, version)
    for title in ("B", "A"):
        version = drafts.undo(bench.ann, place, version)
        assert draft_of(bench).document["title"] == title
    version = drafts.undo(bench.ann, place, version)
    assert draft_of(bench).document == {}
    with pytest.raises(drafts.NothingToUndo):
        drafts.undo(bench.ann, place, version)


def test_saving_the_same_is_no_step(bench: Bench) -> None:
    first = drafts.save(bench.ann, bench.place(), REQUEST, 0)
    assert drafts.save(bench.ann, bench.place(), deepcopy(REQUEST), first) == first
    assert draft_of(bench).undo == 1


def test_a_page_that_has_not_seen_the_latest_does_not_write_over_it(bench: Bench) -> None:
    first = drafts.save(bench.ann, bench.place(), titled("A"), 0)
    drafts.save(bench.ann, bench.place(), titled("B"), first)
    with pytest.raises(drafts.DraftChanged) as refused:
        drafts.save(bench.ann, bench.place(), titled("from another window"), first)
    assert refused.value.problem("en")["current"]["title"] == "B"
    assert draft_of(bench).document["title"] == "B"
    with pytest.raises(drafts.DraftChanged):
        drafts.save(bench.ann, bench.place(), titled("C"), 0)


def test_two_people_take_turns(bench: Bench, clock: FakeClock) -> None:
    place = bench.place()
    version = drafts.save(bench.ann, place, titled("A"), 0)
    assert draft_of(bench).holder == bench.ann.actor.person_id
    with pytest.raises(drafts.HeldByAnother, match="Ann"):
        drafts.save(bench.bo, place, titled("B"), version)
    with pytest.raises(drafts.HeldByAnother):
        drafts.hold(bench.bo, place)
    drafts.leave(bench.bo, place)
    assert draft_of(bench).holder == bench.ann.actor.person_id

    drafts.hold(bench.bo, place, take=True)
    version = drafts.save(bench.bo, place, titled("B"), version)
    with pytest.raises(drafts.HeldByAnother, match="Bo"):
        drafts.save(bench.ann, place, titled("what Ann typed meanwhile"), version)

    drafts.leave(bench.bo, place)
    assert draft_of(bench).holder is None
    version = drafts.save(bench.ann, place, titled("A again"), version)
    clock.advance(timedelta(minutes=3))
    assert draft_of(bench).holder is None
    drafts.save(bench.bo, place, titled("Ann closed her laptop"), version)


def test_a_draft_that_is_thrown_away_leaves_what_is_published(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    bench.publish()
    version = drafts.save(bench.ann, bench.place(), titled("A"), 0)
    drafts.discard(bench.ann, bench.place(), version)
    found = drafts.document(bench.ann, bench.place())
    assert (found.draft, found.published, found.revision) == (None, REQUEST, 1)


def test_an_earlier_revision_comes_back_as_a_draft(bench: Bench) -> None:
    for title in ("A", "B", "C"):
        drafts.save(bench.ann, bench.place(), titled(title), 0)
        bench.publish()
    assert [(one.number, one.current) for one in drafts.revisions(bench.ann, bench.place())] == [
        (3, True),
        (2, False),
        (1, False),
    ]
    drafts.restore(bench.ann, bench.place(), 1, 0)
    assert draft_of(bench).document["title"] == "A"
    bench.publish()
    found = drafts.document(bench.ann, bench.place())
    assert (found.published, found.revision) == (titled("A"), 4)
    with pytest.raises(NotFound):
        drafts.restore(bench.ann, bench.place(), 9, 0)


@pytest.mark.parametrize(
    ("place", "document", "error"),
    [
        (drafts.Place(APP, "form", "request"), REQUESTS, InvalidDefinition),
        (drafts.Place(APP, "form", "other"), REQUEST, InvalidDefinition),
        (drafts.Place(APP, "nothing", "request"), REQUEST, NotFound),
        (drafts.Place(APP, "form", "Re Quest"), REQUEST, NotFound),
        (drafts.Place("nowhere", "form", "request"), REQUEST, NotFound),
        (drafts.Place(APP, "form", "request"), REQUEST | {"title": "长" * 400_000}, LimitExceeded),
    ],
)
def test_what_cannot_be_a_draft(
    bench: Bench, place: drafts.Place, document: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        drafts.save(bench.ann, place, document, 0)


def test_who_may_not_give_rights_makes_no_role(bench: Bench) -> None:
    builder = {"kind": "role", "key": "builder", "title": "Builder", "workspace": ["apps.build"], "forms": {}}
    drafts.save(bench.ann, bench.place(builder), builder, 0)
    bench.publish()
    carl = bench.person("Carl", f"{APP}.builder")
    drafts.save(carl, bench.place(), REQUEST, 0)
    boss = builder | {"workspace": ["apps.build", "people.manage"]}
    with pytest.raises(Forbidden):
        drafts.save(carl, bench.place(builder), boss, 0)
    version = drafts.save(bench.ann, bench.place(builder), boss, 0)
    drafts.leave(bench.ann, bench.place(builder))
    for act in (drafts.undo, drafts.discard):
        with pytest.raises(Forbidden):
            act(carl, bench.place(builder), version)
    with pytest.raises(Forbidden):
        drafts.publish(carl, APP, {("form", "request"): 1, ("role", "builder"): version})


def test_an_app_has_a_key_of_its_own(bench: Bench) -> None:
    with pytest.raises(KeyTaken):
        make_app(bench.bo, APP, "Another")
    with pytest.raises(InvalidValue):
        make_app(bench.bo, "请假", "Another")
    assert drafts.documents(bench.ann, APP) == []
    with pytest.raises(NotFound):
        drafts.documents(bench.ann, "nowhere")
