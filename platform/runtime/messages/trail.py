"""Who was told of a record: its messages, whose they were, how they went out and what was answered.

Whoever may read the record sees that. The words stay with who was told them: what a message told of fields he may not
read would be told to him here, so others see the document's title with its names unfilled.
"""

from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..localized import text
from ..people import organisation_of
from ..records import get
from .channels import channels
from .classes import CLASSES
from .deliveries import ways_of
from .questions import questions_of
from .tables import message

_MOST = 100


def told_of_record(context: Context, app: str, form: str, id: str) -> list[dict[str, Any]]:
    """The latest 100, newest first: {"id", "title", "kind", "person", "at", "read_at", "reminder", "answer",
    "answered_at", "ways"}. Raises NotFound for a record that one may not read."""
    record = get(context, app, form, id)
    query = sa.select(message).where(message.c.record_id == record.id).order_by(message.c.id.desc()).limit(_MOST)
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        rows = connection.execute(query).all()
        organisation = organisation_of(context.workspace, connection)
    ids = [row.id for row in rows]
    ways, questions = ways_of(context, ids), questions_of(context, ids)
    return [
        {
            "id": row.id,
            "title": _title(context, plans, row),
            "kind": row.kind,
            "person": organisation.name(row.person_id),
            "at": row.at,
            "read_at": row.read_at,
            "reminder": row.reminds is not None,
            "ways": [
                {"title": text(channels.get(way["channel"]).title, context.locale)}
                | {name: way[name] for name in ("state", "reason")}
                for way in ways.get(row.id, [])
                if way["channel"] in channels
            ],
            **_answer(questions.get(row.id)),
        }
        for row in rows
    ]


def _answer(question: dict[str, Any] | None) -> dict[str, Any]:
    if question is None or question["answer"] is None:
        return {"answer": None, "answered_at": None}
    titles = {one["key"]: one["title"] for one in question["answers"]}
    return {"answer": titles[question["answer"]], "answered_at": question["answered_at"]}


def _title(context: Context, plans: Plans, row: Any) -> str:
    if row.person_id == context.actor.person_id:
        return text(row.title, context.locale)
    document = plans.find("message", row.app, row.key)
    return text(CLASSES[row.kind].title if document is None else document.document["title"], context.locale)
