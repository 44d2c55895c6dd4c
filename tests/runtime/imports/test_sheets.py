"""Files as people have them: encodings, separators, banners, merged titles, formulas, and too much of it."""

import codecs
from pathlib import Path

import pytest

from loomwork.runtime.errors import LimitExceeded
from loomwork.runtime.imports import sheets
from loomwork.runtime.imports.errors import BadSheet
from loomwork.runtime.imports.sheets import all_rows, read_sheet, rows_at

from .workbooks import with_sheet_xml, workbook

KNOWN = frozenset({"公司名称", "联系人", "手机", "预算"})


def kept(folder: Path, content: bytes) -> Path:
    (folder / "source").write_bytes(content)
    return folder


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x00\x01\x02\xff", b"\xff\xff\xff", b"<html><table>"])
def test_what_is_no_spreadsheet_is_refused_in_words(content, tmp_path):
    with pytest.raises(BadSheet) as caught:
        read_sheet(kept(tmp_path, content))
    assert "…" not in caught.value.sentence("zh-CN") + caught.value.sentence("en")


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_encoding_and_separator_are_found(encoded, separator, tmp_path):
    rows = [["公司名称", "预算"], ['宁波"恒泰"\n二厂', "1"], ["杭州;联创,股份", "2"]]
    text = "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    sheet = read_sheet(kept(tmp_path, encoded(text)), KNOWN)

    assert sheet.names == ("公司名称", "预算")
    assert [cells for _, cells in all_rows(tmp_path)] == [tuple(row) for row in rows[1:]]


def test_a_banner_and_titles_of_three_rows_become_one_name_per_column(tmp_path):
    def fill(book, sheet):
        sheet.merge_range("A1:D1", "2026 年一季度线索")
        sheet.merge_range("A2:C2", "客户信息")
        sheet.write("D2", "需求")
        sheet.merge_range("A3:A4", "公司名称")
        sheet.merge_range("B3:C3", "联系方式")
        sheet.write("D3", "预算")
        sheet.write("B4", "联系人")
        sheet.write("C4", "手机")
        sheet.write("D4", "（元）")
        sheet.merge_range("A5:A6", "宁波恒泰")
        sheet.write_row("B5", ["林文", "13800000000", 5])
        sheet.write_row("B6", ["王娜", "13800000001", 6])

    sheet = read_sheet(kept(tmp_path, workbook(fill)), KNOWN)

    assert sheet.names == (
        "客户信息 / 公司名称",
        "客户信息 / 联系方式 / 联系人",
        "客户信息 / 联系方式 / 手机",
        "需求 / 预算 / （元）",
    )
    # A merged cell stands for every row it covers.
    assert rows_at(tmp_path, 0, 9) == [
        (5, ("宁波恒泰", "林文", "13800000000", 5.0)),
        (6, ("宁波恒泰", "王娜", "13800000001", 6.0)),
    ]


def test_somebody_may_point_to_the_row_of_names(tmp_path):
    kept(tmp_path, "公司名称,预算\n名称,金额\nA,1\n".encode())
    assert read_sheet(tmp_path, KNOWN, header_row=2).names == ("名称", "金额")
    assert read_sheet(tmp_path, KNOWN).rows == 2


def test_a_formula_gives_its_value_and_another_workbook_is_not_asked(tmp_path):
    def fill(book, sheet):
        sheet.write_row(0, 0, ["公司名称", "预算", "备注"])
        sheet.write_row(1, 0, ["A"])
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, "='[other.xlsx]S'!A1", None, "aside")
        sheet.write_url(2, 0, "https://example.test/x", None, "B")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")

    read_sheet(kept(tmp_path, workbook(fill)), KNOWN)
    assert rows_at(tmp_path, 0, 9) == [(2, ("A", 2.0, "aside")), (3, ("B",))]


def test_sheets_can_be_chosen(tmp_path):
    def fill(book, sheet):
        sheet.write_row(0, 0, ["说明"])
        book.add_worksheet("数据").write_column(0, 0, ["公司名称", "A"])

    first = read_sheet(kept(tmp_path, workbook(fill)), KNOWN)
    assert (first.sheets, first.sheet, first.rows) == (("表一", "数据"), "表一", 0)
    assert read_sheet(tmp_path, KNOWN, sheet="数据").rows == 1


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>公司名称</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c></row>{more}</sheetData></worksheet>'
)


def test_a_cell_in_the_last_corner_is_refused_and_takes_no_process_along(tmp_path):
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(BadSheet) as caught:
        read_sheet(kept(tmp_path, with_sheet_xml(_SHEET.format(more=corner))))
    assert "empty rows" in caught.value.sentence("en")


def test_empty_cells_do_not_count(tmp_path):
    empty = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}" s="0"/>' for column in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        + "</row>"
        for row in range(3, 20_000)
    )
    assert read_sheet(kept(tmp_path, with_sheet_xml(_SHEET.format(more=empty)))).rows == 1


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(LimitExceeded):
        read_sheet(kept(tmp_path, b"a\n1\n2\n3\n4\n"))
    kept(tmp_path, b"a\n1\n2\n3\n")
    assert read_sheet(tmp_path).rows == 3
