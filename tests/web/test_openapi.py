"""The OpenAPI document says what is answered, and the front's types are made of today's."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from loomwork.web.documents import openapi
from loomwork.web.openapi import document
from tests.web.site import RECORDS, Site

FORM = "/api/v1/apps/shop/forms/deal"
TYPES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "api" / "schema.d.ts"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/session", "Session"),
        ("/api/v1/apps", "Apps"),
        (FORM, "Form"),
        (RECORDS, "RecordPage"),
        (f"{FORM}/views", "Views"),
        ("/api/v1/tasks", "Tasks"),
        ("/api/v1/messages", "Messages"),
        ("/api/v1/people", "People"),
        ("/api/v1/roles", "Roles"),
        ("/api/v1/market/packages", "Packages"),
        ("/api/v1/incidents", "Incidents"),
        ("/api/v1/market/packages/nowhere", "Problem"),
    ],
)
@pytest.mark.usefixtures("stopped")
def test_answers_are_as_described(site: Site, path: str, name: str) -> None:
    assert _unlike(site, name, site.client("chief").get(path).get_json()) == []


def test_a_flow_and_a_task_are_as_described(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")
    path = f"{RECORDS}/{stopped['id']}"
    chief.send("PATCH", path, {"values": {"seller": site.people["anna"]}}, If_Match='"1"')
    instance = chief.get("/api/v1/incidents").get_json()["items"][0]["instance"]
    chief.post(f"/api/v1/incidents/{instance}/retry")

    anna = site.client("anna")
    (task,) = anna.get("/api/v1/tasks").get_json()["items"]

    assert _unlike(site, "Flow", anna.get(f"{path}/flow").get_json()) == []
    assert _unlike(site, "TaskDetail", anna.get(f"/api/v1/tasks/{task['id']}").get_json()) == []


def test_the_types_of_the_front_are_those_of_this_server() -> None:
    """By names: each shape and each of its members. `npm run api` writes the file anew."""
    types = TYPES.read_text(encoding="utf-8")
    shapes = orjson.loads(document())["components"]["schemas"]

    missing = [
        f"{name}.{member}"
        for name, shape in shapes.items()
        for member in shape.get("properties", {})
        if not _declares(types, name, member)
    ]

    assert missing == []


def _declares(types: str, name: str, member: str) -> bool:
    _, found, rest = types.partition(f"\n        {name}: {{\n")
    body = rest.partition("\n        };\n")[0]
    return bool(found) and any(f"\n            {member}{mark}" in f"\n{body}" for mark in (":", "?:"))


def _unlike(site: Site, name: str, answer: Any) -> list[str]:
    described = orjson.loads(openapi(site.app))
    validator = Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": described["components"]})
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(answer)]
