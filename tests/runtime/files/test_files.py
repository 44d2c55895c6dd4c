"""Bytes are on disk before a row names them, each content once, and nothing stays that nobody uses."""

import errno
import hashlib
import io
import os
import subprocess
import sys
from datetime import timedelta
from typing import IO, Any, cast

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, files
from loomwork.runtime.context import Actor, Context
from loomwork.runtime.errors import DiskFull
from loomwork.runtime.files import Use, tables
from loomwork.runtime.files.errors import FileEmpty, FileTooLarge, FileUnknown, UploadLimit
from loomwork.runtime.storage import FakeClock

USE = Use("record", "shop.deal", "r1", "papers")


@pytest.fixture
def anna(context: Context) -> Context:
    return context.acting_as(Actor(kind="person", person_id="anna"))


@pytest.fixture
def ben(context: Context) -> Context:
    return context.acting_as(Actor(kind="person", person_id="ben"))


def upload(context: Context, content: bytes = b"hello", name: str = "a.txt") -> files.StoredFile:
    return files.upload(context, io.BytesIO(content), name)


def claim(context: Context, *ids: str, use: Use = USE) -> None:
    changes.run(context, lambda tx: files.claim(tx, context, ids, use))


def test_an_upload_is_stored_under_its_hash_and_read_back(anna: Context) -> None:
    stored = upload(anna)

    assert stored.hash == hashlib.sha256(b"hello").hexdigest()
    assert stored.dump() == {"id": stored.id, "name": "a.txt", "size_bytes": 5, "media_type": "text/plain"}
    with files.open_file(anna, stored) as file:
        assert file.read() == b"hello"
    with anna.workspace.database.read() as connection:
        assert files.find(connection, stored.id) == stored
        assert files.find(connection, "gone") is None


def test_the_same_content_lies_on_disk_once(anna: Context, ben: Context) -> None:
    assert upload(anna).hash == upload(ben, name="b.txt").hash
    assert len(files.file_store(anna.workspace).contents()) == 1


def test_large_files_pass_in_pieces(anna: Context) -> None:
    content = os.urandom(3_000_001)
    stored = upload(anna, content)
    with files.open_file(anna, stored) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("beginning", "name", "media_type"),
    [
        (b"%PDF-1.7", "a.exe", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "a", "image/png"),
        (b"\xff\xd8\xff\xe0", "a", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a", "image/webp"),
        (b"PK\x03\x04", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04", "a.html", "application/zip"),
        ("中文，纯文本".encode(), "a.txt", "text/plain"),
        (("中" * 2000).encode()[:4096], "a.txt", "text/plain"),
        (b"<p>", "a.txt", "application/octet-stream"),
        (b"\xff\xfe\x00", "a.txt", "application/octet-stream"),
    ],
)
def test_types_come_from_what_the_bytes_are(beginning: bytes, name: str, media_type: str) -> None:
    assert files.sniff(beginning, name) == media_type


def test_too_large_and_empty_files_leave_nothing(anna: Context) -> None:
    with pytest.raises(FileTooLarge):
        files.upload(anna, io.BytesIO(b"x" * 11), "a", largest_bytes=10)
    with pytest.raises(FileEmpty):
        upload(anna, b"")
    assert files.file_store(anna.workspace).contents() == []
    assert files.file_store(anna.workspace).arriving() == []


class FullDisk:
    """A stream that meets a full disk after its first piece."""

    def __init__(self) -> None:
        self._pieces = iter([b"some"])

    def read(self, _: int) -> bytes:
        for piece in self._pieces:
            return piece
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_said_and_leaves_nothing(anna: Context) -> None:
    with pytest.raises(DiskFull):
        files.upload(anna, cast("IO[bytes]", FullDisk()), "a")
    assert files.file_store(anna.workspace).arriving() == []
    with anna.workspace.database.read() as connection:
        assert connection.execute(sa.select(tables.file)).all() == []


def test_uploads_a_day_are_limited(anna: Context, ben: Context, clock: FakeClock) -> None:
    row = {"hash": "0", "size_bytes": 1, "media_type": "x", "name": "x", "uploaded_by": "anna", "at": anna.now()}
    with anna.workspace.database.write() as tx:
        rows = [row | {"id": f"f{number}"} for number in range(files.DAILY_LIMIT)]
        tx.execute(sa.insert(tables.file), rows)

    with pytest.raises(UploadLimit):
        upload(anna)
    assert upload(ben)
    clock.advance(timedelta(hours=24))
    assert upload(anna)


def test_only_ones_own_fresh_uploads_are_claimed(anna: Context, ben: Context, clock: FakeClock) -> None:
    stored = upload(anna)
    with pytest.raises(FileUnknown):
        claim(ben, stored.id)
    with pytest.raises(FileUnknown):
        claim(anna, "gone")
    claim(anna, stored.id)
    # Used already: another record cannot take it over, the same one keeps it.
    with pytest.raises(FileUnknown):
        claim(anna, stored.id, use=USE._replace(object_id="r2"))
    claim(ben, stored.id)

    stale = upload(anna)
    clock.advance(timedelta(hours=24))
    with pytest.raises(FileUnknown):
        claim(anna, stale.id)


def test_claiming_says_which_files_a_field_holds(anna: Context) -> None:
    first, second = upload(anna), upload(anna)
    claim(anna, first.id, second.id)
    claim(anna, second.id)
    with anna.workspace.database.read() as connection:
        assert files.uses(connection, first.id) == []
        assert files.uses(connection, second.id) == [USE]
        assert files.described(connection, [second.id, "gone"]) == {second.id: second.dump()}
    changes.run(anna, lambda tx: files.release(tx, "record", "shop.deal", "r1"))
    with anna.workspace.database.read() as connection:
        assert files.uses(connection, second.id) == []


def test_sweeping_removes_what_nobody_uses_and_keeps_the_rest(anna: Context, clock: FakeClock) -> None:
    used, unused = upload(anna, b"used"), upload(anna, b"unused")
    claim(anna, used.id)
    clock.advance(timedelta(hours=25))
    fresh = upload(anna, b"fresh")
    store = files.file_store(anna.workspace)
    for path in store.contents():
        os.utime(path, (0, 0))
    (store.folder / "arriving" / "half").write_bytes(b"ha")
    os.utime(store.folder / "arriving" / "half", (0, 0))

    assert files.sweep(anna) == (1, 1)

    assert {path.name for path in store.contents()} == {used.hash, fresh.hash}
    assert not store.path(unused.hash).exists()
    assert store.arriving() == []
    assert files.sweep(anna) == (0, 0)


def test_a_content_that_was_just_renewed_is_not_swept(anna: Context) -> None:
    """An upload renews the content before its row commits; the sweeper must not take it away in between."""
    store = files.file_store(anna.workspace)
    content = store.put(io.BytesIO(b"about to be named"), 1000)
    assert files.sweep(anna) == (0, 0)
    assert store.path(content.hash).exists()


KILLED = """
import io, sys
from pathlib import Path
from loomwork.runtime import files
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.storage import Installation, Settings

installation = Installation.open(Settings(data_dir=Path(sys.argv[1])))
workspace = installation.create_workspace("x")
print(workspace.id, flush=True)
files.upload(Context(workspace, SYSTEM), io.BytesIO(b"hello"), "a.txt")
"""


@pytest.mark.parametrize("failpoint", ["file_written", "file_stored"])
def test_a_process_killed_on_the_way_leaves_no_row_without_a_file(tmp_path: Any, failpoint: str) -> None:
    environment = os.environ | {"LOOMWORK_TEST": "1", "LOOMWORK_FAILPOINTS": f"{failpoint}=kill"}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -9, killed.stderr

    from loomwork.runtime.storage import Installation, Settings

    installation = Installation.open(Settings(data_dir=tmp_path))
    workspace = installation.workspace(killed.stdout.strip())
    with workspace.database.read() as connection:
        assert connection.execute(sa.select(tables.file)).all() == []
    store = files.file_store(workspace)
    assert len(store.contents()) + len(store.arriving()) == 1
    installation.close()
