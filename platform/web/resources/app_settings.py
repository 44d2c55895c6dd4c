"""What an app says of itself: its title, the order of its forms, its parameters, what it reads and writes elsewhere."""

from typing import Any

from flask import Response

from ...builder.app_settings import app_settings, change_app_settings, settings_schema
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import AppSettingsBody
from ..draft_schemas import AppSettingsSchema

blueprint = Blueprint("app_settings", __name__, url_prefix="/api/v1/apps/<app>/settings")

_RIGHT = "apps.build"


@blueprint.route("")
@answers(AppSettingsSchema)
@policy.right(_RIGHT)
def item(context: Context, app: str) -> Response:
    """The settings, and their schema."""
    return _answer(context, app)


@blueprint.route("", methods=["PUT"])
@answers(AppSettingsSchema)
@policy.right(_RIGHT)
@blueprint.arguments(AppSettingsBody)
def change(context: Context, body: dict[str, Any], app: str) -> Response:
    """Change them; they hold at once. 409 where somebody else was faster, 422 with what is wrong with them, or would be
    with documents. What is read and written elsewhere is for who may install packages to change."""
    change_app_settings(context, app, body["values"], body["version"])
    return _answer(context, app)


def _answer(context: Context, app: str) -> Response:
    found = app_settings(context, app)
    return json({"values": found.values, "version": found.version, "schema": settings_schema()})
