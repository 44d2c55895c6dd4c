"""Channels for messages, set up by administrators, and what became of every message sent over them."""

from typing import Any

from flask import Response, request

from ...runtime import changes, messages
from ...runtime.context import Context
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..bodies import AddressBody, ChannelBody
from ..message_schemas import ChannelsSchema, DeliveriesSchema
from ..reading import whole_number

blueprint = Blueprint("channels", __name__, url_prefix="/api/v1")

_RIGHT = "messages.manage"
_QUERY = query(
    {"cursor": "next_cursor of the page before", "state": "waiting, sent, failed or skipped", "channel": "its key"},
    {"limit": "1 to 200"},
)


@blueprint.route("/channels")
@answers(ChannelsSchema)
@policy.right(_RIGHT)
def items(context: Context) -> Response:
    """All channels there are, how each is set up and fares."""
    return json({"items": messages.described(context)})


@blueprint.route("/channels/<key>", methods=["PUT"])
@answers(ChannelsSchema)
@policy.right(_RIGHT)
@blueprint.arguments(ChannelBody)
def set_up(context: Context, body: dict[str, Any], key: str) -> Response:
    """Set a channel up; secrets that are left out stay as they are."""
    changes.run(context, lambda tx: messages.keep_set_up(context, tx, key, **body))
    return json({"items": messages.described(context)})


@blueprint.route("/channels/<key>/test", methods=["POST"])
@answers(status=204)
@policy.right(_RIGHT)
@blueprint.arguments(AddressBody)
def test(context: Context, body: dict[str, Any], key: str) -> Response:
    """Send a test to an address."""
    messages.try_out(context, key, body["address"])
    return empty()


@blueprint.route("/deliveries")
@answers(DeliveriesSchema, parameters=_QUERY)
@policy.right(_RIGHT)
def deliveries(context: Context) -> Response:
    """What went out or waits to, newest first; not what it says."""
    given = {name: request.args.get(name) or None for name in ("state", "channel", "cursor")}
    return json(messages.deliveries(context, limit=whole_number("limit", 50, 200), **given))


@blueprint.route("/deliveries/<id>/retry", methods=["POST"])
@answers(status=204)
@policy.right(_RIGHT)
def retry(context: Context, id: str) -> Response:
    """Send one that failed or was skipped after all."""
    changes.run(context, lambda tx: messages.retry(context, tx, id))
    return empty()
