"""Attacks through files: names, contents that browsers might run, and other people's files."""

import io
import os
from datetime import timedelta

import pytest

from loomwork.runtime import changes, files, people
from loomwork.runtime.files.errors import FileTooLarge
from loomwork.runtime.storage import FakeClock
from tests.web.site import RECORDS, Site

NAMES = {
    "../../etc/passwd": "passwd",
    "/etc/shadow": "shadow",
    "..\\..\\windows\\system.ini": "system.ini",
    "C:\\boot.ini": "boot.ini",
    "a\x00.txt": "a.txt",
    "a\r\nSet-Cookie: x=1.txt": "aSet-Cookie_ x=1.txt",
    "photo\u202egpj.exe": "photogpj.exe",
    "..": "file",
    ".": "file",
    "": "file",
    "   ": "file",
    "合同（终稿）.pdf": "合同（终稿）.pdf",
    "<img src=x onerror=alert(1)>.png": "_img src=x onerror=alert(1)_.png",
    'quote".txt': "quote_.txt",
}


@pytest.mark.parametrize(("name", "clean"), NAMES.items())
def test_s51_names_are_cleaned(name: str, clean: str) -> None:
    assert files.clean_name(name) == clean


def test_s51_long_names_are_cut_and_keep_their_ending() -> None:
    assert files.clean_name("x" * 300 + ".pdf") == "x" * 116 + ".pdf"
    assert len(files.clean_name("." + "x" * 300)) == 120


def test_s51_names_reach_neither_disk_nor_headers_unclean(site: Site) -> None:
    anna = site.client("anna")
    for name in ("../../evil.txt", "a\u202eb.txt", "名字.txt"):
        made = anna.upload(b"plain", name).get_json()
        answer = anna.get(f"/api/v1/files/{made['id']}")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
        assert answer.headers["Content-Disposition"].isascii()
        assert "%2F" not in answer.headers["Content-Disposition"]
    folder = site.workspace.data_dir
    assert {path.name for path in folder.rglob("*evil*")} == set()


CONTENTS = {
    "page.html": b"<!doctype html><script>alert(1)</script>",
    "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "sheet.xml": b'<?xml version="1.0"?><?xml-stylesheet href="javascript:alert(1)"?><a/>',
    "polyglot.png": b"GIF89a/*<script>alert(1)</script>*/=0",
    "script.js": b"alert(1)//<b>",
    "said_to_be_png.png": b"\x7fELF\x02\x01\x01",
    "utf7.txt": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
}


@pytest.mark.parametrize(("name", "content"), CONTENTS.items())
def test_s52_whatever_the_content_no_browser_runs_it(site: Site, name: str, content: bytes) -> None:
    anna = site.client("anna")
    made = anna.upload(content, name, "text/html").get_json()
    answer = anna.get(f"/api/v1/files/{made['id']}")

    assert answer.data == content
    assert answer.mimetype not in ("text/html", "image/svg+xml", "text/xml", "application/xml", "text/javascript")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_s59_a_file_is_seen_by_who_sees_a_field_that_holds_it(site: Site) -> None:
    anna = site.client("anna")
    file = anna.upload(b"contract", "contract.txt").get_json()["id"]
    path = f"/api/v1/files/{file}"
    # Fresh and used by nothing: its uploader's alone.
    assert anna.get(path).data == b"contract"
    for other in ("ben", "cleo", "chief"):
        assert site.client(other).get(path).status_code == 404

    record = site.deal("anna", papers=[file])
    assert record["values"]["papers"][0]["name"] == "contract.txt"

    assert anna.get(path).data == b"contract"
    assert site.client("chief").get(path).status_code == 200
    # Another row than his, a field hidden from her, no role at all, another company.
    for other in ("ben", "cleo", "dora"):
        assert site.client(other).get(path).status_code == 404


def test_s59_a_file_goes_with_its_record_and_with_the_right(site: Site) -> None:
    anna = site.client("anna")
    file = anna.upload(b"contract", "contract.txt").get_json()["id"]
    record = site.deal("anna", papers=[file])

    anna.send("DELETE", f"{RECORDS}/{record['id']}", If_Match='"1"')
    assert anna.get(f"/api/v1/files/{file}").status_code == 404

    anna.post(f"{RECORDS}/{record['id']}/restore")
    assert anna.get(f"/api/v1/files/{file}").status_code == 200
    changes.run(site.context, lambda tx: people.take_role(tx, site.context, site.people["anna"], "shop.seller"))
    assert anna.get(f"/api/v1/files/{file}").status_code == 404


def test_s59_naming_anothers_file_does_not_open_it(site: Site) -> None:
    theirs = site.client("ben").upload(b"secret", "secret.txt").get_json()["id"]
    anna = site.client("anna")
    values = {"name": "x", "seller": site.people["anna"], "papers": [theirs]}

    assert anna.post(RECORDS, {"values": values}).status_code == 422
    assert anna.get(f"/api/v1/files/{theirs}").status_code == 404
    # Nor once it is used by a record that anna cannot see.
    site.deal("ben", papers=[theirs])
    assert anna.post(RECORDS, {"values": values}).status_code == 422


def test_s59_an_upload_nobody_used_expires(site: Site, clock: FakeClock) -> None:
    anna = site.client("anna")
    file = anna.upload(b"draft", "draft.txt").get_json()["id"]
    clock.advance(timedelta(hours=25))
    assert anna.get(f"/api/v1/files/{file}").status_code == 404

    store = files.file_store(site.workspace)
    for path in store.contents():
        os.utime(path, (0, 0))
    assert files.sweep(site.context) == (1, 1)
    assert store.contents() == []


def test_s59_bodies_beyond_the_limit_are_refused(site: Site) -> None:
    with pytest.raises(FileTooLarge):
        files.upload(site.context, io.BytesIO(b"x" * 101), "x", largest_bytes=100)
    assert files.file_store(site.workspace).contents() == []
    assert files.file_store(site.workspace).arriving() == []
