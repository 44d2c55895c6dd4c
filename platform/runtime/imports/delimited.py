"""Text tables, whatever their encoding and separator: .csv, .tsv, and what people renamed."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from .errors import bad_sheet

_SEPARATORS = ",\t;|，"
_ENCODINGS = ("utf-8-sig", "gb18030")
_LOOKED_AT = 64 * 1024
_LOOKED_AT_ROWS = 20
_LONGEST_CELL = 200_000


def text_rows(path: Path) -> Iterator[list[str]]:
    """The rows of the table, one at a time. Raises BadSheet."""
    encoding = _encoding(path)
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator(file.read(_LOOKED_AT))
        file.seek(0)
        try:
            yield from csv.reader(file, delimiter=separator)
        except csv.Error:
            raise bad_sheet(
                "有一行的引号没有成对，或一个单元格超过 20 万字",
                "a quote is not closed, or a cell exceeds 200,000 characters",
            ) from None


def _encoding(path: Path) -> str:
    """UTF-8 with or without a mark, UTF-16 with one or by its zeros, else the Chinese encoding Excel writes."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head.lstrip()[:1] == b"<":
        raise bad_sheet(
            "这是网页文件，在 Excel 中打开后另存为 .xlsx", "it is a web page; open it in Excel and save it as .xlsx"
        )
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: Iterable[str] = ("utf-16",)
    elif b"\0" in head:
        candidates = _unmarked(head)
    else:
        candidates = _ENCODINGS
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise bad_sheet("只支持 .xlsx、.xls 和 .csv", "only .xlsx, .xls and .csv are read")


def _unmarked(head: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: of separators, digits and ends of lines every second byte is zero."""
    zeros = {"utf-16-le": head[1::2].count(0), "utf-16-be": head[::2].count(0)}
    likely = max(zeros, key=lambda name: zeros[name])
    ends = "\n".encode(likely) in head or len(head) >= _LOOKED_AT
    return (likely,) if ends and zeros[likely] * 20 > len(head) else ()


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while block := file.read(1 << 20):
                if "\0" in block:
                    return False
    except UnicodeError:
        return False
    return True


def _separator(head: str) -> str:
    """The one that divides most of the first rows into the same number of cells, more than one."""
    best, most = ",", (0, 0)
    for separator in _SEPARATORS:
        counts = [len(row) for row in _some(head, separator) if row]
        usual = max(set(counts), key=counts.count, default=1)
        if usual > 1 and (counts.count(usual), usual) > most:
            best, most = separator, (counts.count(usual), usual)
    return best


def _some(head: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        for _, row in zip(range(_LOOKED_AT_ROWS), reader, strict=False):
            yield row
    except csv.Error:
        return
