"""Intakes of an app: what came in, addresses and secrets, pausing, and what was kept because it fits no record."""

from typing import Any

from flask import Response, request

from ...runtime import intake
from ...runtime.context import Context
from ...runtime.intake.endpoints import RIGHT
from ...runtime.localized import text
from ...runtime.people import actor_name
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..edge import current_edge
from ..intake_schemas import (
    DroppedFilesSchema,
    IntakeAddressSchema,
    IntakeDeliveriesSchema,
    IntakeDeliverySchema,
    IntakePausedBody,
    IntakePreviewBody,
    IntakePreviewSchema,
    IntakeRetriedSchema,
    IntakeRetryBody,
    IntakeSecretBody,
    IntakeSecretSchema,
    IntakeShownSchema,
    IntakesSchema,
    IntakeTestBody,
    IntakeTestSchema,
    IntakeTokenBody,
    IntakeTokenSchema,
    IntakeTokensSchema,
    RefusedRowsSchema,
)
from ..reading import flag

blueprint = Blueprint("intakes", __name__, url_prefix="/api/v1/apps/<app>/intakes")

_PAGE = query({"before": "`next` of the page before"}, {"kept": "1: only what waits"})


@blueprint.route("")
@answers(IntakesSchema)
@policy.right(RIGHT)
def items(context: Context, app: str) -> Response:
    """All of them, with what became records today and in seven days."""
    return json({"items": [_document(context, one) for one in intake.listed(context, app)]})


@blueprint.route("/<key>")
@answers(IntakeShownSchema)
@policy.right(RIGHT)
def item(context: Context, app: str, key: str) -> Response:
    """One of them, with how to send to it."""
    found = intake.shown(context, app, key)
    form = found["plan"].form
    told = {name: found[name] for name in ("sample", "latest", "examples")}
    told["fields"] = [
        {"field": one.key, "title": text(one.title, context.locale)}
        for one in form.writable.values()
        if not one.type.side
    ]
    return json(_document(context, found) | told | {"map": dict(found["plan"].paths)})


@blueprint.route("/<key>/preview", methods=["POST"])
@answers(IntakePreviewSchema)
@policy.right(RIGHT)
@blueprint.arguments(IntakePreviewBody)
def preview(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """What each field would get from a body."""
    return json({"fields": intake.fields_of(context, app, key, body["body"], body["map"])})


@blueprint.route("/<key>/test", methods=["POST"])
@answers(IntakeTestSchema)
@policy.right(RIGHT)
@blueprint.arguments(IntakeTestBody)
def try_out(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """The record that a body would become, by the real way in; nothing is kept."""
    return json(intake.try_out(context, app, key, body["body"]))


@blueprint.route("/<key>/retry", methods=["POST"])
@answers(IntakeRetriedSchema)
@policy.right(RIGHT)
def retry_all(context: Context, app: str, key: str) -> Response:
    """Take in again whatever is kept, the oldest first."""
    return json(intake.retry_all(context, app, key))


@blueprint.route("/<key>/address", methods=["POST"])
@answers(IntakeAddressSchema)
@policy.right(RIGHT)
def make_address(context: Context, app: str, key: str) -> Response:
    """A new address."""
    return json({"path": f"/api/v1/hooks/{intake.make_address(context, app, key)}"})


@blueprint.route("/<key>/secret", methods=["POST"])
@answers(IntakeSecretSchema)
@policy.right(RIGHT)
@blueprint.arguments(IntakeSecretBody)
def make_secret(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """A new signing secret; the one before counts for a while more."""
    return json({"secret": intake.make_secret(context, app, key, body["overlap"])})


@blueprint.route("/<key>/paused", methods=["PUT"])
@answers(status=204)
@policy.right(RIGHT)
@blueprint.arguments(IntakePausedBody)
def pause(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """Refuse what comes, or take it again."""
    intake.pause(context, app, key, paused=body["paused"])
    return empty()


@blueprint.route("/<key>/deliveries")
@answers(IntakeDeliveriesSchema, parameters=_PAGE)
@policy.right(RIGHT)
def deliveries(context: Context, app: str, key: str) -> Response:
    """What was delivered, the newest first."""
    return json(intake.deliveries(context, app, key, kept=flag("kept"), before=request.args.get("before")))


@blueprint.route("/<key>/deliveries/<id>/retry", methods=["POST"])
@answers(IntakeDeliverySchema)
@policy.right(RIGHT)
@blueprint.arguments(IntakeRetryBody)
def retry(context: Context, body: dict[str, Any], app: str, key: str, id: str) -> Response:
    """Take in one kept body again, as it came or corrected."""
    return json(intake.retry(context, app, key, id, body["index"], body["body"]))


@blueprint.route("/<key>/tokens")
@answers(IntakeTokensSchema)
@policy.right(RIGHT)
def tokens(context: Context, app: str, key: str) -> Response:
    """Those that are not revoked, the newest first."""
    found = intake.tokens(context, app, key, current_edge().clock.now())
    return json({"items": [one | {"made_by": actor_name(context, one["made_by"])} for one in found]})


@blueprint.route("/<key>/tokens", methods=["POST"])
@answers(IntakeTokenSchema)
@policy.right(RIGHT)
@blueprint.arguments(IntakeTokenBody)
def make_token(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """A new token, which adds such records and does nothing else."""
    return json(
        {"token": intake.make_token(context, app, key, body["title"], body["days"], current_edge().clock.now())}
    )


@blueprint.route("/<key>/tokens/<id>", methods=["DELETE"])
@answers(status=204)
@policy.right(RIGHT)
def revoke(context: Context, app: str, key: str, id: str) -> Response:
    """It opens nothing from now on."""
    intake.revoke(context, app, key, id, current_edge().clock.now())
    return empty()


@blueprint.route("/<key>/files")
@answers(DroppedFilesSchema, parameters=query({"before": "`next` of the page before"}))
@policy.right(RIGHT)
def files(context: Context, app: str, key: str) -> Response:
    """Files that were dropped, the newest first."""
    return json(intake.files(context, app, key, before=request.args.get("before")))


@blueprint.route("/<key>/files/look", methods=["POST"])
@answers(status=204)
@policy.right(RIGHT)
def look(context: Context, app: str, key: str) -> Response:
    """Look into the folder now."""
    intake.look_now(context, app, key)
    return empty()


@blueprint.route("/<key>/files/<id>/refused")
@answers(RefusedRowsSchema)
@policy.right(RIGHT)
def refused_rows(context: Context, app: str, key: str, id: str) -> Response:
    """The rows of a file that were not taken, with reasons."""
    return json({"items": intake.refused_rows(context, app, key, id)})


@blueprint.route("/<key>/files/<id>/again", methods=["POST"])
@answers(status=204)
@policy.right(RIGHT)
def take_again(context: Context, app: str, key: str, id: str) -> Response:
    """Take a file in although the same content came before."""
    intake.take_again(context, app, key, id)
    return empty()


def _document(context: Context, found: dict[str, Any]) -> dict[str, Any]:
    plan: intake.IntakePlan = found["plan"]
    mark = found["secret"]
    return {
        "key": plan.key,
        "title": text(plan.title, context.locale),
        "description": text(plan.description, context.locale) if plan.description else None,
        "channel": plan.channel.key,
        "channel_title": text(plan.channel.label, context.locale),
        "form": plan.form.name,
        "form_title": text(plan.form.title, context.locale),
        "state": "paused" if found["paused"] else "on" if found["ready"] else "new",
        "addressed": found["addressed"],
        "secret_by": actor_name(context, mark.set_by) if mark else None,
        "secret_at": mark.set_at if mark else None,
        "overlap_until": found["overlap_until"],
        "today": found["today"],
        "week": found["week"],
        "kept": found["kept"],
    }
