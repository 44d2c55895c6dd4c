"""Connections to the outside: what apps ask for, set up, tried and switched off. Secrets go in and never come out."""

from typing import Any

from flask import Response
from marshmallow import ValidationError

from ...runtime.connections import setting_up
from ...runtime.connections.plan import ConnectionPlan
from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.forms.settings_schema import settings_schema
from ...runtime.localized import text
from ...runtime.people import actor_name
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..connection_schemas import ConnectionBody, ConnectionSchema, ConnectionsSchema
from ..reading import expected_revision

blueprint = Blueprint("connections", __name__, url_prefix="/api/v1/connections")

_RIGHT = setting_up.RIGHT
_IF_MATCH = [{"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"}}]


@blueprint.route("")
@answers(ConnectionsSchema)
@policy.right(_RIGHT)
def items(context: Context) -> Response:
    """Those that apps ask for, then the standing ones."""
    return json({"items": [_document(context, one) for one in setting_up.listed(context)]})


@blueprint.route("/<app>/<key>", methods=["PUT"])
@answers(ConnectionSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
@blueprint.arguments(ConnectionBody)
def set_up(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """Save settings, secrets, and whether it is switched on. If-Match "0" where it was never set up; 409 with its
    revision when somebody saved first; 422 when the host changes and not every secret is entered anew."""
    setting_up.set_up(
        context,
        app,
        key,
        body["settings"],
        body["secrets"],
        enabled=body["enabled"],
        revision=expected_revision(),
    )
    return _one(context, app, key)


@blueprint.route("/<app>/<key>/secrets/<name>", methods=["DELETE"])
@answers(ConnectionSchema)
@policy.right(_RIGHT)
def forget(context: Context, app: str, key: str, name: str) -> Response:
    """Forget a secret."""
    setting_up.forget_secret(context, app, key, name)
    return _one(context, app, key)


@blueprint.route("/<app>/<key>/test", methods=["POST"])
@answers(ConnectionSchema)
@policy.right(_RIGHT)
def test(context: Context, app: str, key: str) -> Response:
    """Try it as it is saved; `problem` says what went wrong."""
    return json(_document(context, setting_up.test(context, app, key)))


def _one(context: Context, app: str, key: str) -> Response:
    return json(_document(context, setting_up.get(context, app, key)))


def _document(context: Context, found: dict[str, Any]) -> dict[str, Any]:
    plan: ConnectionPlan = found["plan"]
    app = plan_cache(context.workspace).latest().apps.get(plan.app)
    problem = found["problem"]
    return {
        "app": plan.app,
        "key": plan.key,
        "app_title": text(app.manifest.get("title", app.key), context.locale) if app else None,
        "title": text(plan.title, context.locale),
        "help": text(plan.help, context.locale) if plan.help else None,
        "connector": plan.type.key,
        "connector_title": text(plan.type.label, context.locale),
        "state": _state(found),
        "settings": _filled(plan, found["settings"]),
        "schema": settings_schema(plan.type.Settings()),
        "secrets": _secrets(context, plan, found),
        "revision": found["revision"],
        "changed_by": _name(context, found["changed_by"]),
        "changed_at": found["changed_at"],
        "tested_at": found["tested_at"],
        "problem": problem and {"code": problem["code"], "detail": text(problem["detail"], context.locale)},
    }


def _state(found: dict[str, Any]) -> str:
    if not found["revision"]:
        return "new"
    if not found["enabled"]:
        return "off"
    return "broken" if found["problem"] else "on"


def _filled(plan: ConnectionPlan, settings: dict[str, Any]) -> dict[str, Any]:
    """The settings with the defaults of those that were not given, for the form to begin with."""
    declared = plan.type.Settings().fields
    defaults = {name: field.load_default for name, field in declared.items() if not field.required}
    return {name: value() if callable(value) else value for name, value in defaults.items()} | settings


def _secrets(context: Context, plan: ConnectionPlan, found: dict[str, Any]) -> list[dict[str, Any]]:
    marks = found["secrets"]
    try:
        needed = plan.type.needed_secrets(plan.type.Settings().load(found["settings"]))
    except ValidationError:  # what an app offers may be a beginning
        needed = ()
    return [
        {
            "name": name,
            "title": text(title, context.locale),
            "needed": name in needed,
            "set_by": _name(context, marks[name].set_by) if name in marks else None,
            "set_at": marks[name].set_at if name in marks else None,
        }
        for name, title in plan.type.secrets.items()
    ]


def _name(context: Context, identity: str | None) -> str | None:
    """Who did it, by name."""
    return actor_name(context, identity) if identity else None
