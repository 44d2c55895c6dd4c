"""Refused rows come back as a workbook with their own columns, and go in once they are mended."""

from loomwork.runtime import imports, records

from .conftest import run_import, titles
from .workbooks import rows_of, workbook


def fill(sheet, rows):
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)


def returned(context, id, folder):
    target = folder / "problems.xlsx"
    imports.problems_workbook(context, id, target)
    return target


def test_mended_rows_go_in_and_nothing_else(importer, context, tmp_path):
    done = run_import(importer, "标题,金额,截止日,不认识\nA,1,2026-01-05,x\nB,oops,2026年1月6日,y\n".encode())
    target = returned(importer, done["id"], tmp_path)
    rows = rows_of(target)
    assert rows[0] == ["标题", "金额", "截止日", "不认识", "原行号", "未导入原因"]
    assert rows[1][:5] == ["B", "oops", "2026年1月6日", "y", 3.0]
    assert rows[1][5].startswith("金额：")

    rows[1][1] = "约2万"
    mended = workbook(lambda book, sheet: fill(sheet, rows))
    again = run_import(importer, mended, "problems.xlsx")
    assert [column["field"] for column in again["columns"]] == ["title", "amount", "due", None, None, None]
    assert (again["created"], again["failed"]) == (1, 0)
    assert titles(context) == ["A", "B"]


def test_the_list_of_problems_holds_no_formula(importer, tmp_path):
    done = run_import(importer, b'title,amount\nA,"=HYPERLINK(""http://x"")"\n')
    rows = rows_of(returned(importer, done["id"], tmp_path))

    assert rows[1][1] == '=HYPERLINK("http://x")'


def test_all_reasons_of_a_row_are_told(importer, tmp_path):
    done = run_import(importer, b"title,amount,urgent\n,x,yes\n")
    told = rows_of(returned(importer, done["id"], tmp_path))[1][-1]
    assert told.count("；") == 2
    assert records.count(importer, "crm", "deal") == (0, True)
