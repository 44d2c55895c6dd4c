"""What an import could not take: kept per row, shown in the reader's language, and handed back as a workbook with the
file's own columns, to be mended and imported again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import NotFound, PlatformError
from ..fields.base import cell_text, is_storable
from ..localized import LOCALES, text
from ..storage import Transaction
from .errors import GroupRefused
from .folders import folder_of
from .matching import RETURNED
from .runs import get
from .sheets import all_rows
from .tables import import_problem
from .taking import Taken, placed

_LONGEST_VALUE = 500
_MOST_SHOWN = 1000
_LONGEST_CELL = 32_767
_BETWEEN = {"zh-CN": "；", "en": "; "}
_NAMED = {"zh-CN": "{column}：{message}", "en": "{column}: {message}"}


def problems(context: Context, id: str, limit: int = 100) -> list[dict[str, Any]]:
    """[{"row", "column", "value", "message"}] of an import of one's own, by row. Raises NotFound."""
    get(context, id)
    with context.workspace.database.read() as connection:
        return [_shown(context, row) for row in connection.execute(_select(id).limit(min(limit, _MOST_SHOWN)))]


def problems_workbook(context: Context, id: str, target: Path) -> None:
    """Write the refused rows to `target` as .xlsx: the columns and cells of the file, then the row and the reasons.

    Texts stay texts, whatever they look like. Raises NotFound.
    """
    # Imported here: only this needs it.
    from xlsxwriter import Workbook

    run = get(context, id)
    folder = folder_of(context.workspace, id)
    if not (folder / "cells").exists():
        raise NotFound
    reasons = _reasons(context, id)
    heads = [column["name"] for column in run["columns"]] + [
        text(RETURNED[name], context.locale) for name in ("row", "reason")
    ]
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(target, options) as workbook:
        day, moment = (workbook.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"))
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head)
        line = 0
        for number, cells in all_rows(folder):
            if (reason := reasons.get(number)) is None:
                continue
            line += 1
            for column, cell in enumerate(cells[: len(run["columns"])]):
                _write(sheet, line, column, cell, day, moment)
            sheet.write_number(line, len(heads) - 2, number)
            sheet.write_string(line, len(heads) - 1, reason[:_LONGEST_CELL])


def note_problems(
    tx: Transaction,
    run: Mapping[str, Any],
    names: Mapping[str, str],
    refused: Sequence[tuple[Taken, Sequence[PlatformError]]],
) -> None:
    """Keep what rows were refused for. `names`: field → column name."""
    rows = [row for taken, errors in refused for row in _of_rows(run["id"], taken, errors, names)]
    if rows:
        tx.execute(sa.insert(import_problem), rows)


def note_kept(tx: Transaction, id: str, row: int, error: PlatformError) -> None:
    """Keep why the record of a row could not be taken back."""
    tx.execute(sa.insert(import_problem), [_kept(id, row, 0, error, "", None)])


def _of_rows(
    id: str, taken: Taken, errors: Sequence[PlatformError], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """What each row of a refused record is refused for; rows that are right in themselves go with the others."""
    by_row: dict[int, list[tuple[str, PlatformError]]] = {number: [] for number in taken.numbers}
    for number, key, error in placed(taken, errors):
        by_row[number].append((key, error))
    wrong = next(number for number, found in by_row.items() if found)
    cells = dict(taken.rows) or {taken.number: taken.cells}
    for number, found in by_row.items():
        for ordinal, (key, error) in enumerate(found or [("", GroupRefused(row=wrong))]):
            yield _kept(id, number, ordinal, error, names.get(key, ""), cells[number].get(key))


def _kept(id: str, row: int, ordinal: int, error: PlatformError, column: str, cell: Any) -> dict[str, Any]:
    value = cell_text(cell)[:_LONGEST_VALUE]
    return {
        "import_id": id,
        "row": row,
        "ordinal": ordinal,
        "column": column,
        "value": value if is_storable(value) else "",
        "message": {locale: error.sentence(locale) for locale in LOCALES},
    }


def _select(id: str) -> sa.Select[Any]:
    t = import_problem
    columns = (t.c.row, t.c.column, t.c.value, t.c.message)
    return sa.select(*columns).where(t.c.import_id == id).order_by(t.c.row, t.c.ordinal)


def _shown(context: Context, row: Any) -> dict[str, Any]:
    return {"row": row.row, "column": row.column, "value": row.value, "message": text(row.message, context.locale)}


def _reasons(context: Context, id: str) -> dict[int, str]:
    """Row → all its reasons in the reader's language."""
    named = text(_NAMED, context.locale)
    found: dict[int, list[str]] = {}
    with context.workspace.database.read() as connection:
        for row in connection.execute(_select(id)):
            message = text(row.message, context.locale)
            shown = named.format(column=row.column, message=message) if row.column else message
            found.setdefault(row.row, []).append(shown)
    return {row: text(_BETWEEN, context.locale).join(told) for row, told in found.items()}


def _write(sheet: Any, line: int, column: int, cell: Any, day: Any, moment: Any) -> None:
    """A cell as it stood in the file."""
    if isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(line, column, cell)
    elif isinstance(cell, datetime) and cell.year >= 1900:
        sheet.write_datetime(line, column, cell, moment)
    elif isinstance(cell, date) and cell.year >= 1900:
        sheet.write_datetime(line, column, cell, day)
    elif cell is not None:
        sheet.write_string(line, column, str(cell)[:_LONGEST_CELL])
