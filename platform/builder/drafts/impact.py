"""What the drafts mean for what is there: values of records that go, are missing or stand twice; how many runs of a
workflow are under way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from ...runtime.context import SYSTEM, Context
from ...runtime.definitions import Definition, Plans
from ...runtime.forms import FormPlan, form_plan
from ...runtime.forms.fields import FieldPlan
from ...runtime.localized import text
from ...runtime.records.querying.question import Query
from ...runtime.records.reading import open_reading
from ...runtime.workflows.moving import running


@dataclass(frozen=True, slots=True)
class Impact:
    """How many records of a form a change of one of its fields is about, or how many runs a change of their workflow;
    `exact` is False beyond what is counted."""

    kind: str
    key: str
    field: str
    words: str
    count: int
    exact: bool


def impacts(context: Context, app: str, before: Plans, after: Plans) -> list[Impact]:
    """Of all forms and workflows of `app` that were published already; `after` must be whole, as without problems."""
    everything = replace(context, actor=SYSTEM)
    found: list[Impact] = []
    for old in before.documents("form", app):
        new = after.find("form", app, old.key)
        if new is None or new.hash != old.hash:
            found.extend(_of_form(everything, before, after, old, new))
    for old in before.documents("workflow", app):
        new = after.find("workflow", app, old.key)
        if new is None or new.hash != old.hash:
            found.extend(_of_workflow(context, old))
    return found


def _of_workflow(context: Context, old: Definition) -> Iterator[Impact]:
    with context.workspace.database.read() as connection:
        count = running(connection, old.app, old.key)
    if count:
        yield _told(context, old, None, "running", count, True)


def _of_form(
    context: Context, before: Plans, after: Plans, old: Definition, new: Definition | None
) -> Iterator[Impact]:
    was = form_plan(before, old.app, old.key)
    if new is None:
        yield from _counted(context, was, None, {}, "withdrawn")
        return
    becomes = form_plan(after, new.app, new.key)
    for key, field in was.fields.items():
        if field.column is None and field.type.side is None:
            continue
        now = becomes.fields.get(key)
        if now is None:
            yield from _counted(context, was, field, _filled(field), "removed")
            continue
        if now.required and not field.required and "empty" in field.filters:
            yield from _counted(context, was, field, {"field": key, "operator": "empty"}, "required")
        if now.unique and not field.unique:
            yield from _twice(context, was, field)
        if gone := _options(field) - _options(now):
            operator = "any_of" if field.type.many else "one_of"
            yield from _counted(
                context, was, field, {"field": key, "operator": operator, "value": sorted(gone)}, "gone"
            )


def _options(field: FieldPlan) -> set[str]:
    return set(field.settings.get("titles", ())) if {"one_of", "any_of"} & set(field.filters) else set()


def _filled(field: FieldPlan) -> dict[str, Any] | None:
    return {"field": field.key, "operator": "not_empty"} if "not_empty" in field.filters else None


_WORDS = {
    "running": (
        "「{title}」有 {count} 个实例在运行，按原来的版本走完，也可以在发布后迁移",
        "{count} runs of {title} are under way and go on as they began; they can be moved once it is published",
    ),
    "withdrawn": ("{count} 条记录将看不到", "{count} records will be out of sight"),
    "removed": ("{count} 条记录填了「{title}」，删除后看不到", "{count} records have {title}; it will be out of sight"),
    "required": (
        "{count} 条记录没填「{title}」，下次修改时要补上",
        "{count} records lack {title}; who changes one must fill it in",
    ),
    "gone": ("{count} 条记录的「{title}」用了删去的选项", "{count} records have an option of {title} that goes"),
    "twice": (
        "「{title}」有 {count} 个值重复，需先改成各不相同",
        "{title} has {count} values that stand twice; make them differ first",
    ),
}


def _counted(
    context: Context, form: FormPlan, field: FieldPlan | None, filter: dict[str, Any] | None, kind: str
) -> Iterator[Impact]:
    if filter is None:
        return
    with open_reading(context, form.app, form.key) as reading:
        count, exact = reading.count(Query(filter=filter or None))
    if count:
        yield _told(context, form, field, kind, count, exact)


def _twice(context: Context, form: FormPlan, field: FieldPlan) -> Iterator[Impact]:
    if (column := field.column) is None:
        return
    kept = sa.and_(form.table.c.deleted_at.is_(None), column.is_not(None))
    values = sa.select(column).where(kept).group_by(column).having(sa.func.count() > 1).subquery()
    with context.workspace.database.read() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(values)).scalar_one()
    if count:
        yield _told(context, form, field, "twice", count, True)


def _told(
    context: Context, of: FormPlan | Definition, field: FieldPlan | None, what: str, count: int, exact: bool
) -> Impact:
    words = _WORDS[what][0 if context.locale == "zh-CN" else 1]
    shown = f"{count:,}" if exact else f"{count:,}+"
    title = text(field.title if field else of.document.get("title", of.key), context.locale)
    kind = of.kind if isinstance(of, Definition) else "form"
    return Impact(kind, of.key, field.key if field else "", words.format(count=shown, title=title), count, exact)
