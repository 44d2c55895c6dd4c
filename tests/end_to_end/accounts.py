"""What a test arranges before it opens a page: requests by an account of the demo company."""

import json
import urllib.error
import urllib.request
import uuid
from http import HTTPStatus
from http.cookiejar import CookieJar
from typing import Any

from loomwork.builder.demo import DEMO_PASSWORD

from .product import Product

APP = "smart_lead_dispatch"


class Account:
    """An account of the demo company, signed in over HTTP."""

    def __init__(self, product: Product, login: str) -> None:
        self._url = f"{product.url}/api/v1"
        self._headers: dict[str, str] = {}
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.session = self.ask("POST", "/session", {"login": login, "password": DEMO_PASSWORD})
        self._headers["X-CSRF-Token"] = self.session["csrf"]

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The JSON answer. Raises urllib.error.HTTPError for a refusal."""
        request = urllib.request.Request(
            self._url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers=self._headers | {name.replace("_", "-"): value for name, value in headers.items()},
            method=method,
        )
        if body is not None:
            request.add_header("Content-Type", "application/json")
        with self._opener.open(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def create(self, form: str, values: dict[str, Any]) -> Any:
        """A new record of the app. Returns it as the server tells it."""
        return self.ask(
            "POST", f"/apps/{APP}/forms/{form}/records", {"values": values}, Idempotency_Key=str(uuid.uuid4())
        )

    def change(self, form: str, record: dict[str, Any], values: dict[str, Any]) -> Any:
        """Change a record as it stands now: workflows and formulas that follow others may have changed it meanwhile."""
        path = f"/apps/{APP}/forms/{form}/records/{record['id']}"
        while True:
            try:
                return self.ask("PATCH", path, {"values": values}, If_Match=f'"{record["revision"]}"')
            except urllib.error.HTTPError as refused:
                if refused.code != HTTPStatus.CONFLICT:
                    raise
                record = self.get(path)

    def records(self, form: str, search: str = "") -> list[dict[str, Any]]:
        """The first records of a form, at most 200."""
        found: list[dict[str, Any]] = self.get(f"/apps/{APP}/forms/{form}/records?limit=200&search={search}")["items"]
        return found

    def operation(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/operations/{id}")
        return found


def install_app(operations: Account) -> None:
    """Install the app as the market would; returns when it is there."""
    package = operations.get(f"/market/packages/{APP}")
    body = {"parameters": {}, "consents": [ask["id"] for ask in package["asks_for"]], "sample_data": True}
    operation = operations.ask("POST", f"/market/packages/{APP}/install", body)["operation"]
    while (state := operations.operation(operation)["state"]) != "done":
        assert state != "failed", operations.operation(operation)


def next_lead_goes_to(operations: Account, *names: str) -> None:
    """Leave the named sellers alone on duty, serving any region, so that the ranking gives the next lead to them."""
    for profile in operations.records("sales_profile"):
        named = profile["labels"]["person"] in names
        wanted = {"on_duty": "present", "serves": None} if named else {"on_duty": "away"}
        if any(profile["values"][key] != value for key, value in wanted.items()):
            operations.change("sales_profile", profile, wanted)
