"""One's inbox."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime import messages
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json, query
from ..reading import flag, whole_number
from ..schemas import MessageSchema, MessagesSchema

blueprint = Blueprint("messages", __name__, url_prefix="/api/v1/messages")

_QUERY = query(
    {"cursor": "next_cursor of the page before"}, {"unread": "1: only those not read yet", "limit": "1 to 200"}
)


@blueprint.route("")
@answers(MessagesSchema, parameters=_QUERY)
@policy.person
def items(context: Context) -> Response:
    """Messages to oneself, newest first; `unread` counts all unread ones."""
    page = messages.inbox(
        context,
        unread_only=flag("unread"),
        limit=whole_number("limit", 50, 200),
        cursor=request.args.get("cursor") or None,
    )
    found = [_document(message) for message in page.items]
    return json({"items": found, "unread": page.unread, "next_cursor": page.next_cursor})


@blueprint.route("/<id>/read", methods=["POST"])
@answers(MessageSchema)
@policy.person
def read(context: Context, id: str) -> Response:
    """Mark one as read."""
    return json(_document(messages.mark_read(context, id)))


def _document(message: messages.Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "key": f"{message.app}.{message.key}",
        "title": message.title,
        "text": message.text,
        "at": message.at,
        "read_at": message.read_at,
        "link": message.link,
    }
