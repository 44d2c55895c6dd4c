"""The small company of the workflow tests, with one workflow that only listens; what it heard is asked of its jobs."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime.jobs.tables import job
from loomwork.runtime.triggers import START
from tests.runtime.workflows.conftest import Company, company, edge, node, workflow

__all__ = ["company"]

Listen = Callable[..., "Ear"]


class Ear:
    """The company, and what started its workflow."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def heard(self) -> list[dict[str, Any]]:
        """The payloads of the starts, first to last."""
        query = sa.select(job.c.payload).where(job.c.kind == START).order_by(job.c.id)
        return [row.payload for row in self.company.rows(query)]


@pytest.fixture
def listen(company: Company) -> Listen:
    """Publishes a workflow with the trigger: `listen(type="record_created", …)`; with `form=None` about no record."""

    def publish(*more: Any, **trigger: Any) -> Ear:
        made = workflow([node("over", "end")], [edge("start", "over")], **trigger)
        made["trigger"] = {name: value for name, value in made["trigger"].items() if value is not None}
        company.publish(*more, made)
        return Ear(company)

    return publish
