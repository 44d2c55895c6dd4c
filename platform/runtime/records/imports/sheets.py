"""Read spreadsheets: .xlsx, and .csv whatever its encoding and separator. The first row that is not empty names the
columns; rows are numbered as the spreadsheet shows them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...errors import LimitExceeded
from .errors import BadSheet

LARGEST_BYTES = 50 * 1024 * 1024
_LARGEST_UNPACKED_BYTES = 500 * 1024 * 1024
MOST_ROWS = 200_000
_MOST_COLUMNS = 300
_SEPARATORS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Column names, and the rows below them that are not empty: (number in the file, cells)."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]


def read_sheet(content: bytes) -> Sheet:
    """The first sheet of the file. Cells are str, float, int, bool, date, datetime or None. Raises BadSheet,
    LimitExceeded."""
    if len(content) > LARGEST_BYTES:
        raise LimitExceeded(what={"zh-CN": "文件大小", "en": "The size of the file"}, limit="50 MB")
    rows = _xlsx_rows(content) if content.startswith(b"PK") else _csv_rows(content)
    return _sheet(enumerate(rows, 1))


@lru_cache(maxsize=2)
def sheet_at(path: Path) -> Sheet:
    """The sheet stored at `path`, kept while its chunks are worked through."""
    return read_sheet(path.read_bytes())


def _sheet(numbered: Iterable[tuple[int, Sequence[Any]]]) -> Sheet:
    filled = ((number, tuple(map(_plain, cells))) for number, cells in numbered)
    filled = ((number, cells) for number, cells in filled if any(cell is not None for cell in cells))
    head = next(filled, None)
    if head is None:
        raise _bad("没有内容", "it is empty")
    rows = []
    for row in filled:
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise LimitExceeded(what={"zh-CN": "一次导入的行数", "en": "The rows of one import"}, limit=MOST_ROWS)
    if len(head[1]) > _MOST_COLUMNS:
        raise LimitExceeded(what={"zh-CN": "列数", "en": "The columns"}, limit=_MOST_COLUMNS)
    return Sheet(_names(head[1]), tuple(rows))


def _names(cells: Sequence[Any]) -> tuple[str, ...]:
    """Every column gets a name of its own."""
    names: list[str] = []
    for index, cell in enumerate(cells, 1):
        plain = str(cell).strip() if cell is not None else f"#{index}"
        name, again = plain, 2
        while name in names:
            name, again = f"{plain} ({again})", again + 1
        names.append(name)
    return tuple(names)


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    return str(cell) if isinstance(cell, timedelta) else cell


def _xlsx_rows(content: bytes) -> Iterator[Sequence[Any]]:
    # Imported here: only imports need it.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _LARGEST_UNPACKED_BYTES:
            raise LimitExceeded(what={"zh-CN": "解压后的大小", "en": "The unpacked size"}, limit="500 MB")
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
    except (CalamineError, zipfile.BadZipFile, ValueError, IndexError, OSError):
        raise _bad("不是 Excel 工作簿（.xlsx）", "it is no Excel workbook (.xlsx)") from None
    first = sheet.start[0] if sheet.start else 0
    yield from ([] for _ in range(first))
    yield from sheet.iter_rows()


def _csv_rows(content: bytes) -> Iterator[Sequence[Any]]:
    text = _decoded(content)
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise _bad("表格格式有误", "its rows cannot be told apart") from None


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else the Chinese encoding Excel writes."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _bad("只支持 .xlsx 和 .csv", "only .xlsx and .csv are read")


def _bad(chinese: str, english: str) -> BadSheet:
    return BadSheet(reason={"zh-CN": chinese, "en": english})
