"""Moving running instances over HTTP: looked at, done, and how far it is; for who manages workflows."""

from typing import Any

from loomwork.runtime import changes, jobs
from loomwork.runtime.definitions import publish
from tests.web.conftest import ASK
from tests.web.site import Site

MOVES = "/api/v1/apps/shop/workflows/ask/moves"


def test_what_runs_goes_on_in_the_newer_revision(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")
    anew = ASK | {"title": {"zh-CN": "询价", "en": "Asking anew"}}
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [anew]))

    told = chief.get(MOVES).get_json()
    assert (told["revision"], told["count"], told["steps"][0]["node"]) == (2, 1, "call")
    assert [(one["node"], one["count"], one["target"]) for one in told["from"][0]["steps"]] == [("call", 1, "call")]
    (seen,) = chief.post(f"{MOVES}/preview", {}).get_json()["items"]
    assert (seen["record_title"], seen["steps"], seen["to"], seen["problem"]) == ("Lights", ["Call"], ["Call"], None)
    assert chief.get(MOVES).get_json()["count"] == 1, "it was only looked at"

    assert chief.post(MOVES, {"keys": {"call": "nowhere"}}).status_code == 422
    begun = chief.post(MOVES, {})
    assert begun.status_code == 202
    assert chief.post(MOVES, {}).status_code == 409
    jobs.run_due(site.workspace)
    done = chief.get(f"/api/v1/moves/{begun.get_json()['id']}").get_json()
    assert (done["state"], done["moved"], done["refused"], done["title"]) == ("done", 1, 0, "Asking anew")
    assert chief.get(MOVES).get_json()["count"] == 0
    assert site.client("anna").get(MOVES).status_code == 403
    assert chief.get(f"/api/v1/moves/{'0' * 26}").status_code == 404
