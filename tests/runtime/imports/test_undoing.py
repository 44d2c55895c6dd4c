"""An import is taken back in one step, but for what somebody changed since."""

import pytest

from loomwork.runtime import imports, jobs, records
from loomwork.runtime.imports.errors import ImportRepeated, NotUndoable
from loomwork.runtime.records import Query

from .conftest import run_import, titles


def undone(context, id):
    imports.undo(context, id)
    jobs.run_due(context.workspace)
    return imports.get(context, id)


def test_all_that_came_in_goes_again(importer, context):
    content = ("title\n" + "".join(f"D{n}\n" for n in range(450))).encode()
    done = run_import(importer, content)
    gone = undone(importer, done["id"])

    assert (gone["state"], gone["undone"], gone["kept"], gone["undoable"]) == ("undone", 450, 0, False)
    assert records.count(context, "crm", "deal") == (0, True)
    with pytest.raises(NotUndoable):
        imports.undo(importer, done["id"])


def test_what_was_changed_since_stays_and_is_told(importer, context):
    done = run_import(importer, b"title\nA\nB\nC\n")
    _, second, third = records.query(context, "crm", "deal", Query(sort=("title",))).items
    records.change(context, "crm", "deal", second.id, {"reason": "mine now"}, revision=1)
    records.delete(context, "crm", "deal", third.id, revision=1)
    gone = undone(importer, done["id"])

    assert (gone["undone"], gone["kept"]) == (2, 1)
    assert titles(context) == ["B"]
    (told,) = imports.problems(importer, done["id"])
    assert told["row"] == 3
    assert "…" not in told["message"]
    assert records.history(context, "crm", "deal", second.id)[-1]["source"]["row"] == 3


def test_what_was_updated_gets_its_values_back(context, crm):
    kept = records.create(context, "crm", "customer", {"name": "A", "level": "A"})
    made = imports.draft(context, "crm", "customer", b"name,level\nA,B\nNew,A\n", "x.csv")
    imports.set_up(context, made["id"], options={"mode": "upsert", "key": "name"})
    imports.start(context, made["id"])
    jobs.run_due(context.workspace)
    done = imports.get(context, made["id"])
    assert (done["created"], done["updated"]) == (1, 1)
    assert records.get(context, "crm", "customer", kept.id).values["level"] == "B"

    undone(context, made["id"])
    (left,) = records.query(context, "crm", "customer", Query()).items
    assert (left.id, left.values["level"]) == (kept.id, "A")


def test_a_record_that_others_refer_to_stays(importer, context, crm):
    made = imports.draft(context, "crm", "customer", b"name\nZ\n", "x.csv")
    imports.start(context, made["id"])
    jobs.run_due(context.workspace)
    found = records.query(context, "crm", "customer", Query(search="Z")).items[0]
    records.create(context, "crm", "deal", {"title": "D", "customer": found.id})

    assert undone(context, made["id"])["kept"] == 1


def test_the_same_content_twice_has_to_be_meant(importer, person):
    done = run_import(importer, b"title\nA\n")
    again = imports.draft(importer, "crm", "deal", b"title\nA\n", "other name.csv")

    assert again["earlier"] == {"id": done["id"], "at": "2026-01-05T01:00:00Z", "file_name": "deals.csv"}
    with pytest.raises(ImportRepeated):
        imports.start(importer, again["id"])
    assert imports.draft(person("importer"), "crm", "deal", b"title\nA\n", "x.csv")["earlier"]["id"] is None
    undone(importer, done["id"])
    assert imports.get(importer, again["id"])["earlier"] is None
    imports.start(importer, again["id"])
