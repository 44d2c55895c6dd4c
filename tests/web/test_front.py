"""The pages: the two shells for every page address, and files that browsers keep."""

from pathlib import Path

import pytest

from loomwork.runtime.storage import FakeClock, Installation, Settings
from loomwork.web import WebSettings, create_app
from tests.web.site import Client


@pytest.fixture
def client(tmp_path: Path, clock: FakeClock) -> Client:
    front = tmp_path / "dist"
    (front / "assets").mkdir(parents=True)
    (front / "index.html").write_text("<title>desk</title>", encoding="utf-8")
    (front / "phone.html").write_text("<title>phone</title>", encoding="utf-8")
    (front / "preview.html").write_text("<title>preview</title>", encoding="utf-8")
    (front / "mark.svg").write_text("<svg/>", encoding="utf-8")
    (front / "assets" / "desk-abc.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    installation = Installation.open(Settings(data_dir=tmp_path / "data"))
    return Client(create_app(installation, WebSettings(front=front), clock=clock).test_client())


@pytest.mark.parametrize("path", ["/", "/workbench", "/apps/shop/deal", "/market?open=1"])
def test_every_desk_address_leads_to_the_desk(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.text == "<title>desk</title>"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/m/", "/m/tasks/1"])
def test_every_phone_address_leads_to_the_phone(client: Client, path: str) -> None:
    assert client.get(path).text == "<title>phone</title>"


def test_previews_are_framed_by_our_own_pages_alone(client: Client) -> None:
    answer = client.get("/preview/shop/me/desk/apps/shop/deal")
    assert answer.text == "<title>preview</title>"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/apps/shop/deal").headers["Content-Security-Policy"]


def test_hashed_files_are_kept_for_good(client: Client) -> None:
    answer = client.get("/assets/desk-abc.js")
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    again = client.get("/assets/desk-abc.js", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_files_beside_the_pages_are_served_by_name(client: Client) -> None:
    assert client.get("/mark.svg").mimetype == "image/svg+xml"
    assert client.get("/gone.svg").status_code == 404
    assert client.get("/api/v2/anything").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets//etc/passwd",
        "/assets/%00",
    ],
)
def test_nothing_outside_the_folder_is_served(client: Client, path: str) -> None:
    answer = client.get(path)
    assert "secret" not in answer.text
    assert "root:" not in answer.text


def test_an_empty_installation_asks_for_its_administrator_and_then_works(client: Client) -> None:
    assert client.get("/api/v1/setup").get_json() == {"needs_administrator": True, "demo": False, "accounts": []}
    body = {"login": "Admin", "name": "Ada", "password": "a long password", "workspace_title": "Company"}
    short = client.post("/api/v1/setup", body | {"password": "short"})
    assert short.status_code == 422

    made = client.post("/api/v1/setup", body)

    assert made.status_code == 201
    session = client.get("/api/v1/session").get_json()
    assert session["person"]["name"] == "Ada"
    assert session["workspace"]["title"] == "Company"
    assert session["roles"] == ["workspace.administrator"]
    assert client.get("/api/v1/setup").get_json()["needs_administrator"] is False
    assert client.post("/api/v1/setup", body).status_code == 409
