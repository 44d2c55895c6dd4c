"""Rows that update: the record is found by a field, and only by one that tells it apart."""

import pytest

from loomwork.runtime import imports, jobs, records
from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.records import Query


def update(context, content, mode="update", key="name"):
    made = imports.draft(context, "crm", "customer", content, "x.csv")
    imports.set_up(context, made["id"], options={"mode": mode, "key": key})
    imports.start(context, made["id"])
    jobs.run_due(context.workspace)
    return imports.get(context, made["id"])


@pytest.fixture
def two(context, crm):
    for name in ("A", "B"):
        records.create(context, "crm", "customer", {"name": name, "level": "A"})


def test_empty_cells_leave_values_as_they_are(two, context):
    done = update(context, b"name,level\nA,B\nB,\n")

    assert (done["updated"], done["failed"]) == (2, 0)
    found = records.query(context, "crm", "customer", Query(sort=("name",))).items
    assert [record.values["level"] for record in found] == ["B", "A"]


def test_a_row_without_its_record_is_refused_or_created(two, context):
    content = b"name,level\nA,B\nC,A\n,A\nA,A\n"
    done = update(context, content)
    assert (done["updated"], done["created"], done["failed"]) == (1, 0, 3)
    assert [one["row"] for one in imports.problems(context, done["id"])] == [3, 4, 5]

    done = update(context, b"name,level\nC,A\nC,B\n", mode="upsert")
    assert (done["created"], done["failed"]) == (1, 1)


def test_a_key_that_several_records_have_is_no_key(two, context):
    done = update(context, b"name,level\nX,A\n", key="level")
    assert done["failed"] == 1


def test_the_change_record_names_file_and_row(two, context):
    update(context, b"name,level\nA,B\n")
    found = records.query(context, "crm", "customer", Query(sort=("name",))).items[0]
    entry = records.history(context, "crm", "customer", found.id)[0]
    assert (entry["action"], entry["source"]["row"], entry["source"]["file"]) == ("change", 2, "x.csv")


def test_who_may_not_change_may_not_update(importer):
    made = imports.draft(importer, "crm", "deal", b"title\nA\n", "x.csv")
    with pytest.raises(InvalidValue):
        imports.set_up(importer, made["id"], options={"mode": "update", "key": "title"})


def test_a_key_has_to_be_named(context, crm):
    made = imports.draft(context, "crm", "customer", b"name\nA\n", "x.csv")
    with pytest.raises(InvalidValue):
        imports.set_up(context, made["id"], options={"mode": "update", "key": None})
