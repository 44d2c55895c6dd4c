"""Files that no person uploads: a room above hands one in, its columns named beforehand, and it is taken at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .. import changes
from ..context import Context
from ..definitions import plans_in
from ..errors import LimitExceeded
from ..forms import FieldPlan
from ..localized import listed
from ..storage import Transaction
from .errors import bad_sheet
from .going import begin_matching, go_on, run_of
from .headers import folded
from .matching import named_columns
from .namesakes import asks_directory
from .options import DEFAULTS
from .runs import enter_run, kept_run, open_form
from .sheets import Sheet
from .tables import import_run

# How it ended, or is still on its way.
RESTING = ("done", "refused", "failed", "cancelled", "undoing", "undone")


def hand_in(
    context: Context,
    app: str,
    form: str,
    content: bytes,
    file_name: str,
    *,
    titles: Mapping[str, str],
    fixed: Mapping[str, Any],
    source: Mapping[str, Any],
    most_rows: int,
    with_it: Callable[[Transaction, str, int], None],
) -> None:
    """Take the file's rows in the actor's name, who may fill what he has the right to.

    `titles`: field → the title of its column; empty: columns are found by key, title and alias. `fixed`: field → what
    every record gets. `source`: what else each record tells of its origin. `with_it(tx, id, rows)` is called in the
    transaction that begins it. Raises Forbidden, NotFound, BadSheet, LimitExceeded.
    """
    plan, access = open_form(context, app, form)
    known = {
        field.key: field
        for field in plan.writable.values()
        if field.type.imported and access.writable(field.key, "create")
    }
    fillable = [field for key, field in known.items() if key not in fixed]
    values, sheet = kept_run(context, plan, content, file_name, frozenset(folded(one) for one in titles.values()))
    if values["rows"] > most_rows:
        raise LimitExceeded(what={"zh-CN": "一个文件的行数", "en": "The rows of a file"}, limit=most_rows)
    actor = context.actor
    values |= {
        "columns": _columns(sheet, titles, fillable),
        "options": DEFAULTS | {"workflows": "yes", "fixed": dict(fixed), "source": dict(source)},
        "actor": {"app": actor.app, "name": actor.name, "roles": sorted(actor.roles)},
    }

    def unit(tx: Transaction) -> None:
        enter_run(tx, plan, values)
        row = run_of(tx.connection, values["id"])
        assert row is not None
        if asks_directory(plans_in(context.workspace, tx), plan, row["columns"]):
            begin_matching(context, tx, row, row["options"])
        else:
            go_on(context, tx, row, state="running")
        with_it(tx, values["id"], values["rows"])

    changes.run(context, unit)


def state_of(connection: sa.Connection, id: str) -> dict[str, Any] | None:
    """{"state", "rests", "rows", "done", "created", "failed", "problem"} of what was handed in; None when forgotten."""
    names = ("state", "rows", "done", "created", "failed", "problem")
    query = sa.select(*(import_run.c[name] for name in names)).where(import_run.c.id == id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else dict(row) | {"rests": row["state"] in RESTING}


def _columns(sheet: Sheet, titles: Mapping[str, str], fields: Sequence[FieldPlan]) -> list[dict[str, Any]]:
    """Which column fills which field. Raises BadSheet where one is missing, or none is known."""
    if titles:
        by_name = {folded(title): key for key, title in titles.items()}
        present = {folded(name) for name in sheet.names}
        if missing := [title for title in titles.values() if folded(title) not in present]:
            chinese, english = listed(missing, "zh-CN"), listed(missing, "en")
            raise bad_sheet(f"缺少列：{chinese}", f"these columns are missing: {english}")
        keys: list[str | None] = [by_name.pop(folded(name), None) for name in sheet.names]
    else:
        keys = named_columns(sheet.names, fields)
        if not any(keys):
            raise bad_sheet(
                "没有一列的名称与表单字段的标题相同，请核对表头",
                "no column is called as a field of the form is; check the row of names",
            )
    part = {"samples": [], "by": "name", "cleanings": {}, "names": {}, "also": []}
    return [{"name": name, "field": key} | part for name, key in zip(sheet.names, keys, strict=True)]
