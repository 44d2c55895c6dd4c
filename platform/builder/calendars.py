"""A workspace's own working calendars: set up, changed, withdrawn. They hold at once for all that counts time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..runtime import changes, records, workflows
from ..runtime.calendars import (
    COMPANY,
    CalendarPlan,
    Dated,
    Shift,
    calendar_plan,
    calendar_schema,
    calendars,
    compile_calendar,
)
from ..runtime.changes import Patch
from ..runtime.context import Context
from ..runtime.definitions import Definition, Plans, plan_cache, plans_in, publish, withdraw
from ..runtime.definitions.shape import check_shape
from ..runtime.errors import InvalidDefinition, LimitExceeded, NotFound, StaleRevision
from ..runtime.identifiers import new_id
from ..runtime.localized import text
from ..runtime.people import organisation_of
from ..runtime.storage import Transaction

_MOST = 50
# Years that people plan and look back to.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def own_calendars(context: Context) -> list[Definition]:
    """The company's first; where none was set up, the usual one with revision 0."""
    return calendars(context.workspace, _plans(context))


def offered_calendars(context: Context) -> list[Definition]:
    """Calendars that installed packages bring, to be copied from."""
    return [one for one in _plans(context).documents("calendar") if one.app != context.workspace.namespace]


def add_calendar(context: Context, document: Mapping[str, Any]) -> str:
    """The key of a calendar made of what `document` says besides its key. Raises Problems, InvalidDefinition."""

    def unit(tx: Transaction) -> str:
        taken = {one.key for one in calendars(context.workspace, plans_in(context.workspace, tx))}
        if len(taken) >= _MOST:
            raise LimitExceeded(what={"zh-CN": "日历数", "en": "calendars"}, limit=_MOST)
        key = "c" + new_id()[-10:].lower()
        _put(tx, context, key, document, None)
        return key

    return changes.run(context, unit)


def change_calendar(context: Context, key: str, document: Mapping[str, Any], revision: int) -> None:
    """Replace a calendar of which the caller saw `revision`. Raises NotFound, StaleRevision, Problems,
    InvalidDefinition."""

    def unit(tx: Transaction) -> None:
        before = _seen(tx, context, key, revision)
        _put(tx, context, key, document, before)

    changes.run(context, unit)


def withdraw_calendar(context: Context, key: str, revision: int) -> None:
    """Its departments go by the company's calendar from now on; that one, withdrawn, is the usual one again. Raises
    NotFound, StaleRevision."""

    def unit(tx: Transaction) -> None:
        before = _seen(tx, context, key, revision)
        if before.revision == 0:
            raise NotFound
        withdraw(tx, context, context.workspace.namespace, "calendar", key)
        _follow(tx, context, key)
        changes.change_of(tx).entry("calendar", key, key, "delete", _patch(before.document, {}))

    changes.run(context, unit)


def previewed_year(context: Context, document: Mapping[str, Any], year: int) -> list[Dated]:
    """Each date of a year as `document` has it. Raises Problems, InvalidDefinition, NotFound for a far year."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotFound
    return list(_compiled(context, {**document, "kind": "calendar", "key": COMPANY}).year(year))


@dataclass(frozen=True, slots=True)
class WorkedYear:
    """What views over time shade: `off`, the dates on which the company does not work, `otherwise`, those worked at
    other hours than their weekday, and `week`, the shifts of Monday to Sunday."""

    off: tuple[Dated, ...]
    otherwise: tuple[Dated, ...]
    week: tuple[tuple[Shift, ...], ...]


def worked_year(context: Context, year: int) -> WorkedYear:
    """A year as the company works it. Raises NotFound for a far year."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotFound
    plans = _plans(context)
    return plans.once(("worked year", year), lambda: _worked(calendar_plan(context.workspace, plans), year))


def _worked(plan: CalendarPlan, year: int) -> WorkedYear:
    week, days = plan.working.week, list(plan.year(year))
    off = tuple(one for one in days if not one.shifts)
    otherwise = tuple(one for one in days if one.shifts and one.shifts != week[one.day.weekday()])
    return WorkedYear(off, otherwise, week)


def _compiled(context: Context, document: Mapping[str, Any]) -> CalendarPlan:
    key = document["key"]
    check_shape(calendar_schema(), document, key)
    definition = Definition(context.workspace.namespace, "calendar", key, 0, "", dict(document))
    return compile_calendar(definition, context.workspace.zone)


def _plans(context: Context) -> Plans:
    with context.workspace.database.read() as connection:
        return plan_cache(context.workspace).at(connection)


def _seen(tx: Transaction, context: Context, key: str, revision: int) -> Definition:
    """The calendar, which must be as its editor saw it."""
    found = next((one for one in calendars(context.workspace, plans_in(context.workspace, tx)) if one.key == key), None)
    if found is None:
        raise NotFound
    if found.revision != revision:
        raise StaleRevision(current=found.document)
    return found


def _put(tx: Transaction, context: Context, key: str, document: Mapping[str, Any], before: Definition | None) -> None:
    whole = {**document, "kind": "calendar", "key": key}
    _compiled(context, whole)
    _check_departments(tx, context, key, whole)
    publish(tx, context, context.workspace.namespace, [whole])
    _follow(tx, context, key)
    action = "change" if before else "create"
    changes.change_of(tx).entry("calendar", key, key, action, _patch(before.document if before else {}, whole))


def _follow(tx: Transaction, context: Context, key: str) -> None:
    """What was counted by the calendar is counted anew: open deadlines, and formulas where it is the company's."""
    workflows.recount(context, tx)
    if key == COMPANY:
        records.follow_calendar(context, tx, plans_in(context.workspace, tx))


def _check_departments(tx: Transaction, context: Context, key: str, document: Mapping[str, Any]) -> None:
    """Each department exists and goes by one calendar."""
    known = organisation_of(context.workspace, tx.connection).departments
    others = [one for one in calendars(context.workspace, plans_in(context.workspace, tx)) if one.key != key]
    taken = {id: one for one in others for id in one.document.get("departments", ())}
    for index, id in enumerate(document.get("departments", ())):
        if id not in known:
            reason = {"zh-CN": "没有这个部门", "en": "there is no such department"}
        elif id in taken:
            title = taken[id].document["title"]
            reason = {
                "zh-CN": f"「{known[id]}」已使用「{_said(title, 'zh-CN')}」，先从那里移除",
                "en": f"{known[id]} goes by {_said(title, 'en')}; take it out there first",
            }
        else:
            continue
        raise InvalidDefinition(document=key, pointer=f"/departments/{index}", reason=reason)


def _patch(before: Mapping[str, Any], after: Mapping[str, Any]) -> Patch:
    """What changed, weekday by weekday and date by date."""
    patch: Patch = []
    for part in ("title", "holidays", "departments"):
        patch += _step([part], before.get(part), after.get(part))
    for part in ("hours", "days"):
        old, new = before.get(part, {}), after.get(part, {})
        for name in sorted({*old, *new}):
            patch += _step([part, name], old.get(name), new.get(name))
    return patch


def _step(path: list[str], before: Any, after: Any) -> Patch:
    return [] if before == after else [{"op": "set", "path": path, "before": before, "after": after}]


def _said(title: Any, locale: str) -> str:
    return str(text(title, locale))
