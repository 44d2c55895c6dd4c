"""What the server would say to values that are still being typed, as far as a page cannot tell by itself.

Nothing is written and nothing held: the writing transaction judges again. Only what the asker may know is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import Forbidden, NotFound, PlatformError
from ...forms import FormPlan, form_plan
from ...forms.describing import visible_rules
from ...forms.layout import places
from ..derived.asking import Asking
from ..derived.foreseeing import foreseen
from ..errors import CheckFailed, ValueTaken
from ..rights import rights_on, row_data
from ..rows.sides import attach
from .judging import ask_others
from .lines import cut
from .pipeline import Draft, draft_change, draft_create


@dataclass(slots=True)
class Verdict:
    """`rules`: the keys of the rules that hold; `sets`: JSON values that they set, by field; `computed`: JSON values of
    formulas and lookups."""

    errors: list[PlatformError] = field(default_factory=list)
    warnings: list[PlatformError] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    sets: dict[str, Any] = field(default_factory=dict)
    computed: dict[str, Any] = field(default_factory=dict)


def check_values(context: Context, app: str, form: str, values: Mapping[str, Any], id: str | None = None) -> Verdict:
    """The verdict on a new record, or with `id` on a change of one. Raises NotFound, Forbidden."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        draft, seen = _drafted(context, connection, plans, plan, values, id)
        verdict = Verdict()
        _checks(context, connection, plans, draft, seen, verdict)
        _taken(connection, draft, seen, verdict)
        _rules(draft, seen, verdict)
        _computed(plans, draft, seen, verdict)
        return verdict


def listed(context: Context, app: str, form: str, key: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items, as JSON, that a checklist of a new record with these values would have. Raises NotFound, Forbidden."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        draft, seen = _drafted(context, connection, plans, plan, values, None)
        field = plan.field(key)
        if field.type.side != "items" or key not in seen:
            raise NotFound
        return field.json(cut(field, draft.row[key], seen)) or []


def _drafted(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    plan: FormPlan,
    values: Mapping[str, Any],
    id: str | None,
) -> tuple[Draft, frozenset[str]]:
    """The draft, and the fields the actor knows of."""
    rights = rights_on(context, plans, plan)
    asking = Asking.as_app(context, plans, plan.app, connection)
    if id is None:
        if rights.creates is None:
            raise rights.refusal()
        seen = rights.readable | rights.creates
        return draft_create(context, plan, values, rights.creates, seen, True, asking), seen
    table = plan.table
    found = connection.execute(sa.select(table).where(table.c.id == id, table.c.deleted_at.is_(None))).one_or_none()
    if found is None:
        raise NotFound
    row = dict(found._mapping)
    attach(connection, plan, [row])
    data = row_data(context, row, connection)
    if not rights.reads_row(data):
        raise NotFound
    if (settable := rights.changes(data)) is None:
        raise Forbidden
    seen = rights.seen(data)
    return draft_change(context, plan, row, values, settable, seen, True, asking), seen


def _checks(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    draft: Draft,
    seen: frozenset[str],
    verdict: Verdict,
) -> None:
    """Those that a page does not judge, as far as they read what the actor sees."""
    computed = {key for key, one in draft.plan.fields.items() if one.computed}
    told = [check for check in draft.plan.checks if check.tells_only(seen)]
    beyond = {check.key for check in told if not check.local or check.reads & computed}
    verdict.errors += [one for one in draft.problems if isinstance(one, CheckFailed) and one.context["check"] in beyond]
    verdict.warnings += [one for one in draft.warnings if one.check in beyond]
    # Others are asked once all that is asked about is filled in.
    asking = [check for check in told if check.asks and not any(draft.row.get(key) is None for key in check.reads)]
    problems, warnings = ask_others(context, plans, draft, asking)
    verdict.errors += problems
    verdict.warnings += warnings


def _taken(connection: sa.Connection, draft: Draft, seen: frozenset[str], verdict: Verdict) -> None:
    """Unique values that another record has already."""
    plan = draft.plan
    for one in plan.unique:
        if one.key in seen and _is_taken(connection, draft, (one.key,)):
            verdict.errors.append(ValueTaken(pointer=f"/values/{one.key}", title=one.title))
    for together in plan.unique_together:
        if seen.issuperset(together.fields) and _is_taken(connection, draft, together.fields):
            pointer = f"/values/{together.fields[-1]}"
            verdict.errors.append(CheckFailed(pointer=pointer, words=together.message, check=together.key))


def _is_taken(connection: sa.Connection, draft: Draft, keys: tuple[str, ...]) -> bool:
    table, row = draft.plan.table, draft.row
    if any(row[key] is None for key in keys):
        return False
    same = [table.c[key] == row[key] for key in keys]
    others = sa.select(sa.literal(1)).where(*same, table.c.deleted_at.is_(None), table.c.id != (row.get("id") or ""))
    return connection.execute(others.limit(1)).first() is not None


def _rules(draft: Draft, seen: frozenset[str], verdict: Verdict) -> None:
    plan = draft.plan
    for rule in visible_rules(plan, {*seen, *places(plan.layout)}):
        if plan.rules.conditions[rule["key"]](draft.data) is not True:
            continue
        verdict.rules.append(rule["key"])
        for act in rule["then"]:
            for key in act.get("set", ()):
                verdict.sets[key] = plan.fields[key].json(draft.row[key])


def _computed(plans: Plans, draft: Draft, seen: frozenset[str], verdict: Verdict) -> None:
    plan = draft.plan
    values = draft.row | foreseen(plans, plan, draft.data)
    for key, one in plan.fields.items():
        if one.computed and key in seen and values.get(key) is not None:
            verdict.computed[key] = one.json(values[key])
