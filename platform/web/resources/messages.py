"""One's inbox, and what one wants to be told how."""

from typing import Any

from flask import Response, request

from ...runtime import changes, messages
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.localized import text
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..bodies import AddressBody, ConfirmBody, MessageAnswerBody, MessagesReadBody, SnoozeBody
from ..message_schemas import (
    MessageQuestionSchema,
    MessageSchema,
    MessagesReadSchema,
    MessagesSchema,
    MessageWishesSchema,
    ReceiptSchema,
    SnoozeChoicesSchema,
)
from ..reading import flag, whole_number

blueprint = Blueprint("messages", __name__, url_prefix="/api/v1/messages")

_QUERY = query(
    {"cursor": "next_cursor of the page before", "kind": "only those of this class"},
    {"unread": "1: only those not read yet", "snoozed": "1: only those put off", "limit": "1 to 200"},
)


@blueprint.route("")
@answers(MessagesSchema, parameters=_QUERY)
@policy.person
def items(context: Context) -> Response:
    """Messages to oneself, newest first; `unread` counts all unread ones."""
    page = messages.inbox(
        context,
        unread_only=flag("unread"),
        snoozed=flag("snoozed"),
        kind=request.args.get("kind") or None,
        limit=whole_number("limit", 50, 200),
        cursor=request.args.get("cursor") or None,
    )
    found = _documents(context, page.items)
    return json({"items": found, "unread": page.unread, "next_cursor": page.next_cursor})


@blueprint.route("/<id>/read", methods=["POST"])
@answers(MessageSchema)
@policy.person
def read(context: Context, id: str) -> Response:
    """Mark one as read."""
    return json(_documents(context, [messages.mark_read(context, id)])[0])


@blueprint.route("/<id>/answer", methods=["POST"])
@answers(MessageQuestionSchema)
@policy.person
@blueprint.arguments(MessageAnswerBody)
def answer(context: Context, body: dict[str, Any], id: str) -> Response:
    """Answer a message that asks, once; the same answer again changes nothing."""
    return json(messages.answer(context, id, body["answer"]))


@blueprint.route("/<id>/confirm", methods=["POST"])
@answers(ReceiptSchema)
@policy.person
@blueprint.arguments(ConfirmBody)
def confirm(context: Context, body: dict[str, Any], id: str) -> Response:
    """Confirm that one has read it; where it has a quiz by answers that pass, as often as it takes."""
    return json(messages.confirm(context, id, body["answers"]))


@blueprint.route("/<id>/snooze")
@answers(SnoozeChoicesSchema)
@policy.person
def snooze_choices(context: Context, id: str) -> Response:
    """Until when one may be put off."""
    return json(messages.snooze_choices(context, id))


@blueprint.route("/<id>/snooze", methods=["POST"])
@answers(status=204)
@policy.person
@blueprint.arguments(SnoozeBody)
def snooze(context: Context, body: dict[str, Any], id: str) -> Response:
    """Put one off: it comes back unread."""
    messages.snooze(context, id, body["until"])
    return empty()


@blueprint.route("/read", methods=["POST"])
@answers(MessagesReadSchema)
@policy.person
@blueprint.arguments(MessagesReadBody)
def read_all(context: Context, body: dict[str, Any]) -> Response:
    """Mark all up to the newest one that was shown as read, of one class or of all."""
    return json({"count": messages.mark_all_read(context, body["until"], body["kind"])})


@blueprint.route("/wishes")
@answers(MessageWishesSchema)
@policy.person
def wishes(context: Context) -> Response:
    """What one wants to be told how, what holds where one said nothing, and where one is found."""
    return json(_wishes(context, str(context.actor.person_id)))


@blueprint.route("/wishes", methods=["PUT"])
@answers(MessageWishesSchema)
@policy.person
@blueprint.arguments(messages.WishesSchema)
def change_wishes(context: Context, body: dict[str, Any]) -> Response:
    """Say it; what is left out is as the company says."""
    person = str(context.actor.person_id)
    with context.workspace.database.write() as tx:
        messages.keep_wishes(tx, person, body)
    return json(_wishes(context, person))


@blueprint.route("/addresses/<channel>", methods=["PUT"])
@answers(status=204)
@policy.person
@blueprint.arguments(AddressBody)
def change_address(context: Context, body: dict[str, Any], channel: str) -> Response:
    """Say where one is found on a channel; empty text forgets it."""
    with context.workspace.database.write() as tx:
        messages.keep_address(tx, str(context.actor.person_id), channel, body["address"])
    return empty()


@blueprint.route("/company-wishes")
@answers(MessageWishesSchema)
@policy.right("messages.manage")
def company_wishes(context: Context) -> Response:
    """What holds for all who said nothing else."""
    return json(_wishes(context, messages.COMPANY))


@blueprint.route("/company-wishes", methods=["PUT"])
@answers(MessageWishesSchema)
@policy.right("messages.manage")
@blueprint.arguments(messages.WishesSchema)
def change_company_wishes(context: Context, body: dict[str, Any]) -> Response:
    """Say what holds for all who say nothing else."""
    changes.run(context, lambda tx: messages.keep_wishes(tx, messages.COMPANY, body))
    return json(_wishes(context, messages.COMPANY))


def _wishes(context: Context, person: str) -> dict[str, Any]:
    with context.workspace.database.read() as connection:
        holds = messages.wishes_of(connection, [person])[person]
        own = messages.own_wishes(connection, person)
        open_ = messages.open_channels(connection)
        addresses = messages.addresses_of(connection, person)
    locale = context.locale
    return {
        "classes": [
            {"key": one.key, "title": text(one.title, locale), "pressing": one.pressing}
            for one in messages.CLASSES.values()
        ],
        "channels": [
            {
                "key": key,
                "title": text(messages.channels.get(key).title, locale),
                "address_title": text(messages.channels.get(key).address_title, locale),
                "address": addresses.get(key),
            }
            for key in open_
        ],
        "own": own,
        "holds": holds.document(open_),
    }


def _documents(context: Context, items: list[messages.Message]) -> list[dict[str, Any]]:
    ids = [message.id for message in items]
    ways, questions = messages.ways_of(context, ids), messages.questions_of(context, ids)
    receipts = messages.receipts_of(context, ids)
    return [
        _document(context, one)
        | {"ways": ways.get(one.id, []), "question": questions.get(one.id), "confirmation": receipts.get(one.id)}
        for one in items
    ]


def _document(context: Context, message: messages.Message) -> dict[str, Any]:
    installed = plan_cache(context.workspace).latest().apps.get(message.app)
    return {
        "id": message.id,
        "key": f"{message.app}.{message.key}",
        "kind": message.kind,
        "app": text(installed.manifest.get("title", message.app), context.locale) if installed else "Loomwork",
        "title": message.title,
        "text": message.text,
        "at": message.at,
        "read_at": message.read_at,
        "snoozed_until": message.snoozed_until,
        "link": message.link,
    }
