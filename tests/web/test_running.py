"""What runs, over HTTP: figures, the instances behind them, stopped jobs; for who keeps it running and nobody else."""

from typing import Any

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
