"""A company with a directory of customers, for directory tests; the company itself is in tests/company.py."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from tests.company import Install, install, person
from tests.runtime.directory.documents import DOCUMENTS

__all__ = ["crm", "install", "person"]

Add = Callable[..., str]


@pytest.fixture
def crm(install: Install) -> None:
    install(DOCUMENTS)


@pytest.fixture
def add(crm: None, context: Context) -> Add:
    """Adds a customer by its legal name and more values; returns its id."""

    def create(name: str, **values: Any) -> str:
        return records.create(context, "crm", "customer", {"name": name, **values}).id

    return create
