"""Which rows of the intake file are clean, by a reader that shares nothing with the product."""

import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

WHOLE = Path(__file__).parents[1] / "data" / "leads_2026q1.xlsx"
SOME = Path(__file__).with_name("data") / "leads_first_200.xlsx"  # its first rows, cells untouched


def rows(file: Path) -> list[dict[str, Any]]:
    """The first sheet's rows, each by the names of its columns."""
    header, *lines = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


def refused(file: Path) -> set[int]:
    """The numbers, as a spreadsheet counts, of the rows of an intake file that cannot be kept as they are."""
    return {number for number, row in enumerate(rows(file), start=2) if not _is_clean(row)}


def _is_clean(row: dict[str, Any]) -> bool:
    budget, at = row["预算"], row["留资时间"]
    phone = re.sub(r"[\s-]|^\+86", "", unicodedata.normalize("NFKC", str(row["手机"])))
    return (
        bool(str(row["公司名称"]).strip())
        and (re.fullmatch(r"1[3-9]\d{9}", phone) is not None if phone else row["紧急程度"].strip() != "火线")
        and (budget == "" or isinstance(budget, float) or re.fullmatch(r"\d+(\.\d\d?)?", budget) is not None)
        and (at == "" or isinstance(at, datetime) or re.match(r"\d{4}-\d\d-\d\d", at) is not None)
    )
