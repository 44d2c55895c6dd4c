"""A file to import, kept in a folder of its own: the original, its rows as JSON lines, and where each data row begins.

Rows are read a chunk at a time, so that memory does not grow with the file. The header is found among the first rows:
banners above it are passed over, merged titles of several rows are joined.
"""

import json
import subprocess
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from ..errors import LimitExceeded
from . import spilling
from .delimited import text_rows
from .errors import bad_sheet
from .headers import Header, find_header

LARGEST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 200_000
_MOST_COLUMNS = 300
_ARCHIVE, _OLD_WORKBOOK = b"PK", b"\xd0\xcf\x11\xe0"
_LOOKED_AT = 30
_HEAD_SHOWN = 8
_SAMPLED = 200

# A row: its number in the spreadsheet, and its cells.
Row = tuple[int, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: column names, how many data rows, which sheets there are, and the first rows as texts."""

    names: tuple[str, ...]
    rows: int
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    head: tuple[tuple[int, tuple[str, ...]], ...]

    def facts(self) -> dict[str, Any]:
        """What people choose from."""
        head = [{"row": row, "cells": list(cells)} for row, cells in self.head]
        return {"sheets": list(self.sheets), "sheet": self.sheet, "header_row": self.header_row, "head": head}


def read_sheet(
    folder: Path, known: frozenset[str] = frozenset(), *, sheet: str = "", header_row: int | None = None
) -> Sheet:
    """Read `folder`/source. `known` are folded names of fields, by which the header is found unless its row is given.

    Raises BadSheet, LimitExceeded.
    """
    source, cells = folder / "source", folder / "cells"
    with source.open("rb") as file:
        start = file.read(4)
    if start.startswith(_ARCHIVE) or start == _OLD_WORKBOOK:
        facts = _spill_workbook(source, cells, sheet)
    else:
        _spill_text(source, cells)
        facts = {"sheets": [], "sheet": "", "merged": []}
    first = list(_lines(cells, _LOOKED_AT))
    if not first:
        raise bad_sheet("没有内容", "it is empty")
    header = find_header(first, facts["merged"], known, header_row)
    if len(header.names) > _MOST_COLUMNS:
        raise LimitExceeded(what={"zh-CN": "列数", "en": "The columns"}, limit=_MOST_COLUMNS)
    offsets = _index(cells, header)
    (folder / "index").write_bytes(offsets.tobytes())
    head = tuple((number, tuple(str(cell or "")[:40] for cell in row[:12])) for number, row in first[:_HEAD_SHOWN])
    return Sheet(header.names, len(offsets), tuple(facts["sheets"]), facts["sheet"], header.last, head)


def peek(
    folder: Path, content: bytes, *, most: int, sheet: str = "", header_row: int | None = None
) -> tuple[Sheet, list[tuple[Any, ...]]]:
    """What a file holds, and the cells of its first rows, read in an empty folder. Raises BadSheet, LimitExceeded."""
    if len(content) > LARGEST_BYTES:
        raise LimitExceeded(what={"zh-CN": "文件大小", "en": "The size of the file"}, limit="50 MB")
    (folder / "source").write_bytes(content)
    found = read_sheet(folder, sheet=sheet, header_row=header_row)
    return found, [cells for _, cells in rows_at(folder, 0, most)]


def rows_at(folder: Path, begin: int, count: int) -> list[Row]:
    """Data rows from the `begin`th (0 is the first) on. Cells are str, float, int, bool, date, datetime or None."""
    offsets = _offsets(folder / "index", (folder / "index").stat().st_mtime_ns)
    if begin >= len(offsets):
        return []
    with (folder / "cells").open("rb") as file:
        file.seek(offsets[begin])
        return [_row(file.readline()) for _ in range(min(count, len(offsets) - begin))]


def all_rows(folder: Path) -> Iterator[Row]:
    """All data rows, one at a time."""
    offsets = _offsets(folder / "index", (folder / "index").stat().st_mtime_ns)
    return rows_in(folder, range(len(offsets)))


def rows_in(folder: Path, places: Iterable[int]) -> Iterator[Row]:
    """The data rows at these places (0 is the first), one at a time."""
    offsets = _offsets(folder / "index", (folder / "index").stat().st_mtime_ns)
    with (folder / "cells").open("rb") as file:
        for place in places:
            file.seek(offsets[place])
            yield _row(file.readline())


def sampled(folder: Path) -> list[tuple[Any, ...]]:
    """The cells of the first data rows, to guess from."""
    return [cells for _, cells in rows_at(folder, 0, _SAMPLED)]


def _spill_workbook(source: Path, cells: Path, sheet: str) -> dict[str, Any]:
    command = [sys.executable, "-I", spilling.__file__, str(source), str(cells), sheet, str(MOST_ROWS + _LOOKED_AT)]
    try:
        ran = subprocess.run(  # noqa: S603  # our own file, and no shell
            [*command, str(_MOST_COLUMNS)], capture_output=True, timeout=spilling.TIME_S, check=False, text=True
        )
        answer: dict[str, Any] = json.loads(ran.stdout) if ran.returncode == 0 else {"problem": "too_large"}
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        answer = {"problem": "too_large"}
    problem = answer.get("problem")
    if problem == "too_many_rows":
        raise LimitExceeded(what={"zh-CN": "一次导入的行数", "en": "The rows of one import"}, limit=MOST_ROWS)
    if problem:
        raise bad_sheet(*_PROBLEMS[problem])
    return answer


_PROBLEMS = {
    "too_large": (
        "表格占的范围太大。删去数据以外的空行空列后另存，再导入",
        "it spans too many cells. Delete the empty rows and columns outside the data, save it and try again",
    ),
    "too_wide": ("列数太多，最多 300 列", "it has too many columns; 300 are the most"),
    "password": ("文件有密码保护，去掉密码后再导入", "it is protected by a password; remove that first"),
    "broken": ("不是 Excel 工作簿，或已损坏", "it is no Excel workbook, or a damaged one"),
    "empty": ("没有内容", "it is empty"),
}


def _spill_text(source: Path, cells: Path) -> None:
    with cells.open("wb") as file:
        for number, row in enumerate(text_rows(source), 1):
            if number > MOST_ROWS + _LOOKED_AT:
                raise LimitExceeded(what={"zh-CN": "一次导入的行数", "en": "The rows of one import"}, limit=MOST_ROWS)
            if any(row):
                file.write(orjson.dumps([number, [cell or None for cell in row]]) + b"\n")


def _lines(cells: Path, most: int) -> Iterator[Row]:
    with cells.open("rb") as file:
        for _, line in zip(range(most), file, strict=False):
            yield _row(line)


def _index(cells: Path, header: Header) -> "array[int]":
    """Where each row below the header begins that holds more than blanks. Raises LimitExceeded."""
    offsets = array("Q")
    place = 0
    with cells.open("rb") as file:
        for line in file:
            number, row = _row(line)
            if number > header.last and any(not isinstance(cell, str) or cell.strip() for cell in _filled(row)):
                offsets.append(place)
            place += len(line)
    if len(offsets) > MOST_ROWS:
        raise LimitExceeded(what={"zh-CN": "一次导入的行数", "en": "The rows of one import"}, limit=MOST_ROWS)
    return offsets


def _filled(cells: Iterable[Any]) -> Iterator[Any]:
    return (cell for cell in cells if cell is not None)


@lru_cache(maxsize=4)
def _offsets(path: Path, written_ns: int) -> "array[int]":
    offsets = array("Q")
    offsets.frombytes(path.read_bytes())
    return offsets


def _row(line: bytes) -> Row:
    number, cells = orjson.loads(line)
    return number, tuple(_cell(cell) if isinstance(cell, dict) else cell for cell in cells)


def _cell(cell: dict[str, str]) -> date | datetime:
    return datetime.fromisoformat(cell["at"]) if "at" in cell else date.fromisoformat(cell["on"])


def cell_at(cells: Sequence[Any], index: int) -> Any:
    """A row ends with its last cell that is not empty."""
    return cells[index] if index < len(cells) else None
