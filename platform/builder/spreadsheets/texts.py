"""A spreadsheet as texts, for what is filled in like one: decision tables take their rows from it. Nothing is kept."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...runtime.fields.base import cell_text
from ...runtime.imports import peek
from ...runtime.imports.sheets import cell_at

_MOST = 2_000


def texts_of(content: bytes, *, sheet: str = "", header_row: int | None = None) -> dict[str, Any]:
    """{"sheet", "names", "rows": [[text]], "count"}: at most 2,000 of `count` rows. Raises BadSheet, LimitExceeded."""
    with TemporaryDirectory() as folder:
        found, rows = peek(Path(folder), content, most=_MOST, sheet=sheet, header_row=header_row)
    texts = [[cell_text(cell_at(row, index)) for index in range(len(found.names))] for row in rows]
    return {"sheet": found.facts(), "names": list(found.names), "rows": texts, "count": found.rows}
