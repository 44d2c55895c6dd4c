"""A served installation for tests: a workspace with a small shop app, people with accounts, and clients for them."""

import functools
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from loomwork.runtime import changes
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import ADMINISTRATOR, NewPerson, add_person, give_role
from loomwork.runtime.people.accounts import insert_account
from loomwork.runtime.people.passwords import hash_password
from loomwork.runtime.storage import Clock, Installation, Transaction, Workspace
from loomwork.web import WebSettings, create_app
from loomwork.web.edge import Edge, attach
from loomwork.web.watching import RuntimeCollector

PASSWORD = "a long password"
RECORDS = "/api/v1/apps/shop/forms/deal/records"

DEAL: dict[str, Any] = {
    "kind": "form",
    "key": "deal",
    "title": {"zh-CN": "商机", "en": "Deal"},
    "fields": [
        {"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}, "required": True},
        {
            "key": "price",
            "type": "currency",
            "title": {"zh-CN": "金额", "en": "Price"},
            "settings": {"currency": "CNY"},
        },
        {"key": "seller", "type": "member", "title": {"zh-CN": "销售", "en": "Seller"}, "indexed": True},
        {"key": "papers", "type": "file", "title": {"zh-CN": "附件", "en": "Papers"}},
    ],
}
_OWN = {"==": [{"var": "record.seller"}, {"var": "actor.person_id"}]}
SELLER: dict[str, Any] = {
    "kind": "role",
    "key": "seller",
    "title": "Seller",
    "forms": {"deal": {"verbs": ["create", "read", "change", "delete"], "rows": {"read": _OWN}}},
}
CLERK: dict[str, Any] = {
    "kind": "role",
    "key": "clerk",
    "title": "Clerk",
    "forms": {"deal": {"verbs": ["read"], "fields": {"*": "read", "price": "hidden", "papers": "hidden"}}},
}
# login: roles
PEOPLE = {"anna": ["shop.seller"], "ben": ["shop.seller"], "cleo": ["shop.clerk"], "dora": [], "chief": [ADMINISTRATOR]}


class Client:
    """One browser or program: keeps its cookie, sends the session's token with writes."""

    def __init__(self, client: FlaskClient) -> None:
        self.http = client
        self.csrf = ""
        self.language = "en"

    def sign_in(self, login: str, password: str = PASSWORD) -> TestResponse:
        answer = self.http.post("/api/v1/session", json={"login": login, "password": password})
        if answer.status_code == 200:
            self.csrf = answer.get_json()["csrf"]
        return answer

    def send(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        """Header names are written with underscores: If_Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"X-CSRF-Token": self.csrf, "Accept-Language": self.language} | named
        return self.http.open(path, method=method, json=json, headers=sent, buffered=True)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.send("POST", path, json=json, **headers)

    def upload(self, content: bytes, name: str, media_type: str = "application/octet-stream") -> TestResponse:
        from io import BytesIO

        return self.http.post(
            "/api/v1/files",
            data={"file": (BytesIO(content), name, media_type)},
            headers={"X-CSRF-Token": self.csrf},
        )


@dataclass
class Site:
    """`people` maps logins to person ids."""

    installation: Installation
    workspace: Workspace
    app: Flask
    people: dict[str, str]
    accounts: dict[str, str] = field(default_factory=dict)
    prefix: str = ""

    @property
    def context(self) -> Context:
        return Context(self.workspace, SYSTEM)

    def anybody(self) -> Client:
        """A client that nobody has signed in with."""
        return Client(self.app.test_client())

    def client(self, login: str) -> Client:
        """A client signed in as `login`."""
        made = self.anybody()
        assert made.sign_in(self.prefix + login).status_code == 200
        return made

    def deal(self, login: str = "anna", **values: Any) -> dict[str, Any]:
        """A deal of the seller `login`."""
        sent = {"name": "Lights", "price": "100.00", "seller": self.people[login]} | values
        answer = self.client("chief" if "papers" not in values else login).post(RECORDS, {"values": sent})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.get_json()
        return made


def open_site(
    installation: Installation,
    workspace: Workspace,
    clock: Clock,
    *,
    prefix: str = "",
) -> Site:
    """Fill `workspace` with the shop and its people; logins begin with `prefix`."""
    context = Context(workspace, SYSTEM)
    changes.run(context, lambda tx: _publish(tx, context))
    people = changes.run(context, lambda tx: {login: _person(tx, context, login) for login in PEOPLE})
    site = Site(installation, workspace, application(installation, clock), people, prefix=prefix)
    with installation.directory.write() as tx:
        for login, person in people.items():
            site.accounts[login] = insert_account(tx, clock, prefix + login, _hashed(), workspace.id, person)
    return site


def application(installation: Installation, clock: Clock) -> Flask:
    """The application that serves `installation` from now on, and no other any more.

    Its routes are the same for all, and making them takes longer than most tests: there is one, which each test gives
    an edge of its own. Who changes the application itself makes one by `create_app`.
    """
    if not _applications:
        _applications.append(create_app(installation, clock=clock))
    attach(_applications[0], Edge(installation, WebSettings(), clock, RuntimeCollector(installation)))
    return _applications[0]


_applications: list[Flask] = []


@functools.cache
def _hashed() -> str:
    # Hashing is slow on purpose; once is enough for all accounts of all tests.
    return hash_password(PASSWORD)


def _publish(tx: Transaction, context: Context) -> None:
    put_app(tx, context, "shop", "1.0.0", {"package": "shop", "title": "Shop"}, [])
    publish(tx, context, "shop", [DEAL, SELLER, CLERK])
    build_tables(tx, plans_in(context.workspace, tx))


def _person(tx: Transaction, context: Context, login: str) -> str:
    id = add_person(tx, context, NewPerson(code=login, name=login.title()))
    for role in PEOPLE[login]:
        give_role(tx, context, id, role)
    return id
