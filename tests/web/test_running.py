"""What runs, over HTTP: figures, the instances behind them, stopped jobs; for who keeps it running and nobody else."""

from typing import Any
from urllib.parse import urlencode

from loomwork.runtime import changes, jobs
from loomwork.runtime.context import Context
from loomwork.runtime.jobs import Job, JobFailed
from loomwork.runtime.storage import Transaction
from tests.web.site import Site

RUNNING = "/api/v1/running"
KIND = "test.running"
_fails = [True]


@jobs.job_handler(KIND)
def fail_once(context: Context, tx: Transaction, job: Job) -> None:
    if _fails[0]:
        raise JobFailed(reason={"zh-CN": "试验", "en": "a trial"})


def test_figures_lead_to_the_instances_behind_them(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")

    told = chief.get(RUNNING).get_json()
    assert (told["waiting"], told["incident"], len(told["ended"])) == (0, 1, 24)
    (workflow,) = told["workflows"]
    assert (workflow["app_title"], workflow["title"], workflow["incident"]) == ("Shop", "Asking", 1)

    page = chief.get(f"{RUNNING}/instances?state=incident&app=shop&workflow={workflow['workflow']}").get_json()
    (found,) = page["items"]
    assert (found["record"], found["record_title"], found["state"]) == (stopped["id"], "Lights", "incident")
    assert [(node["title"], node["stopped"]) for node in found["nodes"]] == [("Call", True)]
    assert chief.get(f"{RUNNING}/instances?state=waiting").get_json() == {"items": [], "next_cursor": None}

    chief.post(f"/api/v1/incidents/{found['id']}/cancel", {"reason": "Entered twice"})
    told = chief.get(RUNNING).get_json()
    assert (told["incident"], told["ended"][-1]["count"], told["workflows"]) == (0, 1, [])


def test_a_stopped_job_is_told_and_runs_again(site: Site) -> None:
    chief = site.client("chief")
    _fails[0] = True
    changes.run(site.context, lambda tx: jobs.enqueue(site.context, tx, KIND, {}))
    jobs.run_due(site.workspace)

    assert chief.get(RUNNING).get_json()["queue"]["stopped"] == 1
    (found,) = chief.get(f"{RUNNING}/jobs").get_json()["items"]
    assert (found["kind"], found["code"]) == (KIND, "job.failed")
    assert "a trial" in found["detail"]

    _fails[0] = False
    assert chief.post(f"{RUNNING}/jobs/{found['id']}/retry").status_code == 204
    assert chief.get(RUNNING).get_json()["queue"]["due"] == 1
    jobs.run_due(site.workspace)
    assert chief.get(f"{RUNNING}/jobs").get_json() == {"items": []}
    assert chief.post(f"{RUNNING}/jobs/{found['id']}/retry").status_code == 404


def test_only_who_manages_workflows_may_look(site: Site) -> None:
    anna = site.client("anna")
    for path in ("", "/instances", "/jobs"):
        assert anna.get(f"{RUNNING}{path}").status_code == 403
    assert anna.post(f"{RUNNING}/jobs/x/retry").status_code == 403
    assert site.anybody().get(RUNNING).status_code == 401


def test_runs_are_found_by_step_by_title_and_by_when_they_ended(site: Site, stopped: dict[str, Any]) -> None:
    chief = site.client("chief")

    def found(**asked: str) -> list[str]:
        page = chief.get(f"{RUNNING}/instances?{urlencode(asked)}").get_json()
        return [one["record_title"] for one in page["items"]]

    shop = {"app": "shop", "workflow": "ask"}
    (step,) = chief.get(f"{RUNNING}/steps?{urlencode(shop)}").get_json()["items"]
    assert (step["title"], step["waiting"], step["incident"], step["stay_s"]) == ("Call", 0, 1, None)
    assert found(**shop, node="call") == found(search="ight") == found(search=stopped["id"]) == ["Lights"]
    assert found(**shop, node="other") == found(search="Lamp") == found(search="ight", state="completed") == []

    now = site.context.now().isoformat()
    assert found(ended_from=now) == []
    (run,) = chief.get(f"{RUNNING}/instances").get_json()["items"]
    chief.post(f"/api/v1/incidents/{run['id']}/cancel", {"reason": "x"})
    assert found(ended_from=now) == found(search="ight") == ["Lights"]
    assert found(ended_until=now) == found(**shop, node="call") == []
    assert chief.get(f"{RUNNING}/instances?ended_from=today").status_code == 400


def test_jobs_are_told_by_kind(site: Site, stopped: dict[str, Any]) -> None:
    told = site.client("chief").get(f"{RUNNING}/kinds").get_json()
    kinds = {one["kind"]: sum(one["counts"]) for one in told["items"]}
    assert kinds["workflow.start"] == 1
    assert {len(one["counts"]) for one in told["items"]} == {12}
