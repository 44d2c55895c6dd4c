"""A column of names fills its own field and the reference whose records are called so, each spelling once."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import imports, jobs, records
from loomwork.runtime.directory.tables import unknown_name
from tests.runtime.directory.documents import CUSTOMER

LEGAL, ALIKE = "宁波恒泰自动化设备有限公司", "杭州明远包装有限公司"
FIRM = CUSTOMER | {
    "fields": [one | ({"aliases": ["公司名称"]} if one["key"] == "name" else {}) for one in CUSTOMER["fields"]]
}


def inquiry(**unknown):
    settings = {"form": "customer"} | ({"unknown": unknown} if unknown else {})
    fields = [
        {"key": "firm", "type": "text", "title": {"zh-CN": "公司名称", "en": "Company"}, "required": True},
        {"key": "customer", "type": "reference", "title": {"zh-CN": "客户", "en": "Account"}, "settings": settings},
        {
            "key": "above",
            "type": "reference",
            "title": {"zh-CN": "上级", "en": "Above"},
            "settings": {"form": "inquiry"},
        },
    ]
    return {"kind": "form", "key": "inquiry", "title": "Inquiry", "title_field": "firm", "fields": fields}


ROLE: dict[str, Any] = {
    "kind": "role",
    "key": "importer",
    "title": "Importer",
    "forms": {
        "customer": {"verbs": ["create", "read", "import"], "fields": {"*": "write"}},
        "inquiry": {"verbs": ["create", "read", "import"], "fields": {"*": "write"}},
    },
}
COUNTS = {"count_to": 2, "ask": {"role": "importer"}}


@pytest.fixture
def importer(install, person, context):
    install([FIRM, inquiry(**COUNTS), ROLE])
    for name in (LEGAL, ALIKE):
        records.create(context, "crm", "customer", {"name": name, "short": name[2:6]})
    return person("importer")


def drafted(importer, *names, head="公司名称"):
    content = "\n".join((head, *names)).encode()
    return imports.draft(importer, "crm", "inquiry", content, "x.csv")


def came(importer, made):
    imports.start(importer, made["id"], again=True)
    jobs.run_due(importer.workspace)
    query = records.Query(sort=("created_at",), limit=100)
    found = records.query(importer, "crm", "inquiry", query).items
    return {one.values["firm"]: one.values["customer"] for one in found}


def titled(importer, id):
    return None if id is None else records.get(importer, "crm", "customer", id).values["name"]


def test_the_column_fills_both_fields_by_itself(importer):
    made = drafted(importer, LEGAL, "恒泰自动", "明远包装（杭州）", "无人知晓实业")

    (column,) = made["columns"]
    assert (column["field"], [(one["field"], one["by"]) for one in column["also"]]) == ("firm", [("customer", "names")])
    found = came(importer, made)

    meant = {name: titled(importer, id) for name, id in found.items()}
    assert meant == {LEGAL: LEGAL, "恒泰自动": LEGAL, "明远包装（杭州）": ALIKE, "无人知晓实业": None}
    assert imports.get(importer, made["id"])["failed"] == 0


def test_a_column_of_other_names_is_not_given_to_the_reference(importer):
    (column,) = drafted(importer, "白菜", "萝卜")["columns"]
    assert (column["field"], column["also"]) == ("firm", [])


def asked(importer):
    query = sa.select(unknown_name.c.name, unknown_name.c.uses).where(unknown_name.c.state == "asked")
    with importer.workspace.database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_unknown_names_are_counted(importer):
    found = came(importer, drafted(importer, LEGAL, "无人知晓实业", "无人知晓实业 "))

    assert found["无人知晓实业"] is None
    assert asked(importer) == [("无人知晓实业", 2)]


def test_unknown_names_of_rows_that_are_refused_are_counted_too(importer):
    made = drafted(importer, LEGAL, "无人知晓实业", "无人知晓实业", "x" * 400)
    imports.set_up(importer, made["id"], options={"all_or_nothing": True})
    came(importer, made)

    assert imports.get(importer, made["id"])["state"] == "refused"
    assert asked(importer) == [("无人知晓实业", 2)]


def test_undoing_takes_the_uses_of_unknown_names_back(importer):
    made = drafted(importer, LEGAL, "无人知晓实业", "无人知晓实业")
    came(importer, made)
    assert len(asked(importer)) == 1

    imports.undo(importer, made["id"])
    jobs.run_due(importer.workspace)

    assert asked(importer) == []
    came(importer, drafted(importer, LEGAL, "无人知晓实业"))
    assert asked(importer) == []


def test_without_counting_the_reference_stays_empty(importer, install):
    install([FIRM, inquiry(), ROLE])
    found = came(importer, drafted(importer, LEGAL, "无人知晓实业"))

    assert found == {LEGAL: found[LEGAL], "无人知晓实业": None}


def test_a_spelling_is_decided_once_for_all_its_rows(importer):
    made = drafted(importer, LEGAL, "恒太自动化设备", "恒太自动化设备", "新客", "不要")
    shown = imports.preview(importer, made["id"])
    names = next(one["names"] for one in shown["columns"] if one["field"] == "customer")
    assert (names["found"], names["kept"], names["counted"]) == ({"exact": 1, "similar": 1, "unknown": 2}, True, True)
    similar = names["others"][0]
    assert (similar["name"], similar["count"], similar["like"][0]["title"]) == ("恒太自动化设备", 2, LEGAL)

    decided = {"恒太自动化设备": similar["like"][0]["id"], "新客": "new", "不要": "empty"}
    also = [{"field": "customer", "names": decided}]
    imports.set_up(importer, made["id"], columns=[{"name": "公司名称", "field": "firm", "also": also}])
    found = came(importer, made)

    assert titled(importer, found["恒太自动化设备"]) == LEGAL
    assert titled(importer, found["新客"]) == "新客"
    assert found["不要"] is None


def test_a_row_may_name_a_row_above_it(importer):
    content = "公司名称,上级\n甲,\n乙,甲\n丙,乙\n丁,戊\n".encode()
    made = imports.draft(importer, "crm", "inquiry", content, "x.csv")
    assert imports.preview(importer, made["id"])["ready"] == 3
    came(importer, made)

    assert imports.get(importer, made["id"])["failed"] == 1
    found = {one.values["firm"]: one for one in records.query(importer, "crm", "inquiry", records.Query()).items}
    assert found["乙"].values["above"] == found["甲"].id
    assert found["丙"].values["above"] == found["乙"].id


def test_names_are_looked_up_before_anything_is_written(importer):
    made = drafted(importer, LEGAL, "恒泰自动")
    started = imports.start(importer, made["id"])

    assert started["state"] == "matching"
    jobs.run_due(importer.workspace)
    assert imports.get(importer, made["id"])["state"] == "done"


@pytest.mark.parametrize(("how", "expected"), [([], "甲"), (["firm"], "甲 乙")])
def test_several_columns_fill_one_field(importer, how, expected):
    made = drafted(importer, "甲,乙", head="A,B")
    columns = [{"name": name, "field": "firm"} for name in ("A", "B")]
    imports.set_up(importer, made["id"], columns=columns, options={"joined": how})

    assert list(came(importer, made)) == [expected]


def test_the_preview_looks_at_the_whole_file_by_itself(importer):
    made = drafted(importer, *(f"甲{number}" for number in range(450)))
    first = imports.preview(importer, made["id"])
    assert (first["looked_at"], first["complete"]) == (200, False)

    jobs.run_due(importer.workspace)

    whole = imports.preview(importer, made["id"])
    assert (whole["looked_at"], whole["ready"], whole["complete"]) == (450, 450, True)


def test_all_or_nothing_leaves_nothing_for_a_value_that_two_chunks_want(importer):
    """The trial takes each chunk by itself, and finds nothing."""
    rows = [f"A{number},T{number}" for number in range(250)] + ["B,T0"]
    made = imports.draft(importer, "crm", "customer", "\n".join(["工商全称,税号", *rows]).encode(), "x.csv")
    imports.set_up(importer, made["id"], options={"all_or_nothing": True})
    imports.start(importer, made["id"])
    jobs.run_due(importer.workspace)

    done = imports.get(importer, made["id"])
    assert (done["state"], done["created"], done["failed"]) == ("refused", 0, 1)
    assert len(records.query(importer, "crm", "customer", records.Query(limit=100)).items) == 2
