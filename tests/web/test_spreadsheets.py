"""An app from a spreadsheet over HTTP: what its columns would be, the app made, its rows brought in by an import."""

import io
from typing import Any

import pytest

from loomwork.builder import parts
from loomwork.runtime import jobs
from tests.runtime.imports.workbooks import workbook
from tests.web.site import Client, Site

HEAD = ("客户", "手机", "等级", "预算", "负责人", "日期")
ROWS = [(f"公司{n}", f"1380000{n:04}", "甲" if n % 2 else "乙", 1000 + n, "Dora", "2026年3月1日") for n in range(12)]


def _fill(book: Any, first: Any) -> None:
    first.write_row(0, 0, ("看第二页",))
    sheet = book.add_worksheet("客户表")
    for number, row in enumerate([("2026 年客户",), HEAD, *ROWS]):
        sheet.write_row(number, 0, row)


BOOK = workbook(_fill)


@pytest.fixture
def chief(site: Site) -> Client:
    parts.load()
    return site.client("chief")


def upload(client: Client, path: str, content: bytes) -> Any:
    data = {"file": (io.BytesIO(content), "名单.xlsx")}
    return client.http.post(path, data=data, headers={"X-CSRF-Token": client.csrf, "Accept-Language": "zh-CN"})


def test_columns_are_proposed_as_fields_and_the_rows_come_in(site: Site, chief: Client) -> None:
    found = upload(chief, "/api/v1/spreadsheets/proposal?sheet=客户表", BOOK).get_json()
    assert (found["title"], found["rows"], found["sheet"]["header_row"]) == ("客户表", 12, 2)
    fields = [column["fields"][0]["field"] for column in found["columns"]]
    assert [field["type"] for field in fields] == ["text", "phone", "single_choice", "currency", "member", "date"]
    assert [field["key"] for field in fields[:2]] == ["ke_hu", "shou_ji"]
    assert found["columns"][0]["samples"] == ["公司0", "公司1", "公司2"]
    assert {"key": "currency", "title": "金额"} in found["types"]

    made = chief.post("/api/v1/spreadsheets/app", {"key": "clients", "title": "客户表", "fields": fields})
    assert (made.status_code, made.get_json()) == (201, {"app": "clients", "form": "ke_hu_biao"})
    path = "/api/v1/apps/clients/forms/ke_hu_biao"
    assert chief.get(path).get_json()["title_field"] == "ke_hu"
    drafted = upload(chief, f"{path}/imports", BOOK).get_json()
    wish = {"sheet": "客户表", "header_row": 2}
    drafted = chief.send("PATCH", f"/api/v1/imports/{drafted['id']}", wish).get_json()
    assert [column["field"] for column in drafted["columns"]] == [field["key"] for field in fields]
    assert chief.post(f"/api/v1/imports/{drafted['id']}/start", {}).status_code == 202
    jobs.run_due(site.context.workspace)
    done = chief.get(f"/api/v1/imports/{drafted['id']}").get_json()
    assert (done["state"], done["created"], done["failed"]) == ("done", 12, 0)
    (record, *_) = chief.get(f"{path}/records?limit=1").get_json()["items"]
    assert record["labels"]["fu_ze_ren"] == "Dora"


def test_a_column_that_is_called_as_every_records_own_gets_another_key(chief: Client) -> None:
    found = upload(chief, "/api/v1/spreadsheets/proposal", b"id,owner,name\n1,a,b\n").get_json()
    fields = [column["fields"][0]["field"] for column in found["columns"]]
    assert [field["key"] for field in fields] == ["id_2", "owner_2", "name"]
    assert chief.post("/api/v1/spreadsheets/app", {"key": "own", "title": "Own", "fields": fields}).status_code == 201


def test_who_makes_it_works_with_it_and_nobody_else(chief: Client, site: Site) -> None:
    fields = [{"key": "name", "type": "text", "title": "Name"}]
    assert (
        chief.post("/api/v1/spreadsheets/app", {"key": "lists", "title": "List", "fields": fields}).status_code == 201
    )
    assert chief.get("/api/v1/apps/lists/forms/list").get_json()["may"]["import"]
    assert site.client("dora").get("/api/v1/apps/lists/forms/list").status_code == 404


def test_what_cannot_be_made_is_refused_with_its_place_and_nothing_stays(chief: Client) -> None:
    wrong = [{"key": "name", "type": "nothing", "title": "Name"}]
    refused = chief.post("/api/v1/spreadsheets/app", {"key": "lists", "title": "List", "fields": wrong})
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["pointer"].startswith("/fields/0/type")
    assert chief.get("/api/v1/apps/lists/documents").status_code == 404
    twice = [{"key": "name", "type": "text", "title": "Name"}] * 2
    assert chief.post("/api/v1/spreadsheets/app", {"key": "lists", "title": "L", "fields": twice}).status_code == 422
    good = {"key": "lists", "title": "List", "fields": twice[:1]}
    assert chief.post("/api/v1/spreadsheets/app", good).status_code == 201
    assert chief.post("/api/v1/spreadsheets/app", good).get_json()["code"] == "app.key_taken"


def test_what_is_no_spreadsheet_says_so(chief: Client) -> None:
    refused = upload(chief, "/api/v1/spreadsheets/proposal", b"PK\x03\x04 broken")
    assert refused.status_code == 422
    assert "Excel" in refused.get_json()["detail"]
    assert chief.post("/api/v1/spreadsheets/proposal", {}).status_code == 422


def test_only_who_builds_apps_may(site: Site) -> None:
    dora = site.client("dora")
    assert upload(dora, "/api/v1/spreadsheets/proposal", BOOK).status_code == 403
    body = {"key": "lists", "title": "L", "fields": [{"key": "name", "type": "text", "title": "Name"}]}
    assert dora.post("/api/v1/spreadsheets/app", body).status_code == 403


def test_a_spreadsheet_is_read_as_texts_for_what_is_filled_in_like_one(site: Site, chief: Client) -> None:
    found = upload(chief, "/api/v1/spreadsheets/texts?sheet=客户表", BOOK).get_json()
    assert (found["names"], found["count"], found["sheet"]["header_row"]) == (list(HEAD), 12, 2)
    assert found["rows"][1] == ["公司1", "13800000001", "甲", "1001", "Dora", "2026年3月1日"]
    assert upload(chief, "/api/v1/spreadsheets/texts", b"PK\x03\x04 no book").status_code == 422
    assert upload(site.client("anna"), "/api/v1/spreadsheets/texts", BOOK).status_code == 403
