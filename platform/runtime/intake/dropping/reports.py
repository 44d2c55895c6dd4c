"""What is written beside a file that was taken in or could not be: how it went, in the language of its readers, and a
workbook of the rows that were refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from ... import imports
from ...context import Context
from ...errors import NotFound
from ...localized import text
from ..plan import IntakePlan


def write_report(context: Context, plan: IntakePlan, row: Any, target: Path) -> None:
    """Beside `target`, of a row that has ended: a text, and the refused rows where there are some."""
    reader = replace(context.acting_as(plan.actor), locale=plan.settings["language"])
    lines = [text(_HEAD, reader.locale).format(name=row.file_name, title=text(plan.title, reader.locale))]
    if row.problem is not None:
        problem = row.problem[reader.locale]
        lines.append(problem.get("detail") or problem["title"])
    else:
        lines.append(text(_COUNTS, reader.locale).format(rows=row.rows, taken=row.taken, refused=row.refused))
    if row.import_id is not None and row.refused:
        try:
            imports.problems_workbook(reader, row.import_id, target.with_name(f"{target.name}.report.xlsx"))
        except NotFound:
            # Imports are forgotten after a month: a server may have stood still so long.
            pass
        else:
            lines.append(text(_REFUSED, reader.locale))
    target.with_name(f"{target.name}.report.txt").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


_HEAD = {"zh-CN": "文件：{name}\n入口：{title}", "en": "File: {name}\nIntake: {title}"}
_COUNTS = {
    "zh-CN": "共 {rows} 行，生成记录 {taken} 条，未接收 {refused} 行。",
    "en": "{rows} rows; {taken} became records, {refused} were refused.",
}
_REFUSED = {
    "zh-CN": "未接收的行和原因见同名的 .report.xlsx；改正后把它放回投递文件夹即可。",
    "en": "The refused rows and why are in the workbook of the same name; correct them and put it into the folder.",
}
