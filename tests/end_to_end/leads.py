"""Which rows of the intake file can be kept, by a reader that shares nothing with the product."""

import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

WHOLE = Path(__file__).parents[1] / "data" / "leads_2026q1.xlsx"
SOME = Path(__file__).with_name("data") / "leads_first_200.xlsx"  # its first rows, cells untouched

_AMOUNT = re.compile(r"约?¥?(\d+|\d{1,3}(,\d{3})+)(\.\d\d?)?万?")
_RANGE = re.compile(r"[\d.]+-[\d.]+万")
_DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?|\d{4}/\d\d/\d\d|\d\d\.\d\d\.\d{4}|\d{4}年\d{1,2}月\d{1,2}日")


def rows(file: Path) -> list[dict[str, Any]]:
    """The first sheet's rows, each by the names of its columns."""
    header, *lines = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


def refused(file: Path, *, ranges: bool = False) -> set[int]:
    """The numbers, as a spreadsheet counts, of the rows that nobody can keep unless somebody says what is meant.
    `ranges`: it has been said of ranges of amounts."""
    return {number for number, row in enumerate(rows(file), start=2) if not _can_be_kept(row, ranges)}


def _can_be_kept(row: dict[str, Any], ranges: bool) -> bool:
    """A range of amounts cannot, nor a phone number that lacks a digit."""
    budget, at = row["预算"], row["留资时间"]
    phone = re.sub(r"[\s-]|^\+86", "", unicodedata.normalize("NFKC", str(row["手机"])))
    return (
        bool(str(row["公司名称"]).strip())
        and (re.fullmatch(r"1[3-9]\d{9}", phone) is not None if phone else row["紧急程度"].strip() != "火线")
        and (
            budget in ("", "待定")
            or isinstance(budget, float)
            or _AMOUNT.fullmatch(budget) is not None
            or (ranges and _RANGE.fullmatch(budget) is not None)
        )
        and (at == "" or isinstance(at, datetime) or _DAY.fullmatch(at) is not None)
    )
