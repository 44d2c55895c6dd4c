"""What an import could not take: kept per row, shown in the reader's language, fetched as a workbook."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...errors import PlatformError, Problems
from ...fields.base import cell_text, is_storable
from ...localized import LOCALES, text
from ...storage import Transaction
from ..tables import import_problem
from .runs import get

_LONGEST_VALUE = 500
_HEADS = {"zh-CN": ("行", "列", "内容", "原因"), "en": ("Row", "Column", "Value", "Reason")}
_MOST_SHOWN = 1000


def problems(context: Context, id: str, limit: int = 100) -> list[dict[str, Any]]:
    """[{"row", "column", "value", "message"}] of an import of one's own, by row. Raises NotFound."""
    get(context, id)
    with context.workspace.database.read() as connection:
        return [_shown(context, row) for row in connection.execute(_select(id).limit(min(limit, _MOST_SHOWN)))]


def problems_workbook(context: Context, id: str) -> bytes:
    """All problems as .xlsx. Cells are texts: what looks like a formula stays one. Raises NotFound."""
    # Imported here: only this needs it.
    from xlsxwriter import Workbook

    get(context, id)
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet()
        for column, head in enumerate(_HEADS.get(context.locale, _HEADS["en"])):
            sheet.write_string(0, column, head)
        with context.workspace.database.read() as connection:
            for line, row in enumerate(connection.execute(_select(id)), 1):
                shown = _shown(context, row)
                sheet.write_number(line, 0, shown["row"])
                for column, name in enumerate(("column", "value", "message"), 1):
                    sheet.write_string(line, column, shown[name])
    return stream.getvalue()


def note_problems(
    tx: Transaction, id: str, row: int, error: PlatformError, names: Mapping[str, str], cells: Mapping[str, Any]
) -> None:
    """Keep what a row was refused for. `names` and `cells`: field → column name and cell."""
    errors: Sequence[PlatformError] = error.errors if isinstance(error, Problems) else [error]
    rows = [_kept(id, row, ordinal, one, names, cells) for ordinal, one in enumerate(errors)]
    tx.execute(sa.insert(import_problem), rows)


def _kept(
    id: str, row: int, ordinal: int, error: PlatformError, names: Mapping[str, str], cells: Mapping[str, Any]
) -> dict[str, Any]:
    key = (error.pointer or "").removeprefix("/values").removeprefix("/")
    value = cell_text(cells.get(key))[:_LONGEST_VALUE]
    return {
        "import_id": id,
        "row": row,
        "ordinal": ordinal,
        "column": names.get(key, ""),
        "value": value if is_storable(value) else "",
        "message": {locale: error.sentence(locale) for locale in LOCALES},
    }


def _select(id: str) -> sa.Select[Any]:
    t = import_problem
    columns = (t.c.row, t.c.column, t.c.value, t.c.message)
    return sa.select(*columns).where(t.c.import_id == id).order_by(t.c.row, t.c.ordinal)


def _shown(context: Context, row: Any) -> dict[str, Any]:
    return {"row": row.row, "column": row.column, "value": row.value, "message": text(row.message, context.locale)}
