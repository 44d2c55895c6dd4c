"""Workbooks made for a test."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """The bytes of a workbook whose first sheet `fill(book, sheet)` fills."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("表一"))
    return stream.getvalue()


def with_sheet_xml(xml: str) -> bytes:
    """A workbook whose sheet says just what `xml` says."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(lambda book, sheet: None))) as given, zipfile.ZipFile(stream, "w") as made:
        for name in given.namelist():
            made.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else given.read(name))
    return stream.getvalue()


def rows_of(content: Any) -> list[list[Any]]:
    """What a workbook's first sheet holds."""
    if isinstance(content, bytes):
        content = io.BytesIO(content)
    return CalamineWorkbook.from_object(content).get_sheet_by_index(0).to_python()
