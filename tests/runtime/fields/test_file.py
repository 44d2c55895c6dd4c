"""Files: claimed by the record that holds them, shown with name and size, never another's."""

import io

import pytest

from loomwork.runtime import files, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import PlatformError
from tests import company
from tests.runtime.fields.loading import ready, refused

install = company.install
FORM = {"kind": "form", "key": "note", "title": "Note", "fields": [{"key": "proof", "type": "file", "title": "Proof"}]}


def test_ids_are_read_also_in_the_shape_in_which_they_are_shown() -> None:
    id = "01kdaaaaaaaaaaaaaaaaaaaaaa"
    type_, settings = ready("file")
    assert type_.load([id], settings) == type_.load([{"id": id, "name": "a.pdf"}], settings) == [id]
    assert type_.load([], settings) is None
    refused("file", [id, id])
    assert refused("file", [id] * 3, max_count=2) == "Enter up to 2 uploaded files"


def test_a_record_holds_its_files(install: company.Install, context: Context) -> None:
    install([FORM])
    stored = files.upload(context, io.BytesIO(b"%PDF-1.4 hello"), "合同.pdf")
    made = records.create(context, "crm", "note", {"proof": [stored.id]})

    shown = records.dump_record(context, made)["values"]["proof"]
    assert [(one["id"], one["name"]) for one in shown] == [(stored.id, "合同.pdf")]
    assert records.change(context, "crm", "note", made.id, {"proof": shown}, revision=1).revision == 1
    with context.workspace.database.read() as connection:
        assert [use.object_id for use in files.uses(connection, stored.id)] == [made.id]
    records.change(context, "crm", "note", made.id, {"proof": []}, revision=1)
    with context.workspace.database.read() as connection:
        assert files.uses(connection, stored.id) == []


def test_another_records_file_cannot_be_taken(install: company.Install, context: Context) -> None:
    install([FORM])
    stored = files.upload(context, io.BytesIO(b"hello"), "a.txt")
    records.create(context, "crm", "note", {"proof": [stored.id]})
    for id in (stored.id, "01kdaaaaaaaaaaaaaaaaaaaaaa"):
        with pytest.raises(PlatformError) as caught:
            records.create(context, "crm", "note", {"proof": [id]})
        assert caught.value.pointer == "/values/proof"
    assert records.count(context, "crm", "note") == (1, True)
