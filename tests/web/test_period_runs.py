"""Runs for a period over HTTP: tried out, looked at, and refused to those whom the step does not name."""

from typing import Any

import pytest

from loomwork.builder import parts
from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import give_role
from tests.runtime.workflows.conftest import APP, MANIFEST, POINTS, REPORT, REQUEST, ROLES
from tests.runtime.workflows.period_runs.conftest import commission, flow
from tests.web.site import Site

RUNS = f"/api/v1/apps/{APP}/period-runs"


@pytest.fixture
def site_with_sale(site: Site) -> Site:
    """A sale of Anna in December 2025; Anna signs, Ben only works."""
    parts.load()
    context = Context(site.workspace, SYSTEM)
    documents: list[dict[str, Any]] = [REQUEST, REPORT, *ROLES, POINTS, flow(commission(where=True))]

    def unit(tx):
        put_app(tx, context, APP, "1.0.0", MANIFEST | {"asks_for": {"writes": ["request"]}}, [])
        publish(tx, context, APP, documents)
        build_tables(tx, plans_in(context.workspace, tx))
        for login, role in (("anna", "signer"), ("anna", "worker"), ("ben", "worker")):
            give_role(tx, context, site.people[login], f"{APP}.{role}")

    changes.run(context, unit)
    records.create(context, APP, "request", {"name": "Lamp", "amount": 100, "owner_person": site.people["anna"]})
    return site


def test_a_run_is_begun_looked_at_confirmed_and_its_period_closed(site_with_sale: Site) -> None:
    site = site_with_sale
    anna = site.client("anna")
    [sheet] = anna.get(RUNS).get_json()["items"]
    assert (sheet["workflow"], sheet["manages"]) == ("flow", True)
    ended = anna.get(f"{RUNS}/of/flow/pay").get_json()["periods"][1]["key"]

    run = anna.post(f"{RUNS}/of/flow/pay/runs", {"period": ended}).get_json()["id"]
    jobs.run_due(site.workspace)

    told = anna.get(f"{RUNS}/runs/{run}").get_json()
    assert (told["state"], told["can_confirm"], told["counts"]["new"]) == ("ready", True, 1)
    [row] = anna.get(f"{RUNS}/runs/{run}/rows?difference=new").get_json()["items"]
    assert (row["title"], row["results"]) == ("Lamp", {"pay": "5"})
    assert anna.get(f"{RUNS}/runs/{run}/rows.xlsx").data.startswith(b"PK")
    assert anna.post(f"{RUNS}/runs/{run}/confirm", {}).status_code == 204
    jobs.run_due(site.workspace)
    assert anna.get(f"{RUNS}/runs/{run}").get_json()["counts"]["written"] == 1
    assert anna.post(f"{RUNS}/runs/{run}/discard", {}).get_json()["code"] == "period.decided"
    assert anna.post(f"{RUNS}/of/flow/pay/periods/{ended}/close", {}).status_code == 204
    assert anna.post(f"{RUNS}/of/flow/pay/periods/{ended}/reopen", {"reason": "late"}).status_code == 204
    assert anna.post(f"{RUNS}/of/flow/pay/runs", {"period": "soon"}).get_json()["code"] == "value.invalid"
    # Who is not named by the step learns nothing of it.
    ben = site.client("ben")
    assert ben.get(RUNS).get_json()["items"] == []
    for address in ("of/flow/pay", f"runs/{run}", f"runs/{run}/rows", f"runs/{run}/rows.xlsx"):
        assert ben.get(f"{RUNS}/{address}").status_code == 404
    assert ben.post(f"{RUNS}/runs/{run}/confirm", {}).status_code == 404
