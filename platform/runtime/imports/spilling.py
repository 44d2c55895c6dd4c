"""Spill a workbook's sheet into a file of rows, in a process of its own.

A few kilobytes of workbook may claim a thousand gigabytes of cells, and the reader then aborts its whole process. So it
runs here, with a limit on memory and time, and what it read is handed over as one JSON line per row that is not empty:
[number, [cell, …]]. A date is {"on": …}, a moment {"at": …}. Standing alone, it imports nothing of the product.

usage: python -I spilling.py SOURCE TARGET SHEET MOST_ROWS MOST_COLUMNS
It prints {"sheets", "sheet", "merged"} or {"problem"}.
"""

import datetime as dt
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

MEMORY_BYTES = 3 * 1024**3
TIME_S = 120
_LARGEST_UNPACKED_BYTES = 700 * 1024 * 1024
_MOST_MERGED = 20_000


def main(source: str, target: str, sheet: str, most_rows: str, most_columns: str) -> None:
    """Spill the sheet of that name; the first visible one when it is empty."""
    _limit()
    try:
        answer = _spill(source, target, sheet, int(most_rows), int(most_columns))
    except MemoryError:
        answer = {"problem": "too_large"}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows knows no such limits.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))


def _spill(source: str, target: str, wanted: str, most_rows: int, most_columns: int) -> dict[str, Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if _unpacked(source) > _LARGEST_UNPACKED_BYTES:
        return {"problem": "too_large"}
    try:
        book = CalamineWorkbook.from_path(source)
        sheets = [
            one.name
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
        if not sheets:
            return {"problem": "empty"}
        name = wanted if wanted in sheets else sheets[0]
        sheet = book.get_sheet_by_name(name)
    except PasswordError:
        return {"problem": "password"}
    except (CalamineError, OSError, ValueError):
        return {"problem": "broken"}
    if sheet.start is not None and sheet.end is not None and sheet.end[1] + 1 > most_columns * 4:
        return {"problem": "too_wide"}
    merged = [(*begin, *end) for begin, end in sheet.merged_cell_ranges or ()][:_MOST_MERGED]
    spilled = _write(sheet, merged, target, most_rows)
    return {"sheets": sheets, "sheet": name, "merged": merged} if spilled else {"problem": "too_many_rows"}


def _unpacked(source: str) -> int:
    """0 for what is no archive: workbooks of before 2007."""
    try:
        with zipfile.ZipFile(source) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        return 0


def _write(sheet: Any, merged: list[tuple[int, int, int, int]], target: str, most_rows: int) -> bool:
    """False when there are more rows than that. A merged cell's value stands in every place it covers."""
    first = sheet.start[0] if sheet.start else 0
    covering: dict[int, list[tuple[int, int, int, int]]] = {}
    for one in merged:
        for row in range(one[0], min(one[2], one[0] + most_rows) + 1):
            covering.setdefault(row, []).append(one)
    values: dict[tuple[int, int], Any] = {}
    count = 0
    with Path(target).open("w", encoding="ascii") as file:
        for row, cells in enumerate(sheet.iter_rows(), first):
            plain = [_plain(cell) for cell in cells]
            for top, left, bottom, right in covering.get(row, ()):
                if row == top and left < len(plain):
                    values[top, left] = plain[left]
                value = values.get((top, left))
                plain += [None] * (min(right + 1, 1000) - len(plain))
                plain[left : right + 1] = [value] * (min(right + 1, len(plain)) - left)
                if row == bottom:
                    values.pop((top, left), None)
            while plain and plain[-1] is None:
                plain.pop()
            if not plain:
                continue
            count += 1
            if count > most_rows:
                return False
            file.write(json.dumps([row + 1, plain], ensure_ascii=True) + "\n")
    return True


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, dt.datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, dt.date):
        return {"on": cell.isoformat()}
    if isinstance(cell, (dt.time, dt.timedelta)):
        return str(cell)
    return cell


if __name__ == "__main__":
    main(*sys.argv[1:])
