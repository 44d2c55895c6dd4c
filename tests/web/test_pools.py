"""Pools over HTTP: what one sees, acts one by one with what they were refused for, and who may look behind."""

import pytest

from loomwork.builder import parts
from loomwork.runtime import changes, records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import give_role
from tests.runtime.pools.conftest import CALL, DEAL, MANIFEST, POOL, ROLES
from tests.web.site import Site

POOLS = "/api/v1/apps/crm/pools"
ONE = f"{POOLS}/open_deals"


@pytest.fixture
def ids(site: Site) -> list[str]:
    """Three deals in the pool; Anna and Ben claim, Cleo manages."""
    parts.load()
    context = Context(site.workspace, SYSTEM)

    def unit(tx):
        put_app(tx, context, "crm", "1.0.0", {"package": "crm", "title": "CRM", **MANIFEST}, [])
        publish(tx, context, "crm", [DEAL, CALL, *ROLES, POOL])
        build_tables(tx, plans_in(context.workspace, tx))
        for login, role in (("anna", "seller"), ("ben", "seller"), ("cleo", "lead")):
            give_role(tx, context, site.people[login], f"crm.{role}")

    changes.run(context, unit)
    values = {"region": "east", "phone": "13800000000"}
    return [records.create(context, "crm", "deal", {"name": f"D{n}", **values}).id for n in range(3)]


def test_members_see_claim_and_are_told(site: Site, ids: list[str]) -> None:
    anna, ben = site.client("anna"), site.client("ben")
    assert [one["key"] for one in anna.get("/api/v1/pools").get_json()["items"]] == ["open_deals"]
    assert anna.get(ONE).get_json()["lying"] == 3
    page = anna.get(f"{ONE}/records?limit=2&count=1&sort=name").get_json()
    assert (page["total"], [one["record"]["values"]["name"] for one in page["items"]]) == (3, ["D0", "D1"])
    assert "phone" not in page["items"][0]["record"]["values"]
    assert page["items"][0]["place"]["days"] == 0

    done = anna.post(f"{ONE}/acts/claim", {"records": ids}).get_json()

    assert [one["problem"] and one["problem"]["code"] for one in done["items"]] == [None, None, "pool.limit"]
    assert done["quota"]["left"] == 0
    late = ben.post(f"{ONE}/acts/claim", {"records": ids[:1]}).get_json()
    assert late["items"][0]["problem"] == {
        "code": "pool.taken",
        "detail": "Anna holds it already. It was not claimed.",
    }
    standing = f"/api/v1/apps/crm/forms/deal/records/{ids[0]}/pool"
    assert anna.get(standing).get_json()["standing"]["acts"] == ["return"]
    assert ben.get(standing).status_code == 404
    history = anna.get(f"/api/v1/apps/crm/forms/deal/records/{ids[0]}/history").get_json()
    assert history["items"][0]["source"]["act"] == "claimed"


def test_managers_look_behind_and_hand_over(site: Site, ids: list[str]) -> None:
    anna, cleo = site.client("anna"), site.client("cleo")
    anna.post(f"{ONE}/acts/claim", {"records": ids[:2]})
    for address in ("holdings", "figures"):
        assert anna.get(f"{ONE}/{address}").status_code == 403
    assert anna.get(f"{ONE}/moves").status_code == 404
    assert anna.post(f"{ONE}/acts/steal", {"records": ids}).status_code == 404
    assert site.client("dora").get(ONE).status_code == 404

    body = {"person": site.people["anna"], "to": site.people["ben"]}
    assert [one["problem"] for one in cleo.post(f"{ONE}/hand-over", body).get_json()["items"]] == [None, None]
    assert cleo.get(f"{ONE}/holdings").get_json()["items"][0]["person"]["name"] == "Ben"
    moves = cleo.get(f"{ONE}/moves?limit=2").get_json()
    assert [(one["act"], one["from"], one["person"]) for one in moves["items"]] == [("transferred", "Anna", "Ben")] * 2
    assert moves["next_cursor"]
    figures = cleo.get(f"{ONE}/figures?days=7").get_json()
    assert (figures["lying"], figures["claimed"], figures["by_cause"][0]["count"]) == (1, 2, 1)
