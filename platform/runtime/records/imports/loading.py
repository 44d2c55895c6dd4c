"""Load rows of a package's data files: whole or not at all, and without waking workflows."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...context import Context
from ...definitions import plans_in
from ...errors import PlatformError, Problems
from ...forms import form_plan
from ...storage import Transaction
from .matching import guessed_columns
from .sheets import Sheet
from .taking import Taker


def load_rows(
    context: Context, app: str, form: str, rows: Iterable[Mapping[str, Any]], *, tx: Transaction
) -> list[str]:
    """Create a record for each row (column title or field key → cell). Returns their ids.

    Raises Problems with pointers "/rows/<number from 1>/<column>".
    """
    listed = list(rows)
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, app, form)
    names = tuple(listed[0]) if listed else ()
    columns = guessed_columns(Sheet(names, ()), plan.writable.values())
    fields = {column["name"]: column["field"] for column in columns if column["field"]}
    taker = Taker(context, tx, plans, plan)
    return [_load(taker, fields, row, number) for number, row in enumerate(listed, 1)]


def _load(taker: Taker, fields: Mapping[str, str], row: Mapping[str, Any], number: int) -> str:
    cells = {key: row.get(name) for name, key in fields.items()}
    names = {key: name for name, key in fields.items()}
    try:
        return taker.take(cells, starts_workflows=False).id
    except PlatformError as error:
        errors = error.errors if isinstance(error, Problems) else [error]
        for one in errors:
            key = (one.pointer or "").removeprefix("/values/")
            one.pointer = f"/rows/{number}/{names.get(key, key)}"
        raise Problems(errors) from None
