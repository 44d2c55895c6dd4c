"""The two kinds of file: each writes rows one at a time and keeps none."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from ..errors import LimitExceeded
from .cells import Cell, Share, guarded

_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_ROWS = {"zh-CN": "一个 Excel 工作表的行数（可改为导出 CSV）", "en": "The rows of an Excel sheet (csv holds more)"}


class Target(Protocol):
    """Takes rows."""

    def write(self, cells: Iterable[Cell]) -> None:
        """Write the next row."""


@contextmanager
def opened(format: str, path: Path, heads: Sequence[str]) -> Iterator[Target]:
    """The file being written, its row of names first."""
    with _workbook(path) if format == "xlsx" else _text(path) as target:
        target.write(heads)
        yield target


def workbook_of(heads: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A small workbook made at once, such as the figures of a chart."""
    made = BytesIO()
    with _workbook(made) as target:
        target.write(heads)
        for row in rows:
            target.write(row)
    return made.getvalue()


class _Sheet:
    def __init__(self, book: Any) -> None:
        self._sheet = book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._share = book.add_format({"num_format": "0.0%"})
        # Editing the cell leaves it the text it is.
        self._text = book.add_format({"quote_prefix": True})
        self._line = 0

    def write(self, cells: Iterable[Cell]) -> None:
        if self._line == _MOST_ROWS:
            raise LimitExceeded(what=_ROWS, limit=_MOST_ROWS)
        for column, cell in enumerate(cells):
            if isinstance(cell, datetime):
                self._sheet.write_datetime(self._line, column, cell, self._moment)
            elif isinstance(cell, date):
                self._sheet.write_datetime(self._line, column, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001
            elif isinstance(cell, (int, Decimal)):
                shown = self._share if isinstance(cell, Share) else None
                self._sheet.write_number(self._line, column, float(cell), shown)
            elif cell:
                text = guarded(cell, csv=False)[:_LONGEST_CELL]
                looks_like_formula = guarded(text, csv=True) != text
                self._sheet.write_string(self._line, column, text, self._text if looks_like_formula else None)
        self._line += 1


@contextmanager
def _workbook(to: Path | BytesIO) -> Iterator[Target]:
    # Imported here: only exports need it.
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(to) if isinstance(to, Path) else to, options) as book:
        yield _Sheet(book)


class _Lines:
    def __init__(self, file: Any) -> None:
        self._writer = csv.writer(file)

    def write(self, cells: Iterable[Cell]) -> None:
        self._writer.writerow([_csv_text(cell) for cell in cells])


@contextmanager
def _text(path: Path) -> Iterator[Target]:
    """With the mark by which Excel knows UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        yield _Lines(file)


def _csv_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell, csv=True)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if not cell.microsecond else "microseconds")
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
