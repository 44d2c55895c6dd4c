"""The small company of tests/company.py with what reads its deals, and plans of a package that need no database."""

from typing import Any

import pytest

from loomwork.builder.packages.installing import prospect
from loomwork.builder.packages.reading import read_folder
from loomwork.runtime.definitions import Plans
from tests.builder.packages.templates import TEMPLATES
from tests.company import CUSTOMER, DEAL, ROLES, Install, install, person_of

__all__ = ["install", "person_of"]

VIEW: dict[str, Any] = {
    "kind": "view",
    "key": "big",
    "form": "deal",
    "type": "table",
    "title": {"zh-CN": "大单", "en": "Big deals"},
    "settings": {
        "columns": ["title", "due"],
        "filter": {"field": "amount", "operator": "at_least", "value": "1000"},
        "sort": [{"field": "visits"}],
    },
}
METRIC: dict[str, Any] = {
    "kind": "metric",
    "key": "banded",
    "form": "deal",
    "title": {"zh-CN": "高档商机", "en": "High deals"},
    "where": {"field": "band", "operator": "equal", "value": "high"},
    "moment": "due",
    "aggregate": {"type": "count"},
    "dimensions": ["customer.level"],
}


@pytest.fixture
def crm(install: Install) -> None:
    install([CUSTOMER, DEAL, *ROLES, VIEW, METRIC])


@pytest.fixture(scope="session")
def core() -> Plans:
    """The plans of the largest package, in memory alone."""
    package = read_folder(max(TEMPLATES, key=lambda folder: len(list(folder.rglob("*.json")))))
    return prospect(Plans(0, [], [], {}), package, {})
