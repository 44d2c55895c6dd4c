"""What people see of runs: sheets, periods, one run with its rows and what differs, the same as a workbook.

Of a row one sees what its run worked out, if one sees the record; figures count all rows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from ... import ledgers
from ...calendars.periods import described_period, read_period
from ...context import Context
from ...definitions import plan_cache
from ...errors import NotFound
from ...exports.files import workbook_of
from ...fields.datetime import moment_text
from ...localized import listed, text
from ...people import organisation_of
from ...records import titles
from . import periods, tables
from .access import Sheet, managed_sheets, sheet_for
from .comparing import DIFFERENCES, GONE, changed_names
from .sheets import CLOSED, OPEN, get_run
from .wanting import PARAMETERS, SETS

_run, _row, _sheet = tables.run, tables.row, tables.sheet
_PAGE = 100
# So many periods are listed besides those that have runs.
_RECENT = 6
_MOST_PERIODS = 60
_MOST_ROWS = 100_000
_WORDS = {
    "zh-CN": dict(zip(DIFFERENCES, ("新增", "变更", "不变", "取消", "出错"), strict=True)),
    "en": dict(zip(DIFFERENCES, ("New", "Changed", "Same", "Gone", "Failed"), strict=True)),
}
_HEADS = {"zh-CN": ("记录", "差异", "说明", "（原）"), "en": ("Record", "Difference", "Remark", " (before)")}


def sheets_of(context: Context, app: str) -> list[dict[str, Any]]:
    """The steps of an app whose runs one sees."""
    plans = plan_cache(context.workspace).latest()
    return [_described(context, sheet) for sheet in managed_sheets(context, plans, app)]


def periods_of(context: Context, app: str, workflow: str, node: str) -> dict[str, Any]:
    """The sheet with its periods, the newest first: state, the run that is looked at now, the one that wrote last."""
    plans = plan_cache(context.workspace).latest()
    sheet = sheet_for(context, plans, app, workflow, node)
    today = periods.local_today(context.now(), context.workspace.zone)
    settings = sheet.settings
    with context.workspace.database.read() as connection:
        query = sa.select(_sheet).where(_sheet.c.sheet == sheet.place.sheet)
        known = {row.period: row for row in connection.execute(query.order_by(_sheet.c.period.desc()))}
        wanted = {one.key: one for one in periods.recent(settings["unit"], settings["first_day"], today, _RECENT)}
        wanted |= {key: read_period(key, today) for key in known}
        newest = sorted(wanted.values(), key=lambda one: one.first, reverse=True)[:_MOST_PERIODS]
        ids = {id for row in known.values() for id in (row.current, row.written) if id is not None}
        runs = {row.id: row for row in connection.execute(sa.select(_run).where(_run.c.id.in_(ids)))}
        organisation = organisation_of(context.workspace, connection)
    items = []
    for period in newest:
        row = known.get(period.key)
        current, written = (runs.get(row.current), runs.get(row.written)) if row is not None else (None, None)
        items.append(
            described_period(period, today)
            | {
                "state": row.state if row is not None else OPEN,
                "runs": row.runs if row is not None else 0,
                "at": moment_text(row.at) if row is not None and row.at is not None else None,
                "by": (organisation.name(row.by) or None) if row is not None and row.by else None,
                "reason": row.reason if row is not None else None,
                "current": _run_told(context, organisation, current) if current is not None else None,
                "written": _run_told(context, organisation, written) if written is not None else None,
            }
        )
    return _described(context, sheet) | {"periods": items}


def run_of(context: Context, app: str, id: str) -> dict[str, Any]:
    """One run with its figures, what it can still become, and the runs of its period. Raises NotFound."""
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        found = get_run(connection, id)
        sheet = _sheet_of(context, plans, app, found)
        place = sa.and_(_sheet.c.sheet == found.sheet, _sheet.c.period == found.period)
        standing = connection.execute(sa.select(_sheet).where(place)).one()
        mine = sa.and_(_run.c.sheet == found.sheet, _run.c.period == found.period)
        every = connection.execute(sa.select(_run).where(mine).order_by(_run.c.number.desc()).limit(20)).all()
        organisation = organisation_of(context.workspace, connection)
    today = periods.local_today(context.now(), context.workspace.zone)
    period = read_period(found.period, today)
    decides = sheet.manages and found.state == "ready" and standing.current == found.id
    return _run_told(context, organisation, found) | {
        "sheet": _described(context, sheet),
        "period": described_period(period, today),
        "closed": standing.state == CLOSED,
        "can_confirm": decides and standing.state == OPEN and today >= period.after,
        "can_discard": decides or (sheet.manages and found.state == "calculating" and standing.current == found.id),
        "others": [_run_told(context, organisation, one) for one in every],
    }


def rows_of(
    context: Context, app: str, id: str, difference: str | None = None, after: str | None = None
) -> dict[str, Any]:
    """{"items": rows of a run whose records one sees, "next"}. Raises NotFound."""
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        found = get_run(connection, id)
        sheet = _sheet_of(context, plans, app, found)
        rows = _rows(connection, id, difference, after or "", _PAGE + 1)
        names = _names(context, connection, sheet, rows)
    items = [_row_told(context, plans, sheet, row, names[row.row_id]) for row in rows[:_PAGE] if row.row_id in names]
    return {"items": items, "next": rows[_PAGE - 1].row_id if len(rows) > _PAGE else None}


def workbook(context: Context, app: str, id: str, difference: str | None = None) -> bytes:
    """The rows as .xlsx: what differs beside what stood before, at most 100,000. Raises NotFound."""
    plans = plan_cache(context.workspace).latest()
    with context.workspace.database.read() as connection:
        found = get_run(connection, id)
        sheet = _sheet_of(context, plans, app, found)
        return workbook_of(_heads(context, sheet), _lines(context, connection, sheet, id, difference))


def _lines(
    context: Context, connection: sa.Connection, sheet: Sheet, id: str, difference: str | None
) -> Iterator[tuple[Any, ...]]:
    after, left = "", _MOST_ROWS
    while left > 0:
        rows = _rows(connection, id, difference, after, 1000)
        names = _names(context, connection, sheet, rows)
        for row in rows:
            if row.row_id in names:
                yield _line(context, sheet, row, names[row.row_id])
        if len(rows) < 1000:
            return
        after, left = rows[-1].row_id, left - len(rows)


def _line(context: Context, sheet: Sheet, row: Any, name: str) -> tuple[Any, ...]:
    remark = text(row.problem["detail"], context.locale) if row.problem else ""
    cells: list[Any] = [name, _WORDS[context.locale][row.difference], remark]
    for group in ("inputs", "results"):
        for one in sheet.settings[group]:
            before = (row.before or {}).get(group, {}).get(one["key"])
            now = None if row.difference == GONE else getattr(row, group).get(one["key"])
            cells += [_cell(now), _cell(before)]
    return tuple(cells)


def _heads(context: Context, sheet: Sheet) -> list[str]:
    *heads, before = _HEADS[context.locale]
    for group in ("inputs", "results"):
        for one in sheet.settings[group]:
            title = text(one.get("title") or one["key"], context.locale)
            heads += [title, title + before]
    return heads


def _cell(value: Any) -> Any:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else value


def _rows(connection: sa.Connection, id: str, difference: str | None, after: str, limit: int) -> list[Any]:
    query = sa.select(_row).where(_row.c.run_id == id, _row.c.row_id > after)
    if difference in DIFFERENCES:
        query = query.where(_row.c.difference == difference)
    elif difference == "unwritten":
        query = query.where(_row.c.problem.is_not(None))
    return list(connection.execute(query.order_by(_row.c.row_id).limit(limit)))


def _names(context: Context, connection: sa.Connection, sheet: Sheet, rows: list[Any]) -> Mapping[str, str]:
    form = sheet.settings["form"]
    try:
        return titles(context, form.app, form.key, [row.row_id for row in rows], connection=connection) if rows else {}
    except NotFound:
        return {}


def _row_told(context: Context, plans: Any, sheet: Sheet, row: Any, name: str) -> dict[str, Any]:
    before = row.before or {}
    gone = row.difference == GONE
    return {
        "id": row.row_id,
        "title": name,
        "difference": row.difference,
        "inputs": row.inputs,
        "results": row.results,
        "before": before or None,
        "changed": changed_names(row.inputs, before["inputs"]) if before and not gone else [],
        "writes": _writes_told(context, plans, sheet, row.wanted),
        "written": row.written,
        "problem": text(row.problem["detail"], context.locale) if row.problem else None,
    }


def _writes_told(context: Context, plans: Any, sheet: Sheet, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What would be written, in short: which entry of how much, which record or fields."""
    told = []
    for key, one in wanted.items():
        if "post" in one:
            ledger = ledgers.ledger_plan(plans, sheet.place.app, one["post"])
            amount = f"{ledgers.shown(one['amount'], ledger.decimals)} {text(ledger.unit, context.locale)}".strip()
            told.append({"key": key, "kind": "post", "title": text(ledger.title, context.locale), "amount": amount})
        elif key == SETS:
            form = sheet.settings["form"]
            names = [text(form.fields[name].title, context.locale) for name in one["set"] if name in form.fields]
            told.append({"key": key, "kind": "set", "title": listed(names, context.locale), "amount": None})
        else:
            app, _, form = one["make"].partition(".")
            definition = plans.find("form", app, form)
            title = text(definition.document["title"], context.locale) if definition else form
            told.append({"key": key, "kind": "make", "title": title, "amount": None})
    return told


def _sheet_of(context: Context, plans: Any, app: str, found: Any) -> Sheet:
    if found.app != app:
        raise NotFound
    return sheet_for(context, plans, app, found.workflow, found.node)


def _described(context: Context, sheet: Sheet) -> dict[str, Any]:
    settings, locale = sheet.settings, context.locale
    form = settings["form"]

    def values(group: str) -> list[dict[str, Any]]:
        return [
            {"key": one["key"], "title": text(one.get("title") or one["key"], locale), "type": one["type"]}
            for one in settings[group]
        ]

    installed = plan_cache(context.workspace).latest().apps[sheet.place.app]
    titled = {one["key"]: one.get("title", one["key"]) for one in installed.manifest.get("parameters", [])}
    parameters = {f"{PARAMETERS}.{key}": text(titled.get(key, key), locale) for key in sheet.node.parameters}
    return {
        "workflow": sheet.place.workflow,
        "node": sheet.place.node,
        "title": text(sheet.node.title, locale),
        "flow": text(sheet.plan.title, locale),
        "unit": settings["unit"],
        "form": {"app": form.app, "key": form.key, "title": text(form.title, locale)},
        "inputs": values("inputs")
        + [{"key": key, "title": title, "type": "text"} for key, title in parameters.items()],
        "results": values("results"),
        "confirm": settings["confirm"],
        "manages": sheet.manages,
    }


def _run_told(context: Context, organisation: Any, found: Any) -> dict[str, Any]:
    figures = found.figures
    counts = {name: figures.get(name, 0) for name in ("rows", *DIFFERENCES, "written", "unwritten")}
    totals = [{"key": key, **total} for key, total in figures.get("totals", {}).items()]
    return {
        "id": found.id,
        "number": found.number,
        "state": found.state,
        "by_flow": found.instance_id is not None,
        "expected": found.expected,
        "counts": counts,
        "totals": totals,
        "started_at": moment_text(found.started_at),
        "started_by": organisation.name(found.started_by) or None,
        "confirmed_at": moment_text(found.confirmed_at) if found.confirmed_at else None,
        "confirmed_by": (organisation.name(found.confirmed_by) or None) if found.confirmed_by else None,
        "ended_at": moment_text(found.ended_at) if found.ended_at else None,
        "problem": text(found.problem["detail"], context.locale) if found.problem else None,
    }
