"""Rows that share a key make one record with its detail lines, as a whole or not at all, and exports give them back."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import exports, imports, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.records import Query
from tests.company import Install

FIRM = {
    "kind": "form",
    "key": "firm",
    "title": "Firm",
    "title_field": "name",
    "fields": [{"key": "name", "type": "text", "title": "Firm name"}],
}
BILL: dict[str, Any] = {
    "kind": "form",
    "key": "bill",
    "title": "Bill",
    "title_field": "number",
    "fields": [
        {"key": "number", "type": "text", "title": {"zh-CN": "单号", "en": "Number"}, "unique": True, "required": True},
        {"key": "firm", "type": "reference", "title": {"zh-CN": "公司", "en": "Firm"}, "settings": {"form": "firm"}},
        {"key": "day", "type": "date", "title": {"zh-CN": "日期", "en": "Day"}},
        {"key": "remark", "type": "text", "title": {"zh-CN": "备注", "en": "Remark"}},
        {
            "key": "items",
            "type": "detail_lines",
            "title": {"zh-CN": "明细", "en": "Items"},
            "settings": {
                "columns": [
                    {"key": "article", "type": "text", "title": {"zh-CN": "品名", "en": "Article"}, "required": True},
                    {"key": "pieces", "type": "integer", "title": {"zh-CN": "数量", "en": "Pieces"}},
                    {"key": "remark", "type": "text", "title": {"zh-CN": "备注", "en": "Remark"}},
                    {"key": "maker", "type": "reference", "title": "Maker", "settings": {"form": "firm"}},
                ]
            },
        },
        {
            "key": "guests",
            "type": "detail_lines",
            "title": {"zh-CN": "参加人", "en": "Guests"},
            "settings": {
                "columns": [{"key": "person", "type": "member", "title": {"zh-CN": "同事", "en": "Colleague"}}]
            },
        },
    ],
}
ROLE = {
    "kind": "role",
    "key": "clerk",
    "title": "Clerk",
    "forms": {
        "bill": {"verbs": ["read", "create", "change", "delete", "import", "export"], "fields": {"*": "write"}},
        "firm": {"verbs": ["read", "create"], "fields": {"*": "write"}},
    },
}


@pytest.fixture
def clerk(install: Install, person_of: Callable[..., Context], context: Context) -> Context:
    install([FIRM, BILL, ROLE])
    for name in ("恒泰", "联创"):
        records.create(context, "crm", "firm", {"name": name})
    return person_of("clerk")


def run_import(context: Context, content: str, *, columns: Any = None, **options: Any) -> dict[str, Any]:
    made = imports.draft(context, "crm", "bill", content.encode(), "bills.csv")
    imports.set_up(context, made["id"], columns=columns, options=options)
    imports.start(context, made["id"], again=True)
    jobs.run_due(context.workspace)
    return imports.get(context, made["id"])


def bills(context: Context, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    """number → the lines' cells."""
    wanted = columns or ("article", "pieces")
    found = records.query(context, "crm", "bill", Query(sort=("number",), limit=200)).items
    return {
        record.values["number"]: [tuple(line[key] for key in wanted) for line in record.values["items"] or ()]
        for record in found
    }


ROWS = """单号,公司,日期,品名,数量
A1,恒泰,2026-01-05,螺丝,3
,,,螺母,4
B1,联创,2026-01-06,垫片,5
A1,恒泰,2026/1/5,弹簧,6
"""


def test_rows_of_one_key_make_one_record_with_its_lines(clerk: Context) -> None:
    made = imports.draft(clerk, "crm", "bill", ROWS.encode(), "bills.csv")
    assert [column["field"] for column in made["columns"]] == ["number", "firm", "day", "items.article", "items.pieces"]
    assert made["group"] == "number"
    looked = imports.preview(clerk, made["id"])
    assert (looked["ready"], looked["refused"], looked["records"], looked["complete"]) == (4, 0, 2, True)

    done = run_import(clerk, ROWS)

    assert (done["state"], done["done"], done["created"], done["failed"]) == ("done", 4, 2, 0)
    assert bills(clerk) == {"A1": [("螺丝", 3), ("螺母", 4), ("弹簧", 6)], "B1": [("垫片", 5)]}


def test_a_record_is_refused_as_a_whole_and_every_row_says_why(clerk: Context) -> None:
    done = run_import(
        clerk,
        "单号,公司,品名,数量\nA1,恒泰,螺丝,3\nA1,联创,螺母,4\nB1,恒泰,,5\n,,垫片,many\nC1,恒泰,弹簧,6\n",
    )

    assert (done["created"], done["failed"]) == (1, 4)
    assert list(bills(clerk)) == ["C1"]
    told = {(one["row"], one["column"], one["value"]): one["message"] for one in imports.problems(clerk, done["id"])}
    assert set(told) == {(2, "", ""), (3, "公司", "联创"), (4, "", ""), (5, "数量", "many")}
    assert "3" in told[2, "", ""]
    assert "2" in told[3, "公司", "联创"]


def test_what_the_form_refuses_refuses_the_record(clerk: Context) -> None:
    records.create(clerk, "crm", "bill", {"number": "A1"})

    done = run_import(clerk, "单号,品名,数量\nA1,螺丝,3\nA1,螺母,4\n")

    assert (done["created"], done["failed"]) == (0, 2)
    assert [one["row"] for one in imports.problems(clerk, done["id"])] == [2, 3]


def test_without_a_key_rows_without_a_head_belong_to_the_row_above(clerk: Context) -> None:
    content = "单号,日期,品名,数量\nA1,2026-01-05,螺丝,3\n,,螺母,4\nB1,,垫片,5\n,2026-01-06,弹簧,6\n"

    done = run_import(clerk, content, group="")

    assert done["group"] == ""
    assert (done["created"], done["failed"]) == (2, 1)
    assert bills(clerk) == {"A1": [("螺丝", 3), ("螺母", 4)], "B1": [("垫片", 5)]}


@pytest.mark.parametrize(
    ("lines", "left"),
    [("replace", [("螺母", 1), ("垫片", 2)]), ("append", [("螺丝", 3), ("螺母", 1), ("垫片", 2)])],
)
def test_an_update_replaces_the_lines_or_appends_to_them(clerk: Context, lines: str, left: list[Any]) -> None:
    run_import(clerk, "单号,品名,数量\nA1,螺丝,3\n")

    done = run_import(
        clerk, "单号,品名,数量\nA1,螺母,1\nA1,垫片,2\nX9,弹簧,1\n", mode="update", key="number", lines=lines
    )

    assert (done["updated"], done["failed"]) == (1, 1)
    assert bills(clerk)["A1"] == left
    imports.undo(clerk, done["id"])
    jobs.run_due(clerk.workspace)
    assert bills(clerk)["A1"] == [("螺丝", 3)]


def test_a_bad_line_among_appended_ones_is_told_at_its_row(clerk: Context) -> None:
    run_import(clerk, "单号,品名,数量\nA1,螺丝,3\n")

    done = run_import(clerk, "单号,品名,数量\nA1,螺母,1\nA1,,2\n", mode="update", key="number", lines="append")

    assert (done["updated"], done["failed"]) == (0, 2)
    assert [(one["row"], one["column"]) for one in imports.problems(clerk, done["id"])] == [(2, ""), (3, "品名")]


def test_records_are_never_parted_between_chunks(clerk: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"N{number % 150:03},article {number},{number}" for number in range(900)]

    done = run_import(clerk, "\n".join(["单号,品名,数量", *rows]))

    assert (done["done"], done["created"], done["failed"]) == (900, 150, 0)
    assert all(len(lines) == 6 for lines in bills(clerk).values())


def test_all_or_nothing_and_its_undoing(clerk: Context) -> None:
    refused = run_import(clerk, ROWS + "C1,恒泰,,螺帽,x\n", all_or_nothing=True)
    assert (refused["state"], refused["failed"], bills(clerk)) == ("refused", 1, {})

    done = run_import(clerk, ROWS, all_or_nothing=True)
    assert (done["state"], done["created"], len(bills(clerk))) == ("done", 2, 2)
    imports.undo(clerk, done["id"])
    jobs.run_due(clerk.workspace)
    assert bills(clerk) == {}


def test_how_columns_were_matched_is_remembered_with_the_key(clerk: Context) -> None:
    run_import(clerk, ROWS, group="")

    again = imports.draft(clerk, "crm", "bill", ROWS.encode(), "bills.csv")

    assert ([column["by"] for column in again["columns"]], again["group"]) == (["memory"] * 5, "")


def test_one_column_that_is_called_as_one_of_several_of_the_lines_fills_none(clerk: Context) -> None:
    made = imports.draft(clerk, "crm", "bill", "单号,数量\nA1,3\n".encode(), "bills.csv")

    assert ([column["field"] for column in made["columns"]], made["group"]) == (["number", None], None)


def test_lines_come_from_their_columns_or_from_one_cell(clerk: Context) -> None:
    made = imports.draft(clerk, "crm", "bill", ROWS.encode(), "bills.csv")

    with pytest.raises(InvalidValue):
        imports.set_up(clerk, made["id"], columns=[{"name": "公司", "field": "items"}])


def test_one_cell_with_several_names_makes_a_line_for_each(clerk: Context, person_of: Callable[..., Context]) -> None:
    people = [person_of("clerk").actor for _ in range(2)]
    cell = "、".join(str(one.name) for one in people)

    done = run_import(clerk, f"单号,同事\nA1,{cell}\nB1,\nC1,{people[0].name}；Nobody\n")

    assert (done["created"], done["failed"]) == (2, 1)
    made = records.query(clerk, "crm", "bill", Query(sort=("number",))).items
    assert [line["person"] for line in made[0].values["guests"]] == [one.person_id for one in people]
    assert [(one["row"], one["column"]) for one in imports.problems(clerk, done["id"])] == [(4, "同事")]


def test_several_names_in_a_line_with_other_cells_are_refused(clerk: Context) -> None:
    columns = [{"name": "Maker", "field": "items.maker"}]

    done = run_import(clerk, "单号,品名,数量,Maker\nA1,螺丝,3,恒泰；联创\n", columns=columns)

    assert done["failed"] == 1
    assert [one["column"] for one in imports.problems(clerk, done["id"])] == ["Maker"]


@pytest.mark.parametrize("lines", ["repeated", "first"])
def test_what_an_export_wrote_comes_in_again(clerk: Context, lines: str) -> None:
    content = (
        "单号,公司,备注,品名,数量,明细 / 备注,Maker\nA1,恒泰,急,螺丝,3,短,联创\n,,,螺母,4,,恒泰\nB1,联创,,垫片,5,,\n"
    )
    run_import(clerk, content)
    before = bills(clerk, "article", "pieces", "remark", "maker")
    query = Query(fields=("number", "firm", "remark", "items"), sort=("number",))
    made = exports.ask(clerk, "crm", "bill", query, "csv", lines)
    jobs.run_due(clerk.workspace)
    _, path = exports.file_of(clerk, made["id"])
    written = path.read_text("utf-8-sig")
    assert written.splitlines()[0] == "单号,公司,备注,明细 / 品名,明细 / 数量,明细 / 备注,明细 / Maker"
    assert written.splitlines()[2].startswith("A1,恒泰" if lines == "repeated" else ",,")

    for record in records.query(clerk, "crm", "bill", Query()).items:
        records.delete(clerk, "crm", "bill", record.id, revision=record.revision)
    done = run_import(clerk, written)

    assert (done["created"], done["failed"]) == (2, 0), imports.problems(clerk, done["id"])
    assert bills(clerk, "article", "pieces", "remark", "maker") == before
