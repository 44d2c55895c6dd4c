"""To-dos as JSON, in the reader's language."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...calendars import end_of_day
from ...context import Context
from ...definitions import plan_cache
from ...directory import asked_name
from ...errors import NotFound
from ...forms import FormPlan, form_plan
from ...forms.describing import describe, described_settings
from ...localized import text
from ...people import access_to, organisation_of
from ...records import dump_record
from ...records import get as get_record
from ..definition.pinned import pinned_plan
from ..definition.plan import NodePlan, WorkflowPlan
from ..presenting.shown import reader_of, shown_text


def dump_task(context: Context, connection: sa.Connection, row: Any) -> dict[str, Any]:
    """A to-do as lists show it."""
    plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
    node = plan.nodes[row.node]
    title, node_title = row.shown["title"], text(node.title, context.locale)
    person = organisation_of(context.workspace, connection).person(row.assignee)
    return {
        "id": row.id,
        "kind": row.kind,
        "title": f"{node_title} · {title}" if title else node_title,
        "subtitle": text(plan.title, context.locale),
        "app": row.app,
        "app_title": app_title(context, row.app),
        "workflow": row.workflow,
        "node": row.node,
        "node_title": node_title,
        "record": _about(plan, row.record_id, title) if plan.subject.is_record else None,
        "assignee": person.name if person else None,
        "state": "done" if row.state == "cancelled" else row.state,
        "outcome": row.outcome,
        "created_at": moment(row.created_at),
        "due_at": moment(row.due_at),
        "group": _group(context, row),
        "revision": row.revision,
        "facts": _facts(context, connection, plan, row.shown["facts"]),
    }


def _about(plan: WorkflowPlan, record_id: str, title: str) -> dict[str, str]:
    """The record, whose form may be another app's than the workflow."""
    return {"app": plan.form.app, "form": plan.form.key, "id": record_id, "title": title}


def dump_detail(context: Context, connection: sa.Connection, row: Any) -> dict[str, Any]:
    """What is needed besides to act on it; the flow is added by the caller."""
    plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
    node = plan.nodes[row.node]
    form = task_form(context, row.app, node)
    return {
        "form": form.key if form else None,
        "initial_values": back_references(form, plan, row.record_id) if form else None,
        "first_response": [option(one, context.locale) for one in node.settings.get("first_response", ())],
        "decline_reasons": decline_reasons(context, row.app, node),
        "decisions": ["approve", "reject"] if row.kind == "approval" else None,
        "facts": _facts(context, connection, plan, row.shown["facts"], whole=True),
        "record_detail": _record_detail(context, connection, plan, row.record_id),
        "name": _asked_name(context, connection, row.record_id) if row.kind == "name" else None,
    }


def _asked_name(context: Context, connection: sa.Connection, id: str) -> dict[str, Any]:
    asked = asked_name(context, connection, id)
    return asked | {"asked_at": moment(asked["asked_at"]), "blocks_at": moment(asked["blocks_at"])}


def task_form(context: Context, app: str, node: NodePlan) -> FormPlan | None:
    """The form that is filled to complete a task of this node."""
    key = node.settings.get("form")
    return form_plan(plan_cache(context.workspace).latest(), app, key) if key else None


def back_references(form: FormPlan, plan: WorkflowPlan, record_id: str) -> dict[str, str]:
    """Values for the fields of the task's form that refer to the record's form."""
    if not plan.subject.is_record:
        return {}
    target = (plan.form.app, plan.form.key)
    return {field.key: record_id for field in form.linked("record") if tuple(field.settings["target"]) == target}


def decline_reasons(context: Context, app: str, node: NodePlan) -> list[dict[str, Any]] | None:
    """The reasons to choose from; None where the task cannot be declined."""
    key = node.settings.get("decline_with")
    if not key:
        return None
    options = plan_cache(context.workspace).latest().get("options", app, key).document["options"]
    return [option(one, context.locale) for one in options]


def option(raw: str | Mapping[str, Any], locale: str) -> dict[str, Any]:
    """{"key", "title"} of an option written as a key or as an object."""
    if isinstance(raw, str):
        return {"key": raw, "title": raw}
    return {"key": raw["key"], "title": text(raw.get("title", raw["key"]), locale)}


def app_title(context: Context, app: str) -> str:
    """The app's title in the reader's language."""
    installed = plan_cache(context.workspace).latest().apps.get(app)
    return str(text(installed.manifest.get("title", app), context.locale)) if installed else app


def moment(value: Any) -> str | None:
    """A moment as JSON."""
    return None if value is None else str(value.isoformat()).replace("+00:00", "Z")


def _group(context: Context, row: Any) -> str:
    now = context.now()
    if row.due_at is None:
        return "later"
    if row.due_at < now:
        return "overdue"
    return "today" if row.due_at < end_of_day(now, context.workspace.zone) else "later"


def _facts(
    context: Context, connection: sa.Connection, plan: WorkflowPlan, shown: Mapping[str, Any], *, whole: bool = False
) -> list[dict[str, Any]]:
    """Each with its type, JSON value and settings, so that a page can show it as that type does. Lists of to-dos go
    without settings that are long, such as options."""
    reader = reader_of(context)
    facts = []
    for key, raw in shown.items():
        if (field := plan.form.fields.get(key)) is not None:
            words = shown_text(context, connection, field, field.load(raw), reader)
            settings = described_settings(field, context.locale)
            facts.append(
                {
                    "title": text(field.title, context.locale),
                    "text": words or "—",
                    "verdict": None,
                    "type": field.type.key,
                    # What has no words for this reader has no value either.
                    "value": raw if words else None,
                    "settings": settings if whole else {k: v for k, v in settings.items() if not isinstance(v, list)},
                }
            )
    return facts


def _record_detail(
    context: Context, connection: sa.Connection, plan: WorkflowPlan, record_id: str
) -> dict[str, Any] | None:
    """The record under the reader's own rights; None when it is not for these eyes, or there is none."""
    form = plan.form
    if not plan.subject.is_record:
        return None
    try:
        record = get_record(context, form.app, form.key, record_id, connection=connection)
    except NotFound:
        return None
    access = access_to(context, plan_cache(context.workspace).latest(), form.app, form.key)
    dumped = dump_record(context, record, connection=connection)
    fields = [field for field in describe(form, access, context.locale)["fields"] if field["key"] in dumped["values"]]
    return {"fields": fields, "values": dumped["values"], "labels": dumped["labels"]}
