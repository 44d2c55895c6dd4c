"""Import of 50,000 rows as people type them, beside a loader written by hand for just this file: the same cleaning and
validation, a history row each, the same durability, in one process each."""

import json
import re
import resource
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
import xlsxwriter
from python_calamine import CalamineWorkbook

from loomwork.builder import parts
from loomwork.runtime import imports, jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.storage import Installation, Settings
from tests.bench import package
from tests.bench.measuring import Row
from tests.bench.yardstick import service

_ROWS = 50_000
_CHUNK = 200
_FILE = Path(__file__).parents[1] / "data" / "leads_2026q1.xlsx"
_WANTED = 0.4
_FLAT_MB = 60
_INDUSTRIES = {
    "制造业": "manufacturing",
    "零售业": "retail",
    "建材": "building",
    "信息技术": "it",
    "医疗器械": "medical",
    "教育": "education",
}
_URGENCIES = {"普通": "ordinary", "加急": "urgent", "火线": "fire"}
_SOURCES = {
    "官网表单": "web_form",
    "微信公众号": "wechat",
    "抖音私信": "douyin",
    "展会扫码": "exhibition",
    "老客转介": "referral",
    "POS小票": "pos",
}
_AMOUNT = re.compile(r"约?¥?([\d,]+(?:\.\d+)?)(万?)")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)万")


def importing() -> Iterator[Row]:
    """Rows per second, ours and the loader's, and how much memory ours grew from the first tenth to the end."""
    parts.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _grown(folder / "leads.xlsx")
        ours, grown_mb = _ours(folder, file)
        theirs = _theirs(folder, file)
    ratio = ours / theirs
    yield Row(
        f"import of {_ROWS:,} rows, sqlite", ours, theirs, "1/s", f">= {_WANTED} x yardstick", ratio >= _WANTED, ratio
    )
    yield Row("import, memory grown while it runs", grown_mb, None, "MB", f"<= {_FLAT_MB} MB", grown_mb <= _FLAT_MB)


def _grown(target: Path) -> Path:
    """The company's file, ten times over."""
    head, *rows = CalamineWorkbook.from_path(_FILE).get_sheet_by_index(0).to_python()
    with xlsxwriter.Workbook(str(target), {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head)
        for number in range(_ROWS):
            sheet.write_row(number + 1, 0, rows[number % len(rows)])
    return target


def _ours(folder: Path, file: Path) -> tuple[float, float]:
    installation = Installation.open(Settings(data_dir=folder / "ours"))
    workspace = installation.create_workspace("bench")
    context = Context(workspace, SYSTEM)
    package.install_here(context, folder, chain=0)
    begin = time.perf_counter()
    drafted = imports.draft(context, package.APP, package.FORM, file.read_bytes(), file.name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    chosen = [
        column | {"cleanings": {"range": "middle"}} for column in drafted["columns"] if column["field"] == "budget"
    ]
    imports.set_up(context, drafted["id"], columns=chosen)
    imports.start(context, drafted["id"])
    jobs.run_due(workspace)
    rate = _ROWS / (time.perf_counter() - begin)
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    done = imports.get(context, drafted["id"])
    if done["state"] != "done" or done["created"] < _ROWS * 0.8:
        raise RuntimeError(done["state"])
    installation.close()
    return rate, grown_mb


def _theirs(folder: Path, file: Path) -> float:
    engine = service.make_engine(f"sqlite:///{folder / 'yardstick.sqlite'}")
    service.metadata.create_all(engine)
    begin = time.perf_counter()
    head, *rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    refused: list[tuple[int, str]] = []
    for start in range(0, len(rows), _CHUNK):
        leads, entries = [], []
        for number, cells in enumerate(rows[start : start + _CHUNK], start + 2):
            try:
                lead, entry = _taken(dict(zip(map(str, head), cells, strict=True)))
            except (service.Invalid, ValueError) as error:
                refused.append((number, str(error)))
                continue
            leads.append(lead)
            entries.append(entry)
        with engine.execution_options(writes=True).begin() as connection:
            connection.execute(sa.insert(service.lead), leads)
            connection.execute(sa.insert(service.history), entries)
    rate = _ROWS / (time.perf_counter() - begin)
    engine.dispose()
    return rate


def _taken(cells: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row and its history row. Raises Invalid, ValueError."""
    body = {
        "company": cells["公司名称"],
        "contact": cells["联系人"] or None,
        "mobile": cells["手机"] or None,
        "industry": _INDUSTRIES.get(cells["行业"].strip()),
        "area": cells["区域"] or None,
        "budget": _amount(cells["预算"]),
        "urgency": _URGENCIES.get(cells["紧急程度"].strip()),
        "origin": _SOURCES.get(cells["来源"].strip()),
        "need": cells["备注"] or None,
    }
    values = service.validated({key: value for key, value in body.items() if value is not None})
    received = _moment(cells["留资时间"])
    now = datetime.now(UTC).replace(tzinfo=None)
    made = {"created_at": now, "created_by": "someone", "updated_at": now, "updated_by": "someone", "owner": "someone"}
    row = values | made | {"id": uuid4().hex, "status": "fresh", "revision": 1}
    shown = {key: None if value is None else str(value) for key, value in row.items()} | {"received_at": str(received)}
    if row["budget"] is not None:
        row["budget"] = int(row["budget"] * 100)
    patch = json.dumps([{"op": "add", "path": [], "after": shown}], ensure_ascii=False)
    entry = {"id": uuid4().hex, "lead_id": row["id"], "at": now, "actor": "someone", "action": "create", "patch": patch}
    return row, entry


def _amount(cell: Any) -> str | None:
    text = str(cell).strip()
    if text in ("", "待定"):
        return None
    if isinstance(cell, float):
        return text
    if two := _RANGE.fullmatch(text):
        return str((Decimal(two[1]) + Decimal(two[2])) / 2 * 10_000)
    if one := _AMOUNT.fullmatch(text):
        return str(Decimal(one[1].replace(",", "")) * (10_000 if one[2] else 1))
    raise ValueError(text)


def _moment(cell: Any) -> datetime | None:
    if cell == "" or isinstance(cell, datetime):
        return cell or None
    text = unicodedata.normalize("NFKC", cell).strip()
    for form in ("%Y-%m-%d %H:%M", "%Y/%m/%d", "%d.%m.%Y", "%Y年%m月%d日"):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # wall clock, as people wrote it
        except ValueError:
            continue
    raise ValueError(text)
