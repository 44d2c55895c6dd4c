"""A commission by month over requests: what the tests of period runs run."""

from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import ledgers, records
from loomwork.runtime.workflows import tables
from loomwork.runtime.workflows.period_runs import deciding, reading

from ..conftest import APP, POINTS, Company, edge, node, workflow

RATE = {"/": [{"param": "limit"}, 100]}
IN_PERIOD = {
    "and": [
        {">=": [{"var": "row.visit_at"}, {"var": "period.since"}]},
        {"<": [{"var": "row.visit_at"}, {"var": "period.until"}]},
        {"==": [{"var": "row.status"}, "new"]},
    ]
}


def value(key: str, type_: str, tree: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "value": tree, "title": {"zh-CN": f"值{key}", "en": key.title()}}


def commission(**settings: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "period": {"var": "trigger.period"},
        "form": "request",
        "where": IN_PERIOD,
        "inputs": [
            value("amount", "decimal", {"var": "record.amount"}),
            value("seller", "text", {"var": "record.owner_person"}),
        ],
        "results": [value("pay", "decimal", {"*": [{"var": "inputs.amount"}, RATE]})],
        "posts": [
            {
                "key": "pay",
                "ledger": "points",
                "account": {"var": "inputs.seller"},
                "amount": {"var": "results.pay"},
                "reason": {"zh-CN": "提成", "en": "Commission"},
            }
        ],
        "managers": ["signer"],
    }
    return node("pay", "period_run", **(told | settings))


def flow(pay: dict[str, Any], **trigger: Any) -> dict[str, Any]:
    made = workflow([pay], [edge("start", "pay"), edge("pay", "end")])
    return made | {"trigger": {"type": "period_closed", "period": "month", "after": "PT1H"} | trigger}


class Months:
    """The commission at work in a company."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def publish(self, pay: dict[str, Any] | None = None, *more: dict[str, Any]) -> None:
        self.company.publish(POINTS, flow(pay or commission()), *more)

    def sale(self, month: int, amount: int, seller: str = "ann") -> str:
        return self.company.request(owner_person=seller, amount=amount, visit_at=f"2026-{month:02}-10T08:00:00Z")

    def change(self, sale: str, **values: Any) -> None:
        found = self.company.record(sale)
        records.change(self.company.context, APP, "request", sale, values, revision=found.revision)

    def balance(self, person: str) -> str:
        told = ledgers.statement(self.company.as_("boss"), APP, "points", self.company.ids[person])
        return str(told["balance"])

    def entries(self, person: str) -> list[str]:
        told = ledgers.statement(self.company.as_("boss"), APP, "points", self.company.ids[person])
        return [entry["amount"] for entry in told["items"]]

    def run(self, period: str, by: str = "ann") -> dict[str, Any]:
        """Work a period out by hand."""
        id = deciding.start_by_hand(self.company.as_(by), APP, "flow", "pay", period)
        self.company.run()
        return self.told(id, by)

    def told(self, id: str, by: str = "ann") -> dict[str, Any]:
        return reading.run_of(self.company.as_(by), APP, id)

    def rows(self, id: str, difference: str | None = None, by: str = "ann") -> list[dict[str, Any]]:
        return reading.rows_of(self.company.as_(by), APP, id, difference)["items"]

    def confirm(self, id: str, by: str = "ann") -> None:
        deciding.confirm(self.company.as_(by), APP, id)
        self.company.run()

    def instance(self) -> Any:
        """The newest instance of the workflow."""
        query = sa.select(tables.instance).where(tables.instance.c.workflow == "flow")
        return self.company.rows(query.order_by(tables.instance.c.id))[-1]

    def left_by(self) -> str:
        return str(self.instance().variables["pay"]["outcome"])


@pytest.fixture
def months(company: Company) -> Months:
    return Months(company)
