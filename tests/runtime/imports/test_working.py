"""Imports: clean rows go in, the others are listed with row, column, value and reason; a chunk happens once."""

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, imports, jobs, records
from loomwork.runtime.errors import Forbidden, InvalidDefinition, InvalidValue, NotFound
from loomwork.runtime.imports import working
from loomwork.runtime.imports.errors import ImportUnderway, WrongPhase
from loomwork.runtime.imports.tables import import_chunk
from loomwork.runtime.jobs import Job
from loomwork.runtime.records import Query

from .conftest import run_import, titles
from .workbooks import workbook

CSV = """标题,金额,加急,Seller,客户,备注
宁波恒泰,600000,普通,P001,ACME,
,约很多万,普通,P001,,
杭州联创,1200.5,加急,P009,Nobody,
上海启明,,普通,,,x
"""


def chunk(context, id, begin, turn=1):
    """Run the job of a chunk, whatever the queue says."""
    payload = {"import": id, "begin": begin, "turn": turn}
    job = Job("j", working.JOB, None, None, payload, 1, context.now(), 1, 0, 1, "k")
    with context.workspace.database.write() as tx:
        working.take_chunk(context, tx, job)


def started(context):
    with context.workspace.database.read() as connection:
        wanted = (
            sa.select(sa.func.count()).select_from(jobs.tables.job).where(jobs.tables.job.c.kind == "workflow.start")
        )
        return connection.execute(wanted).scalar_one()


def test_clean_rows_go_in_and_the_others_are_listed(importer, context):
    done = run_import(importer, CSV.encode("gb18030"))

    assert (done["state"], done["rows"], done["done"], done["created"], done["failed"]) == ("done", 4, 4, 2, 2)
    made = records.query(context, "crm", "deal", Query(sort=("title",))).items
    assert [record.values["title"] for record in made] == ["宁波恒泰", "上海启明"]
    assert made[0].values["seller"] == importer.actor.person_id
    assert made[0].created_by == importer.actor.person_id
    assert records.dump_record(context, made[0])["labels"]["customer"] == "ACME"
    (entry,) = records.history(context, "crm", "deal", made[0].id)
    assert (entry["provenance"], entry["actor"]["name"]) == ("import", importer.actor.name)
    assert entry["source"] == {"import": done["id"], "file": "deals.csv", "row": 2}
    records.change(context, "crm", "deal", made[0].id, {"amount": "7"}, revision=1)
    origins = records.origins(context, "crm", "deal", made[0].id)
    assert (origins["title"]["provenance"], origins["title"]["source"]["row"]) == ("import", 2)
    assert (origins["amount"]["provenance"], origins["amount"]["source"]) == ("typed", None)
    found = imports.problems(importer, done["id"])
    assert {(one["row"], one["column"], one["value"]) for one in found} == {
        (3, "标题", ""),
        (3, "金额", "约很多万"),
        (4, "Seller", "P009"),
        (4, "客户", "Nobody"),
        (4, "", ""),
    }
    assert all("…" not in one["message"] for one in found)


def test_a_csv_that_is_called_a_workbook_has_its_wrong_cells_told(importer, context):
    rows = ["标题,金额,加急,截止日", f"{'长' * 300},5,普通,", "甲,-5,普通,", "乙,5,十万火急,", "丙,5,普通,2026-02-30"]
    done = run_import(importer, "\n".join(rows).encode(), "deals.xlsx")

    assert (done["created"], done["failed"]) == (0, 4)
    told = {one["row"]: (one["column"], one["message"]) for one in imports.problems(importer, done["id"])}
    assert {row: column for row, (column, _) in told.items()} == {2: "标题", 3: "金额", 4: "加急", 5: "截止日"}
    assert all(message for _, message in told.values())


def test_an_excel_workbook_gives_numbers_and_dates(importer, context):
    def fill(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(2, 0, ["title", "amount", "due", "visits"])
        sheet.write_row(3, 0, ["A", 1234.5])
        sheet.write_number(3, 2, 46027, day)
        sheet.write_number(3, 3, 12)

    done = run_import(importer, workbook(fill), "x.xlsx")

    (made,) = records.query(context, "crm", "deal", Query()).items
    values = records.dump_record(context, made)["values"]
    assert done["created"] == 1
    assert (values["amount"], values["due"], values["visits"]) == ("1234.50", "2026-01-05", 12)


def test_a_chunk_that_comes_twice_happens_once(importer, context):
    content = ("title\n" + "".join(f"D{n}\n" for n in range(450))).encode()
    made = imports.draft(importer, "crm", "deal", content, "x.csv")
    imports.start(importer, made["id"])

    for begin in (0, 0, 200, 200):
        chunk(context, made["id"], begin)
    half = imports.get(importer, made["id"])
    assert (half["state"], half["done"], half["created"]) == ("running", 400, 400)
    jobs.run_due(context.workspace)

    done = imports.get(importer, made["id"])
    assert (done["state"], done["created"]) == ("done", 450)
    assert records.count(context, "crm", "deal") == (450, True)


def test_an_import_that_is_paused_goes_on_where_it_stopped(importer, context):
    content = ("title\n" + "".join(f"D{n}\n" for n in range(450))).encode()
    made = imports.draft(importer, "crm", "deal", content, "x.csv")
    with pytest.raises(WrongPhase):
        imports.pause(importer, made["id"])
    imports.start(importer, made["id"])
    chunk(context, made["id"], 0)
    imports.pause(importer, made["id"])
    jobs.run_due(context.workspace)
    assert imports.get(importer, made["id"])["done"] == 200

    imports.resume(importer, made["id"])
    jobs.run_due(context.workspace)
    done = imports.get(importer, made["id"])
    assert (done["state"], done["created"]) == ("done", 450)


def test_a_cancelled_import_keeps_what_came_in(importer, context):
    content = ("title\n" + "".join(f"D{n}\n" for n in range(450))).encode()
    made = imports.draft(importer, "crm", "deal", content, "x.csv")
    imports.start(importer, made["id"])
    chunk(context, made["id"], 0)
    imports.cancel(importer, made["id"])
    jobs.run_due(context.workspace)

    done = imports.get(importer, made["id"])
    assert (done["state"], done["created"], done["undoable"]) == ("cancelled", 200, True)
    with pytest.raises(WrongPhase):
        imports.resume(importer, made["id"])


def test_all_or_nothing_refuses_the_file_for_one_row(importer, context):
    content = b"title,amount\nA,1\nB,x\n"
    done = run_import(importer, content, all_or_nothing=True)

    assert (done["state"], done["created"], done["failed"]) == ("refused", 0, 1)
    assert titles(context) == []
    assert [one["row"] for one in imports.problems(importer, done["id"])] == [3]

    done = run_import(importer, b"title,amount\nA,1\nB,2\n", all_or_nothing=True)
    assert (done["state"], done["created"], done["failed"]) == ("done", 2, 0)
    assert titles(context) == ["A", "B"]


def test_workflows_start_as_asked(importer, context, install):
    install([{"kind": "workflow", "key": "watch", "title": "w", "trigger": {"type": "record_created", "form": "deal"}}])
    dear = {">=": [{"var": "record.amount"}, "1000"]}

    before = 0
    for options, expected in (
        ({"workflows": "no"}, 0),
        ({"workflows": "yes"}, 2),
        ({"workflows": "where", "where": dear}, 1),
    ):
        made = imports.draft(importer, "crm", "deal", b"title,amount\nA,1\nB,5000\n", "x.csv")
        imports.set_up(importer, made["id"], options=options)
        imports.start(importer, made["id"], again=True)
        chunk(context, made["id"], 0)
        assert started(context) - before == expected
        before = started(context)


def test_a_condition_for_workflows_is_checked_when_it_is_said(importer):
    made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
    with pytest.raises(InvalidValue):
        imports.set_up(importer, made["id"], options={"workflows": "where"})
    with pytest.raises(InvalidDefinition):
        imports.set_up(importer, made["id"], options={"workflows": "where", "where": {"==": [{"var": "record.x"}, 1]}})


def test_a_taken_value_refuses_its_row_only(context, crm):
    made = imports.draft(context, "crm", "customer", b"name\nA\nB\nA\n", "x.csv")
    imports.start(context, made["id"])
    jobs.run_due(context.workspace)

    done = imports.get(context, made["id"])
    assert (done["created"], done["failed"]) == (2, 1)
    assert [one["row"] for one in imports.problems(context, made["id"])] == [4]


def test_an_import_belongs_to_who_made_it(importer, person):
    made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
    other = person("importer")

    for act in (imports.get, imports.start, imports.problems, imports.set_up, imports.preview, imports.undo):
        with pytest.raises(NotFound):
            act(other, made["id"])
    assert imports.listed(other, "crm", "deal") == []


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
        imports.set_up(importer, made["id"], columns=[])


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
    assert not imports.runs.folder_of(context.workspace, done["id"]).exists()


def test_all_or_nothing_is_one_change_and_undone_whole(importer, context):
    content = b"title,amount\n" + b"".join(b"T%03d,%d\n" % (number, number) for number in range(450))
    done = run_import(importer, content, all_or_nothing=True)

    assert (done["state"], done["created"], done["done"]) == ("done", 450, 450)
    assert len(chunks(context, done["id"])) == 1
    imports.undo(importer, done["id"])
    jobs.run_due(context.workspace)
    undone = imports.get(importer, done["id"])
    assert (undone["state"], undone["undone"]) == ("undone", 450)
    assert titles(context) == []


def chunks(context, id):
    with context.workspace.database.read() as connection:
        return connection.execute(sa.select(import_chunk).where(import_chunk.c.import_id == id)).all()
