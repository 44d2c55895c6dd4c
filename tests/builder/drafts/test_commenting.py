"""Those who build an app talk about its documents, and are told of what is said; none of it is published."""

import pytest
import sqlalchemy as sa

from loomwork.builder import drafts
from loomwork.runtime.errors import InvalidValue, NotFound
from loomwork.runtime.messages.tables import message

from .conftest import APP, REQUEST, Bench


def told(bench: Bench) -> list[tuple[str, str]]:
    query = (
        sa.select(message.c.person_id, message.c.text).where(message.c.key == "draft_comment").order_by(message.c.id)
    )
    with bench.ann.workspace.database.read() as connection:
        return [(row.person_id, row.text["en"]) for row in connection.execute(query)]


def test_who_worked_on_a_document_is_told_what_others_say(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    drafts.comment(bench.bo, bench.place(), " Days as a number? ")
    ann, bo = str(bench.ann.actor.person_id), str(bench.bo.actor.person_id)
    assert told(bench) == [(ann, "Days as a number?")]
    drafts.comment(bench.ann, bench.place(), "Yes")
    assert told(bench)[1:] == [(bo, "Yes")]
    first, second = drafts.comments(bench.ann, bench.place())
    assert [(one.text, one.by, one.settled_by) for one in (first, second)] == [
        ("Days as a number?", bo, None),
        ("Yes", ann, None),
    ]


def test_a_comment_is_settled_and_opened_again(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    id = drafts.comment(bench.bo, bench.place(), "Why?")
    assert [one.open_comments for one in drafts.documents(bench.ann, APP)] == [1]
    drafts.settle(bench.ann, bench.place(), id)
    (one,) = drafts.comments(bench.ann, bench.place())
    assert (one.settled_by, one.settled_at) == (bench.ann.actor.person_id, bench.ann.now())
    assert [one.open_comments for one in drafts.documents(bench.ann, APP)] == [0]
    drafts.settle(bench.ann, bench.place(), id, settled=False)
    assert drafts.comments(bench.ann, bench.place())[0].settled_at is None


def test_a_part_is_talked_about_and_the_message_leads_there(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    drafts.comment(bench.bo, bench.place(), "As a number?", "fields/days")
    drafts.comment(bench.bo, bench.place(), "Whole")
    assert [one.part for one in drafts.comments(bench.ann, bench.place())] == ["fields/days", None]
    with bench.ann.workspace.database.read() as connection:
        links = connection.execute(sa.select(message.c.link).where(message.c.key == "draft_comment")).scalars().all()
    assert links == [{"app": APP, "document": "form/request"}] * 2


def test_they_outlive_the_draft_and_are_no_part_of_what_is_published(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    drafts.comment(bench.ann, bench.place(), "Read this")
    bench.publish()
    assert drafts.document(bench.ann, bench.place()).published == REQUEST
    assert [one.text for one in drafts.comments(bench.ann, bench.place())] == ["Read this"]


def test_what_is_empty_too_long_or_about_nothing_is_refused(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    for said in ("  ", "x" * 2_001):
        with pytest.raises(InvalidValue):
            drafts.comment(bench.ann, bench.place(), said)
    nowhere = drafts.Place(APP, "form", "gone")
    with pytest.raises(NotFound):
        drafts.comment(bench.ann, nowhere, "Hello")
    with pytest.raises(NotFound):
        drafts.comments(bench.ann, nowhere)
    with pytest.raises(NotFound):
        drafts.settle(bench.ann, bench.place(), "no such id")
