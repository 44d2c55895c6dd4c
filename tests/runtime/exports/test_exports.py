"""Exports: the list as a file, under the reader's rights, and nothing in it that a program would run."""

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from loomwork.runtime import changes, exports, imports, jobs, records
from loomwork.runtime.errors import Forbidden, NotFound
from loomwork.runtime.records import Query
from loomwork.runtime.records.errors import UnknownField

NAUGHTY = json.loads((Path(__file__).parents[2] / "judges" / "naughty-strings.json").read_text(encoding="utf-8"))

EXPORTER = {
    "kind": "role",
    "key": "exporter",
    "title": "Exporter",
    "forms": {
        "deal": {
            "verbs": ["read", "export"],
            "rows": {"read": {">=": [{"var": "record.amount"}, "1000"]}},
            "fields": {"*": "hidden", "title": "read", "amount": "read", "due": "read"},
        }
    },
}


def exported(context, query=None, format="xlsx"):
    """The rows of the file, and where it lies."""
    made = exports.ask(context, "crm", "deal", query or Query(), format)
    jobs.run_due(context.workspace)
    done = exports.get(context, made["id"])
    assert done["state"] == "done", done
    name, path = exports.file_of(context, made["id"])
    assert name.endswith(format)
    if format == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file)), path
    return CalamineWorkbook.from_object(str(path)).get_sheet_by_index(0).to_python(), path


@pytest.fixture
def deals(context, crm):
    for number in range(5):
        values = {"title": f"D{number}", "amount": str(number * 500), "due": "2026-01-05", "reason": "secret"}
        records.create(context, "crm", "deal", values)


def test_numbers_are_numbers_and_days_are_days(context, deals):
    rows, _ = exported(context, Query(sort=("-amount",), fields=("title", "amount", "due", "urgent")))

    assert rows[0] == ["标题", "金额", "加急", "截止日"] or rows[0] == ["标题", "金额", "截止日", "加急"]
    assert (rows[1][0], rows[1][1]) == ("D4", 2000.0)
    assert str(rows[1][rows[0].index("截止日")]) == "2026-01-05"
    assert len(rows) == 6


def test_filter_search_and_order_are_the_lists(context, deals):
    rows, _ = exported(context, Query(filter={"field": "amount", "operator": "at_most", "value": "500"}), "csv")
    assert [row[0] for row in rows[1:]] == ["D1", "D0"]


def test_only_grants_that_export_count(context, person, install, deals):
    install([EXPORTER])
    reader = person("exporter", "seller")
    mine = {"title": "Mine", "amount": "1", "seller": reader.actor.person_id}
    records.create(context, "crm", "deal", mine)
    assert records.count(reader, "crm", "deal") == (4, True)

    rows, _ = exported(reader)
    assert rows[0] == ["标题", "金额", "截止日"]
    assert sorted(row[0] for row in rows[1:]) == ["D2", "D3", "D4"]
    with pytest.raises(UnknownField):
        exports.ask(reader, "crm", "deal", Query(fields=("reason",)), "csv")


def test_who_may_not_export_gets_nothing_and_a_file_is_its_readers_alone(context, person, install, deals):
    install([EXPORTER])
    with pytest.raises(Forbidden):
        exports.ask(person("seller"), "crm", "deal", Query(), "csv")
    with pytest.raises(NotFound):
        exports.ask(person(), "crm", "deal", Query(), "csv")
    reader = person("exporter")
    made = exports.ask(reader, "crm", "deal", Query(), "csv")
    jobs.run_due(context.workspace)
    assert exports.file_of(reader, made["id"])
    with pytest.raises(NotFound):
        exports.file_of(person("exporter"), made["id"])


def test_old_files_are_removed(context, deals, clock):
    _, path = exported(context)
    clock.advance(exports.runs.KEPT * 2)
    changes.run(context, lambda tx: exports.forget_exports(context, tx))
    assert not path.exists()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_naughty_strings_go_out_and_come_back_unchanged(context, install, format):
    form = {
        "kind": "form",
        "key": "deal",
        "title": "Deal",
        "fields": [
            {"key": "title", "type": "long_text", "title": "Title"},
            {"key": "at", "type": "integer", "title": "At"},
        ],
    }
    install([form])
    kept = {}
    for at, text in enumerate(NAUGHTY):
        if text and text.encode("utf-8", "replace").decode() == text and "\0" not in text:
            records.create(context, "crm", "deal", {"title": text, "at": at})
            kept[at] = text
    rows, path = exported(context, Query(sort=("at",)), format)
    if format == "csv":
        assert not [row[0] for row in rows[1:] if row[0][:1] in ("=", "+", "-", "@", "\t", "\r")]

    back = imports.draft(context, "crm", "deal", path.read_bytes(), path.name)
    columns = [{"name": "Title", "field": "title", "cleanings": {"trimmed": False}}, {"name": "At", "field": "at"}]
    while found := records.query(context, "crm", "deal", Query(limit=200)).items:
        for one in found:
            records.delete(context, "crm", "deal", one.id, revision=1)
    imports.set_up(context, back["id"], columns=columns)
    imports.start(context, back["id"])
    jobs.run_due(context.workspace)

    came: dict[int, str] = {}
    cursor = None
    while True:
        page = records.query(context, "crm", "deal", Query(limit=200, cursor=cursor))
        came |= {record.values["at"]: record.values["title"] for record in page.items}
        cursor = page.next_cursor
        if cursor is None:
            break
    if format == "xlsx":
        kept.pop(NAUGHTY.index("\ufffe"), None)  # XML, and with it a workbook, cannot hold this character.
    different = {at: (text, came.get(at)) for at, text in kept.items() if came.get(at) != text}
    assert different == {}
