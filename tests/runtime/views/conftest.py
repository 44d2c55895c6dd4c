"""The small company of tests/company.py, for views and charts."""

from collections.abc import Callable
from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.views import ViewPlan, view_plan
from tests.company import CUSTOMER, DEAL, ROLES, Install, crm, deals, install, person, person_of

__all__ = ["crm", "deals", "install", "person", "person_of"]


@pytest.fixture
def compiled(context: Context, install: Install) -> Callable[..., ViewPlan]:
    """Publishes a view of deals and compiles it."""

    def publish(document: dict[str, Any], form: dict[str, Any] = DEAL) -> ViewPlan:
        install([CUSTOMER, form, *ROLES, document])
        with context.workspace.database.read() as connection:
            return view_plan(plan_cache(context.workspace).at(connection), "crm", document["key"])

    return publish
