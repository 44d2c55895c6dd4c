"""The installed apps, as far as one may use them: their forms and workflows."""

from typing import Any

import sqlalchemy as sa
from flask import Response
from flask_smorest import Blueprint

from ...runtime import records
from ...runtime.context import Context
from ...runtime.definitions import Definition, InstalledApp, Plans, plan_cache
from ...runtime.localized import text
from ...runtime.people import access_to
from .. import policy
from ..answers import answers, json
from ..schemas import AppsSchema

blueprint = Blueprint("apps", __name__, url_prefix="/api/v1/apps")


@blueprint.route("")
@answers(AppsSchema)
@policy.person
def items(context: Context) -> Response:
    """Apps with at least one form that one may see or fill in."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        found = [_app(context, plans, app, connection) for app in plans.apps.values()]
    return json({"items": [app for app in found if app["forms"]]})


def _app(context: Context, plans: Plans, app: InstalledApp, connection: sa.Connection) -> dict[str, Any]:
    forms = []
    for form in _in_order(plans, app):
        access = access_to(context, plans, app.key, form.key)
        if not access.grants:
            continue
        reads = access.may("read")
        count, exact = records.count(context, app.key, form.key, connection=connection) if reads else (None, True)
        forms.append(
            {
                "key": form.key,
                "title": text(form.document.get("title", form.key), context.locale),
                "count": count,
                "count_exact": exact,
                "may_create": access.may("create"),
            }
        )
    workflows = [
        {
            "key": workflow.key,
            "title": text(workflow.document.get("title", workflow.key), context.locale),
            "dispatches": any(node["type"] == "dispatch" for node in workflow.document["nodes"]),
            "form": _about(app.key, workflow),
        }
        for workflow in plans.documents("workflow", app.key)
    ]
    return {
        "key": app.key,
        "title": text(app.manifest.get("title", app.key), context.locale),
        "version": app.version,
        "on_pilot": app.key in plans.on_pilot,
        "forms": forms,
        "workflows": workflows if forms else [],
    }


def _about(app: str, workflow: Definition) -> str | None:
    form = workflow.document["trigger"].get("form")
    return form if form is None or "." in form else f"{app}.{form}"


def _in_order(plans: Plans, app: InstalledApp) -> list[Definition]:
    """The app's forms in the order of its manifest's menu; forms it leaves out follow."""
    place = {key: position for position, key in enumerate(app.manifest.get("menu", ()))}
    return sorted(plans.documents("form", app.key), key=lambda form: place.get(form.key, len(place)))
