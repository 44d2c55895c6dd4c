"""The small company of tests/company.py, somebody who imports into it, and a way to run a whole import."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import imports, jobs, records
from loomwork.runtime.context import Context
from tests.company import crm, install, person, person_of

__all__ = ["crm", "install", "person", "person_of"]


def run_import(
    context: Context, content: bytes, name: str = "deals.csv", *, columns: Any = None, **options: Any
) -> dict[str, Any]:
    """Upload, set up, start and work through."""
    made = imports.draft(context, "crm", "deal", content, name)
    imports.set_up(context, made["id"], columns=columns, options=options)
    imports.start(context, made["id"])
    jobs.run_due(context.workspace)
    return imports.get(context, made["id"])


@pytest.fixture
def importer(person: Callable[..., Context], context: Context) -> Context:
    made = person("importer")
    records.create(context, "crm", "customer", {"name": "ACME"})
    return made


def titles(context: Context) -> list[Any]:
    """The titles of all deals, in order."""
    found = records.query(context, "crm", "deal", records.Query(sort=("title",), limit=200)).items
    return [record.values["title"] for record in found]
