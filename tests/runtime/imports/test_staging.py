"""All or nothing: what is worked out before its transaction is written only if it still holds then."""

import sqlalchemy as sa

from loomwork.runtime import changes, imports, jobs, records
from loomwork.runtime.changes.digests import digest
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.imports.going import WHOLE, run_of
from loomwork.runtime.imports.staging import stage
from loomwork.runtime.imports.working import take_whole
from loomwork.runtime.jobs import Job
from loomwork.runtime.records import Query
from tests.company import CUSTOMER, DEAL, ROLES

from .conftest import titles
from .test_working import chunk

CSV = "标题,金额,客户\n甲,600000,ACME\n乙,约60万,ACME\n"


def tried_out(importer, form, content):
    """An import of all or nothing whose rows were all found right, and the job that is to write them."""
    made = imports.draft(importer, "crm", form, content.encode(), "x.csv")
    imports.set_up(importer, made["id"], options={"all_or_nothing": True})
    imports.start(importer, made["id"])
    chunk(importer, made["id"], 0)
    with importer.workspace.database.read() as connection:
        row = run_of(connection, made["id"])
    assert row is not None
    assert row["state"] == "running"
    payload = {"import": made["id"], "turn": row["turn"]}
    return Job("j", WHOLE, None, None, payload, 1, importer.now(), 1, 0, 1, "k")


def written(context, job, staged):
    """The import after its rows were to be written; the job of its own then finds it done."""
    with context.workspace.database.write() as tx:
        changes.begin(tx, context)
        take_whole(context, tx, job, staged)
    jobs.run_due(context.workspace)
    with context.workspace.database.read() as connection:
        return run_of(connection, job.payload["import"])


def staged_on_sqlite(context, job):
    staged = stage(context, job)
    assert (staged is not None) == (context.workspace.database.dialect == "sqlite")
    return staged


def test_nothing_is_seen_before_it_is_written_and_then_all_of_it(importer, context):
    job = tried_out(importer, "deal", CSV)
    staged = staged_on_sqlite(context, job)
    records.create(context, "crm", "deal", {"title": "他人"})
    assert titles(context) == ["他人"]

    done = written(context, job, staged)

    assert (done["state"], done["created"], titles(context)) == ("done", 2, ["甲", "他人", "乙"])
    with context.workspace.database.read() as connection:
        made = change_entry.c.source.is_not(None)
        entries = connection.execute(sa.select(change_entry).where(made).order_by(change_entry.c.ordinal)).all()
    assert [(one.ordinal, one.source["row"]) for one in entries] == [(0, 2), (1, 3)]
    for one in entries:
        identity = (one.change_id, str(one.ordinal), one.object_kind, one.object_key, one.object_id, one.action)
        assert one.digest == digest(identity, one.patch, one.salts)
    imports.undo(importer, job.payload["import"])
    jobs.run_due(context.workspace)
    assert titles(context) == ["他人"]


def test_a_record_that_is_gone_meanwhile_refuses_the_file(importer, context):
    job = tried_out(importer, "deal", CSV)
    staged = staged_on_sqlite(context, job)
    (acme,) = records.query(context, "crm", "customer", Query()).items
    records.delete(context, "crm", "customer", acme.id, revision=acme.revision)

    done = written(context, job, staged)

    assert (done["state"], done["failed"], titles(context)) == ("refused", 2, [])


def test_a_value_that_is_taken_meanwhile_refuses_the_file_with_its_row(crm, context):
    job = tried_out(context, "customer", "Name\n甲\n乙\n")
    staged = staged_on_sqlite(context, job)
    records.create(context, "crm", "customer", {"name": "乙"})

    done = written(context, job, staged)

    assert (done["state"], done["failed"]) == ("refused", 1)
    (problem,) = imports.problems(context, job.payload["import"])
    assert problem["row"] == 3
    assert records.count(context, "crm", "customer") == (1, True)


def test_what_was_published_meanwhile_holds(importer, context, install):
    job = tried_out(importer, "deal", CSV)
    staged = staged_on_sqlite(context, job)
    capped = [
        field | {"settings": {**field.get("settings", {}), "maximum": "1000"}} if field["key"] == "amount" else field
        for field in DEAL["fields"]
    ]
    install([CUSTOMER, DEAL | {"fields": capped}, *ROLES])

    done = written(context, job, staged)

    assert (done["state"], titles(context)) == ("refused", [])
