"""Long work over HTTP: importing a spreadsheet, looking through the market, installing."""

import io
import zipfile

from loomwork.builder import parts
from loomwork.runtime import changes, jobs
from loomwork.runtime.definitions import publish
from tests.web.site import RECORDS, Client, Site

IMPORTS = "/api/v1/apps/shop/forms/deal/imports"
IMPORTER = {
    "kind": "role",
    "key": "importer",
    "title": "Importer",
    "forms": {"deal": {"verbs": ["create", "read", "import"]}},
}
CSV = "名称,金额\n灯具,100\n桌椅,约60万\n,5\n柜台,7.5\n"


def upload(client: Client, path: str, content: bytes, name: str) -> tuple[int, dict[str, object]]:
    answer = client.http.post(
        path, data={"file": (io.BytesIO(content), name)}, headers={"X-CSRF-Token": client.csrf, "Accept-Language": "en"}
    )
    return answer.status_code, answer.get_json()


def as_importer(site: Site) -> Client:
    from loomwork.runtime.people import give_role

    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [IMPORTER]))
    changes.run(site.context, lambda tx: give_role(tx, site.context, site.people["dora"], "shop.importer"))
    return site.client("dora")


def test_clean_rows_go_in_and_the_others_are_listed_with_a_reason(site: Site) -> None:
    parts.load()
    dora = as_importer(site)
    status, drafted = upload(dora, IMPORTS, CSV.encode("gb18030"), "../线索.csv")
    assert status == 201, drafted
    assert drafted["file_name"] == "线索.csv"
    assert [column["field"] for column in drafted["columns"]] == ["name", "price"]  # type: ignore[attr-defined]  # JSON
    path = f"/api/v1/imports/{drafted['id']}"
    columns = {"columns": [{"name": "名称", "field": "name"}, {"name": "金额", "field": "price"}]}
    assert dora.send("PATCH", path, columns | {"options": {"workflows": "no"}}).status_code == 200
    # An import is its maker's alone.
    assert site.client("chief").get(path).status_code == 404

    looked = dora.get(f"{path}/preview").get_json()
    assert (looked["looked_at"], looked["ready"]) == (4, 3)
    assert dora.post(f"{path}/start").status_code == 202
    jobs.run_due(site.workspace)

    done = dora.get(path).get_json()
    assert (done["state"], done["created"], done["failed"]) == ("done", 3, 1)
    assert [problem["row"] for problem in dora.get(f"{path}/problems").get_json()["items"]] == [4]
    assert dora.get(done["problems_url"]).data[:2] == b"PK"
    assert dora.get(f"{RECORDS}?count=1").get_json()["total"] == 3
    assert dora.get(IMPORTS).get_json()["items"][0]["undoable"] is True

    assert dora.post(f"{path}/undo").status_code == 202
    jobs.run_due(site.workspace)
    assert dora.get(path).get_json()["state"] == "undone"
    assert dora.get(f"{RECORDS}?count=1").get_json()["total"] == 0


def test_who_may_not_import_is_told_so(site: Site) -> None:
    assert upload(site.client("anna"), IMPORTS, CSV.encode(), "a.csv")[0] == 403
    assert upload(site.client("dora"), IMPORTS, CSV.encode(), "a.csv")[0] == 404


def test_the_market_shows_what_a_package_brings_and_asks_for(site: Site) -> None:
    parts.load()
    packages = site.client("anna").get("/api/v1/market/packages").get_json()["items"]
    assert packages
    for package in packages:
        assert package["contents"]
        assert package["installed_version"] is None
        assert all(isinstance(parameter["title"], str) for parameter in package["parameters"])
        one = site.client("anna").get(f"/api/v1/market/packages/{package['key']}").get_json()
        assert one == package
    assert site.client("anna").get("/api/v1/market/packages/gone").status_code == 404


def test_a_refused_install_says_why_to_who_began_it(site: Site) -> None:
    parts.load()
    chief = site.client("chief")
    key = chief.get("/api/v1/market/packages").get_json()["items"][0]["key"]
    begun = chief.post(f"/api/v1/market/packages/{key}/install", {"consents": [], "sample_data": False})
    assert begun.status_code == 202
    path = f"/api/v1/operations/{begun.get_json()['operation']}"
    assert chief.get(path).get_json()["state"] == "waiting"
    assert site.client("anna").get(path).status_code == 404

    jobs.run_due(site.workspace)

    failed = chief.get(path).get_json()
    assert failed["state"] == "failed"
    assert failed["problem"]["code"] == "package.consent"


def test_uploads_that_are_no_packages_are_refused(site: Site) -> None:
    parts.load()
    chief = site.client("chief")
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for content in (b"no zip", empty.getvalue()):
        status, problem = upload(chief, "/api/v1/market/packages", content, "a.loom")
        assert (status, problem["code"]) == (422, "package.invalid")
    assert upload(site.client("anna"), "/api/v1/market/packages", b"x", "a.loom")[0] == 403
