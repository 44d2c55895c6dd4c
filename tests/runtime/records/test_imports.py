"""Imports: clean rows go in, the others are listed with row, column, value and reason; a chunk happens once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
import xlsxwriter
from python_calamine import CalamineWorkbook

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import Forbidden, NotFound, Problems
from loomwork.runtime.jobs import Job
from loomwork.runtime.records import Query, imports
from loomwork.runtime.records.imports import working
from loomwork.runtime.records.imports.errors import BadSheet, ImportUnderway
from loomwork.runtime.records.imports.sheets import read_sheet

CSV = """标题,金额,加急,Seller,客户,备注
宁波恒泰,600000,普通,P001,ACME,
,约60万,普通,P001,,
杭州联创,1200.5,加急,P009,Nobody,
上海启明,,普通,,,x
"""


def run_import(context: Context, content: bytes, name: str = "leads.csv", **options: Any) -> dict[str, Any]:
    made = imports.draft(context, "crm", "deal", content, name)
    if options:
        imports.set_columns(context, made["id"], **options)
    imports.start(context, made["id"])
    jobs.run_due(context.workspace)
    return imports.get(context, made["id"])


@pytest.fixture
def importer(person: Callable[..., Context], context: Context) -> Context:
    made = person("importer")
    records.create(context, "crm", "customer", {"name": "ACME"})
    return made


def test_clean_rows_go_in_and_the_others_are_listed(importer, context):
    done = run_import(importer, CSV.encode("gb18030"))

    assert (done["state"], done["rows"], done["done"], done["created"], done["failed"]) == ("done", 4, 4, 2, 2)
    made = records.query(context, "crm", "deal", Query(sort=("title",))).items
    assert [record.values["title"] for record in made] == ["上海启明", "宁波恒泰"]
    assert made[1].values["seller"] == importer.actor.person_id
    assert made[1].created_by == importer.actor.person_id
    assert records.dump_record(context, made[1])["labels"]["customer"] == "ACME"
    (entry,) = records.history(context, "crm", "deal", made[1].id)
    assert (entry["provenance"], entry["actor"]["name"]) == ("import", importer.actor.name)
    found = imports.problems(importer, done["id"])
    assert {(one["row"], one["column"], one["value"]) for one in found} == {
        (3, "标题", ""),
        (3, "金额", "约60万"),
        (4, "Seller", "P009"),
        (4, "客户", "Nobody"),
        (4, "", ""),
    }
    assert all("…" not in one["message"] for one in found)


def test_columns_are_guessed_by_key_and_by_title_in_both_languages(importer):
    made = imports.draft(importer, "crm", "deal", "Title;AMOUNT;加 急;unknown\na;1;yes;z\n".encode(), "x.csv")

    assert [column["field"] for column in made["columns"]] == ["title", "amount", "urgent", None]
    assert made["columns"][0]["samples"] == ["a"]


def test_an_excel_workbook_gives_numbers_and_dates(importer, context):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(2, 0, ["title", "amount", "due", "visits"])
        sheet.write_row(3, 0, ["A", 1234.5])
        sheet.write_number(3, 2, 46027, day)
        sheet.write_number(3, 3, 12)
    done = run_import(importer, stream.getvalue(), "x.xlsx")

    (made,) = records.query(context, "crm", "deal", Query()).items
    values = records.dump_record(context, made)["values"]
    assert done["created"] == 1
    assert (values["amount"], values["due"], values["visits"]) == ("1234.50", "2026-01-05", 12)


def test_a_chunk_that_comes_twice_happens_once(importer, context):
    content = ("title\n" + "".join(f"D{n}\n" for n in range(120))).encode()
    made = imports.draft(importer, "crm", "deal", content, "x.csv")
    imports.start(importer, made["id"])

    for begin in (0, 0, 50, 50):
        job = Job("j", working.JOB, None, None, {"import": made["id"], "begin": begin}, 1, context.now(), 1, 0, 1, "k")
        with context.workspace.database.write() as tx:
            working.take_chunk(context, tx, job)
    half = imports.get(importer, made["id"])
    assert (half["state"], half["done"], half["created"]) == ("running", 100, 100)
    jobs.run_due(context.workspace)

    done = imports.get(importer, made["id"])
    assert (done["state"], done["created"]) == ("done", 120)
    assert records.count(context, "crm", "deal") == (120, True)


def test_an_import_wakes_workflows_only_when_asked(importer, context, install):
    install([{"kind": "workflow", "key": "watch", "title": "w", "trigger": {"type": "record_created", "form": "deal"}}])

    for wanted in (False, True):
        made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
        imports.set_columns(importer, made["id"], start_workflows=wanted)
        imports.start(importer, made["id"])
        (job,) = [Job("j", working.JOB, None, None, {"import": made["id"], "begin": 0}, 1, context.now(), 1, 0, 1, "k")]
        with context.workspace.database.write() as tx:
            working.take_chunk(context, tx, job)
        with context.workspace.database.read() as connection:
            started = connection.execute(
                sa.select(sa.func.count())
                .select_from(jobs.tables.job)
                .where(jobs.tables.job.c.kind == "workflow.start")
            ).scalar_one()
        assert started == int(wanted)


def test_an_import_belongs_to_who_made_it(importer, person):
    made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
    other = person("importer")

    for act in (imports.get, imports.start, imports.problems, imports.set_columns):
        with pytest.raises(NotFound):
            act(other, made["id"])


def test_who_may_not_import_is_refused(person):
    with pytest.raises(Forbidden):
        imports.draft(person("seller"), "crm", "deal", b"title\nA\n", "x.csv")
    with pytest.raises(NotFound):
        imports.draft(person(), "crm", "deal", b"title\nA\n", "x.csv")


def test_an_import_starts_once(importer):
    made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
    imports.start(importer, made["id"])
    with pytest.raises(ImportUnderway):
        imports.start(importer, made["id"])
    with pytest.raises(ImportUnderway):
        imports.set_columns(importer, made["id"], [])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\x00\x01\x02\xff", b"\xff\xff\xff"])
def test_what_is_no_spreadsheet_is_refused_in_words(content):
    with pytest.raises(BadSheet):
        read_sheet(content)


def test_the_list_of_problems_holds_no_formula(importer):
    done = run_import(importer, b'title,amount\nA,"=HYPERLINK(""http://x"")"\n')
    book = CalamineWorkbook.from_filelike(io.BytesIO(imports.problems_workbook(importer, done["id"])))
    rows = book.get_sheet_by_index(0).to_python()

    assert rows[1][:3] == [2.0, "amount", '=HYPERLINK("http://x")']
    assert book.get_sheet_by_index(0).to_python()[0][0] == "行"


def test_sample_rows_load_whole_or_not_at_all(crm, context):
    def load(rows: list[dict[str, str]]) -> list[str]:
        return changes.run(context, lambda tx: records.load_rows(context, "crm", "deal", rows, tx=tx))

    assert len(load([{"标题": "A"}, {"标题": "B", "amount": "5"}])) == 2
    with pytest.raises(Problems) as caught:
        load([{"标题": "C", "金额": "1"}, {"标题": "", "金额": "x"}])
    assert {error.pointer for error in caught.value.errors} == {"/rows/2/标题", "/rows/2/金额"}
    assert records.count(context, "crm", "deal") == (2, True)


def test_an_import_of_who_has_left_fails_in_words(importer, context):
    from loomwork.runtime.people import dismiss_person

    made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
    imports.start(importer, made["id"])
    changes.run(context, lambda tx: dismiss_person(tx, context, importer.actor.person_id or ""))
    jobs.run_due(context.workspace)

    failed = imports.get(importer, made["id"])
    assert failed["state"] == "failed"
    assert failed["problem"]["code"] == "not_found"
    assert records.count(context, "crm", "deal") == (0, True)


def test_old_imports_are_forgotten(importer, context, clock):
    done = run_import(importer, b"title,amount\nA,x\n")
    clock.advance(imports.runs.KEPT * 2)
    changes.run(context, lambda tx: imports.forget_imports(context, tx))
    with pytest.raises(NotFound):
        imports.get(importer, done["id"])
