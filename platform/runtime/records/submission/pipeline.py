"""From submitted values to a row: rights, defaults, what rules set, formulas, then rules and checks, all problems at
once. Nothing here touches the database: checks that ask other records are judged when the row is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...context import Context
from ...errors import InvalidValue, PlatformError, Problems, Required
from ...forms import FieldPlan, FormPlan
from ...forms.checks import Check, Words
from ...identifiers import new_id
from ...people import actor_values
from ...pointers import token
from ..derived.asking import Asking
from ..errors import CheckFailed, CheckWarns, FieldLocked, FieldReadOnly, StageMoveRefused, UnknownField
from .closed_options import chosen_anew
from .items import ItemLoader
from .lines import LineLoader, missing_cells


@dataclass(slots=True)
class Draft:
    """A row on its way: `data` is what expressions read, `data["record"]` the row itself (column → stored value),
    `sent` the JSON values it was asked to hold."""

    plan: FormPlan
    row: dict[str, Any]
    data: dict[str, Any]
    problems: list[PlatformError]
    sent: Mapping[str, Any]
    warnings: list[CheckWarns] = field(default_factory=list)

    @property
    def warned(self) -> list[str]:
        """The keys of the checks that warned."""
        return [warning.check for warning in self.warnings]

    def finish(self) -> dict[str, Any]:
        """The row. Raises Problems when there are any."""
        if self.problems:
            raise Problems(self.problems)
        return self.row


def draft_create(
    context: Context,
    plan: FormPlan,
    values: Mapping[str, Any],
    settable: frozenset[str],
    seen: frozenset[str],
    gates: bool,
    asking: Asking,
) -> Draft:
    """A new row. `settable`: the fields the actor may set; `seen`: those he knows of; `gates`: required fields hold;
    `asking`: who answers what expressions ask of other forms."""
    # With its id from the start: a question about "this record" must not find those that refer to none.
    row: dict[str, Any] = dict.fromkeys(plan.fields) | {"id": new_id()}
    draft = _draft(context, plan, row, None, values, asking)
    bad = _load(draft, values, settable, seen)
    for key, default in plan.defaults.items():
        if key not in values:
            row[key] = default(draft.data)
    _work_out(draft)
    _judge(draft, bad, gates)
    return draft


def draft_change(
    context: Context,
    plan: FormPlan,
    current: Mapping[str, Any],
    values: Mapping[str, Any],
    settable: frozenset[str],
    seen: frozenset[str],
    gates: bool,
    asking: Asking,
) -> Draft:
    """A changed row. What was already wrong before, and is not touched, is nobody's fault now."""
    draft = _draft(context, plan, dict(current), current, values, asking)
    bad = _load(draft, values, settable, seen)
    _work_out(draft)
    if gates:
        draft.problems += _stage_problems(plan, current, draft.row)
    _judge(draft, bad, gates)
    return draft


def draft_as_it_is(context: Context, plan: FormPlan, row: Mapping[str, Any], asking: Asking) -> Draft:
    """A stored row that comes back: nothing is worked out anew, only what asks other records is judged."""
    return _draft(context, plan, dict(row), row, {}, asking)


def birth(context: Context) -> dict[str, Any]:
    """The system columns of a new row, but for its id, which it has since it was drafted."""
    actor, now = context.actor, context.now()
    return {
        "created_at": now,
        "created_by": actor.identity,
        "updated_at": now,
        "updated_by": actor.identity,
        "owner": actor.person_id,
        "department": actor.departments[0] if actor.departments else None,
        "revision": 1,
        "deleted_at": None,
        "flow_state": None,
    }


def changed_fields(plan: FormPlan, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields whose stored values differ."""
    return [key for key in plan.fields if before[key] != after[key]]


def work_out_again(draft: Draft) -> None:
    """After the serial numbers are there: formulas that read them."""
    _work_out(draft)
    draft.finish()


def _draft(
    context: Context,
    plan: FormPlan,
    row: dict[str, Any],
    before: Mapping[str, Any] | None,
    sent: Mapping[str, Any],
    asking: Asking,
) -> Draft:
    data = {
        "record": row,
        "before": before,
        "actor": actor_values(context),
        "param": plan.parameters,
        "now": context.now(),
        "zone": context.workspace.zone,
        "calendar": plan.calendar,
        "forms": asking,
    }
    return Draft(plan, row, data, [], sent)


def _load(draft: Draft, values: Mapping[str, Any], settable: frozenset[str], seen: frozenset[str]) -> set[str]:
    """Put loaded values into the row; returns the fields whose values were refused."""
    plan, row, before = draft.plan, draft.row, draft.data["before"]
    bad: set[str] = set()
    for key, raw in values.items():
        field = plan.writable.get(key)
        if field is None or key not in settable:
            if before is not None and key in seen and key in plan.fields and raw == plan.fields[key].json(before[key]):
                continue  # Sent back unchanged with the rest of the form.
            draft.problems.append(_not_settable(plan, key, seen))
            continue
        if before is not None and raw == field.json(before[key]):
            continue
        if field.columns:
            row[key], problems = _members(draft, field, raw, before[key] if before else None, settable, seen)
            draft.problems += problems
            if problems:
                bad.add(key)
            continue
        try:
            row[key] = field.load(raw)
        except InvalidValue as error:
            error.pointer = f"/values/{key}"
            draft.problems.append(error)
            bad.add(key)
    _refuse_locked(draft, values, bad)
    _refuse_closed(draft, values, bad)
    return bad


def _members(
    draft: Draft, field: FieldPlan, raw: Any, before: Any, settable: frozenset[str], seen: frozenset[str]
) -> tuple[Any, list[PlatformError]]:
    """The lines or items to store, and what is wrong with them."""
    if field.type.side == "items":
        person, now = draft.data["actor"].get("person_id"), draft.data["now"]
        items = ItemLoader(field, settable, seen, person, now)
        return items.load(raw, before, fresh=draft.data["before"] is None), items.problems
    lines = LineLoader(field, settable, seen)
    return lines.load(raw, before), lines.problems


def _not_settable(plan: FormPlan, key: str, seen: frozenset[str]) -> PlatformError:
    pointer = f"/values/{token(str(key)[:60])}"
    if key in plan.fields and key in seen:
        return FieldReadOnly(pointer=pointer, title=plan.fields[key].title)
    return UnknownField(pointer=pointer, name=str(key)[:60])


def _refuse_locked(draft: Draft, values: Mapping[str, Any], bad: set[str]) -> None:
    rules = draft.plan.rules
    if not rules.enable:
        return
    before = draft.data["before"] or {}
    for key in rules.locked(draft.data) & set(values) - bad:
        if draft.row[key] != before.get(key):
            draft.problems.append(FieldLocked(pointer=f"/values/{key}", title=draft.plan.fields[key].title))


def _refuse_closed(draft: Draft, values: Mapping[str, Any], bad: set[str]) -> None:
    """An option that was retired may stay where it stands and is not chosen anew."""
    before = draft.data["before"] or {}
    for key in draft.plan.closing:
        if key in values and key not in bad:
            settings, place = draft.plan.fields[key].settings, f"/values/{key}"
            if wrong := list(chosen_anew(settings, draft.row[key], before.get(key), place)):
                draft.problems += wrong
                bad.add(key)


def _work_out(draft: Draft) -> None:
    """Fill what is empty and may not be, then set and compute."""
    row = draft.row
    for key, filling in draft.plan.null_fill.items():
        if row[key] is None:
            row[key] = filling
    for step in draft.plan.steps:
        try:
            step.run(draft.data)
        except InvalidValue as error:
            draft.problems.append(error)


def _judge(draft: Draft, bad: set[str], gates: bool) -> None:
    plan, data, before = draft.plan, draft.data, draft.data["before"]
    if gates:
        missing = _missing(plan, data, bad)
        if missing and before is not None:
            missing -= _missing(plan, data | {"record": before, "before": None}, set())
        titles = {key: plan.fields[key].title for key in plan.fields if key in missing}
        draft.problems += [Required(pointer=f"/values/{key}", title=title) for key, title in titles.items()]
        for side in plan.sides:
            if side.key not in bad:
                earlier = before[side.key] if before is not None else None
                draft.problems += missing_cells(side.field, data["record"][side.key], earlier)
    for check in plan.checks:
        if check.asks or check.reads & bad or (filling := check.failure(data)) is None:
            continue
        told = told_of(check, filling)
        if isinstance(told, CheckWarns):
            # Who changes something else is not warned again.
            if before is None or any(before.get(key) != draft.row.get(key) for key in check.reads):
                draft.warnings.append(told)
        else:
            draft.problems.append(told)


def told_of(check: Check, filling: Words) -> CheckFailed | CheckWarns:
    """The error for a check that does not hold."""
    pointer = f"/values/{check.field}" if check.field else "/values"
    kind = CheckWarns if check.warns else CheckFailed
    return kind(pointer=pointer, words=check.words(filling), check=check.key)


def _missing(plan: FormPlan, data: Mapping[str, Any], bad: set[str]) -> set[str]:
    """Required fields that are empty; what is hidden is never missing."""
    row, rules = data["record"], plan.rules
    empty = {key for key in plan.required if row[key] is None}
    if rules.require:
        empty |= {key for key in rules.required(data) if row[key] is None}
    if empty and (rules.show or rules.hide):
        empty -= rules.hidden(data)
    return empty - bad


def _stage_problems(plan: FormPlan, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[PlatformError]:
    for key in plan.stages:
        start, end, settings = before[key], after[key], plan.fields[key].settings
        if start != end and start is not None and (start, end) not in settings["allowed"]:
            titles = settings["titles"]
            yield StageMoveRefused(
                pointer=f"/values/{key}",
                start=titles.get(start, start),
                end=titles.get(end, end) if end is not None else {"zh-CN": "空", "en": "empty"},
            )
