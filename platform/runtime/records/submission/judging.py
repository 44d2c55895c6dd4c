"""Judge the checks that need other records: inside the writing transaction, behind their locks.

Locks come after the records that a transaction holds. Two writers with the same values in a check's lock fields judge
one after another, so that the second sees what the first has written.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson

from ...context import Context
from ...definitions import Plans, plan_cache, plans_in
from ...errors import PlatformError, Problems
from ...forms import FormPlan, form_plan
from ...forms.checks import Check
from ...people import KINDS, Naming
from ...storage import Transaction
from ...storage.locks import hold
from ..errors import CheckWarns, Unconfirmed
from ..reading import reader_of
from .pipeline import Draft, told_of


def judge(
    context: Context,
    tx: Transaction,
    draft: Draft,
    confirmed: Collection[str] | None,
    changed: Collection[str] | None = None,
) -> None:
    """Judge what the draft could not by itself. `confirmed`: the warnings that a person has seen; None where nobody
    can be asked. `changed`: the fields that a change touches; checks that read none of them stand as they stood.

    Raises Problems; Unconfirmed when only warnings are left that have not been seen.
    """
    if checks := [check for check in draft.plan.checks if _concerns(check, changed)]:
        record = draft.data["record"]
        hold(tx, [_lock_name(context, check, record) for check in checks if check.lock is not None])
        problems, warnings = ask_others(context, plans_in(context.workspace, tx), draft, checks)
        if problems:
            raise Problems(problems)
        draft.warnings += warnings
    unseen = [warning for warning in draft.warnings if confirmed is not None and warning.check not in confirmed]
    if unseen:
        raise Unconfirmed(unseen)


def ask_others(
    context: Context, plans: Plans, draft: Draft, checks: Sequence[Check]
) -> tuple[list[PlatformError], list[CheckWarns]]:
    """What is wrong, and what is warned of, by checks that put questions to other records."""
    problems: list[PlatformError] = []
    warnings: list[CheckWarns] = []
    for check in checks:
        if (filling := check.failure(draft.data)) is None:
            continue
        told = told_of(check, {**filling, **_revealed(context, plans, check, draft.data)})
        if isinstance(told, CheckWarns):
            warnings.append(told)
        else:
            problems.append(told)
    return problems, warnings


def _concerns(check: Check, changed: Collection[str] | None) -> bool:
    if not check.asks:
        return False
    return changed is None or not check.reads or not check.reads.isdisjoint(changed)


def _lock_name(context: Context, check: Check, record: dict[str, object]) -> str:
    assert check.lock is not None
    values = orjson.dumps([record.get(key) for key in check.lock.by], default=str).decode()
    return f"check:{context.workspace.id}:{check.lock.name}:{values}"


def _revealed(context: Context, plans: Plans, check: Check, data: Mapping[str, Any]) -> dict[str, str]:
    """What the message may name of the first record found."""
    return {
        one.key: _text(context, form_plan(plans, *one.form.split(".")), one.key, one.value(data))
        for one in check.reveals
    }


def _text(context: Context, other: FormPlan, key: str, value: Any) -> str:
    if value is None:
        return "—"
    field = other.fields[key]
    if field.type.links in KINDS:
        naming = Naming(context, None, plan_cache(context.workspace).latest())
        return naming.name(field.type.links, str(value)) or "…"
    return field.type.text(value, field.settings, reader_of(context)) or "—"
