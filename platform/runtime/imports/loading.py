"""Load rows of a package's data files: whole or not at all, and without waking workflows."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..context import Context
from ..definitions import plans_in
from ..errors import PlatformError, Problems
from ..forms import form_plan
from ..records import create_many
from ..storage import Transaction
from .matching import named_columns
from .taking import Taker, refused

_CHUNK = 500


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
    fields = named_columns(names, plan.writable.values())
    columns = [{"name": name, "field": key} for name, key in zip(names, fields, strict=True)]
    numbered = [(number, tuple(row.get(name) for name in names)) for number, row in enumerate(listed, 1)]
    titles = {column["field"]: column["name"] for column in columns if column["field"]}
    ids: list[str] = []
    bad: list[PlatformError] = []
    for begin in range(0, len(numbered), _CHUNK):
        taker = Taker(context, tx.connection, plans, plan, columns)
        for wave in taker.waves(numbered[begin : begin + _CHUNK]):
            taken = taker.take(tx, wave)
            good = [row for row in taken if not row.problems]
            made = dict(
                zip(
                    (row.number for row in good),
                    create_many(context, app, form, [row.values for row in good], tx=tx),
                    strict=True,
                )
            )
            for row in taken:
                one = made.get(row.number)
                errors = row.problems if one is None else [] if isinstance(one, str) else refused(one)
                bad += [_located(error, row.number, titles) for error in errors]
            ids += [one for one in made.values() if isinstance(one, str)]
    if bad:
        raise Problems(bad)
    return ids


def _located(error: PlatformError, number: int, titles: Mapping[Any, str | None]) -> PlatformError:
    key = (error.pointer or "").removeprefix("/values/")
    error.pointer = f"/rows/{number}/{titles.get(key, key)}"
    return error
