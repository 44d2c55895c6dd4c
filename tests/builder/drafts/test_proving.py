"""An app's scenarios are run as its drafts would have it: what a change would break is told before it holds."""

from copy import deepcopy
from typing import Any

from loomwork.builder import drafts, operations
from loomwork.builder.packages.installing import write_app
from loomwork.builder.packages.operation import market_of
from loomwork.runtime import changes, jobs

from .conftest import APP, REQUEST, Bench

FILED: dict[str, Any] = {
    "kind": "scenario",
    "key": "filed",
    "title": {"zh-CN": "交一张请假单", "en": "A request is filed"},
    "now": "2026-01-12T09:00:00+08:00",
    "steps": [
        {"as": "administrator", "create": "request", "name": "rest", "values": {"why": "rest", "days": 2}},
        {"expect": {"rest.days": 2}},
    ],
}


def run(bench: Bench) -> operations.Operation:
    started = drafts.start_scenarios(bench.ann, APP)
    jobs.run_due(bench.ann.workspace)
    return operations.get(bench.ann, started)


def test_a_change_that_breaks_a_scenario_is_told_before_it_holds(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    drafts.save(bench.ann, bench.place(FILED), FILED, 0)
    assert drafts.changes_of(bench.ann, APP).scenarios == 1
    found = run(bench)
    assert (found.state, found.result) == ("done", {"run": 1, "failed": []})
    bench.publish()

    stricter = deepcopy(REQUEST)
    stricter["fields"].append(
        {"key": "until", "type": "date", "title": {"zh-CN": "到哪天", "en": "Until"}, "required": True}
    )
    drafts.save(bench.ann, bench.place(), stricter, 0)
    (failed,) = run(bench).result["failed"]
    assert failed["title"] == FILED["title"]
    assert "第 1 步" in failed["problem"]["zh-CN"]
    assert "Until" in failed["problem"]["en"]


def test_drafts_that_are_wrong_are_not_run(bench: Bench) -> None:
    drafts.save(bench.ann, bench.place(FILED), FILED, 0)
    drafts.save(bench.ann, bench.place(), REQUEST | {"fields": [{"key": "why", "type": "nothing"}]}, 0)
    found = run(bench)
    assert found.state == "failed"
    assert found.problem["en"]["status"] == 422


def test_scenarios_of_the_package_an_app_was_installed_from_are_run_too(bench: Bench) -> None:
    package = market_of(bench.ann).get("daily_report")
    changes.run(bench.ann, lambda tx: write_app(tx, bench.ann, package, {}))
    assert drafts.changes_of(bench.ann, "daily_report").scenarios == len(package.scenarios) > 0
