"""The preview of a draft: the first rows at once, the whole file by a job that tells how far it is.

Each way of setting a draft up has a preview of its own, kept as a file beside the rows.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from ..changes import run as recorded_unit
from ..context import Context
from ..definitions import plan_cache
from ..errors import NotFound, PlatformError
from ..forms import form_plan
from ..identifiers import new_id
from ..jobs import BULK, Job, enqueue, outside_handler
from ..storage import Transaction
from ..storage.clock import stopwatch_s
from .acting import acting_for
from .folders import folder_of
from .going import run_of
from .grouping import grouping_of, rows_of
from .naming import keep_fresh, taker_of
from .preview import Look
from .runs import get
from .taking import Above

LOOK = "import.look"
AT_ONCE = 200
# Counting up many names takes a while, and nobody looks more often.
_TOLD_EVERY_S = 0.7


def preview(context: Context, id: str) -> dict[str, Any]:
    """What `Look.answer` says of a draft; `complete` when all its rows were looked at, which a job sees to.

    Raises NotFound."""
    shown = get(context, id)
    mark = _mark(shown, context.locale)
    path = _path(context, id, mark)
    if (kept := _kept(path)) is not None:
        return kept
    first = _first(context, id, shown["rows"])
    _keep(path, first)
    if not first["complete"]:
        payload = {"import": id, "mark": mark, "locale": context.locale}
        key = f"{LOOK}/{id}/{new_id()}"
        recorded_unit(context, lambda tx: enqueue(context, tx, LOOK, payload, key=key, lane=BULK, new_key=True))
    return first


def _first(context: Context, id: str, rows: int) -> dict[str, Any]:
    with context.workspace.database.read() as connection:
        run = run_of(connection, id)
        if run is None:
            raise NotFound
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, run["app"], run["form"])
        look, taker = Look(plan, run["columns"]), taker_of(context, connection, plans, plan, run)
        look.see(context, taker, rows_of(folder_of(context.workspace, id), grouping_of(plan, run), 0, AT_ONCE))
    return look.answer(context, complete=look.looked_at >= rows)


def _call(context: Context, job: Job) -> None:
    """Look at the whole file, some rows at a time; end at once when the draft is set up otherwise."""
    id, mark = job.payload["import"], job.payload["mark"]
    path = _path(context, id, mark)
    look: Look | None = None
    above: Above = {}
    told_s = stopwatch_s()
    while True:
        with context.workspace.database.read() as connection:
            row = run_of(connection, id)
            if row is None or row["state"] != "draft" or _mark(row, job.payload["locale"]) != mark:
                path.unlink(missing_ok=True)
                return
            acting = replace(acting_for(context, connection, row), locale=job.payload["locale"])
            plans = plan_cache(context.workspace).at(connection)
            plan = form_plan(plans, row["app"], row["form"])
            look = look or Look(plan, row["columns"])
            taker = taker_of(acting, connection, plans, plan, row, above)
            folder = folder_of(context.workspace, id)
            rows = rows_of(folder, grouping_of(plan, row), look.looked_at, AT_ONCE)
            look.see(acting, taker, rows)
        keep_fresh(context, row, taker)
        complete = look.looked_at >= row["rows"]
        if complete or stopwatch_s() - told_s > _TOLD_EVERY_S:
            _keep(path, look.answer(acting, complete=complete))
            told_s = stopwatch_s()
        if complete:
            return


def _settle(context: Context, tx: Transaction, job: Job, answer: None) -> None:
    """The preview is a file; nothing is left to write."""


def _give_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    """What was looked at so far has to do."""
    path = _path(context, job.payload["import"], job.payload["mark"])
    if (kept := _kept(path)) is not None:
        _keep(path, kept | {"complete": True})


outside_handler(LOOK, call=_call, settle=_settle, gave_up=_give_up)


def _mark(run: Mapping[str, Any], locale: str) -> str:
    """What the preview depends on."""
    columns = [
        [column["name"], column["field"], column["cleanings"], column["names"], column.get("also") or []]
        for column in run["columns"]
    ]
    options = [run["options"].get(name) for name in ("joined", "group", "mode", "key")]
    on = [columns, options, run["sheet"]["sheet"], run["sheet"]["header_row"], locale]
    return hashlib.sha256(orjson.dumps(on, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def _path(context: Context, id: str, mark: str) -> Path:
    return folder_of(context.workspace, id) / f"preview-{mark}.json"


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    return kept


def _keep(path: Path, answer: dict[str, Any]) -> None:
    """In one step: somebody may be reading."""
    part = path.with_suffix(".part")
    try:
        part.write_bytes(orjson.dumps(answer))
        part.replace(path)
    except FileNotFoundError:
        raise NotFound from None  # The import was forgotten meanwhile.
