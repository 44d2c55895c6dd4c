"""Steps and expectations of scenarios about runs for a period: "workflow.node" names the step that runs."""

from collections.abc import Mapping
from typing import Any

from ...runtime.context import Context
from ...runtime.workflows.period_runs import deciding, reading
from ..errors import ExpectationMissed
from .cast import Cast

Step = Mapping[str, Any]


def run_period(cast: Cast, context: Context, step: Step) -> None:
    deciding.start_by_hand(context, cast.app, *_of(step["run_period"]), step["period"])


def confirm_run(cast: Cast, context: Context, step: Step) -> None:
    deciding.confirm(context, cast.app, _current(cast, step["confirm_run"], step["period"]))


def discard_run(cast: Cast, context: Context, step: Step) -> None:
    deciding.discard(context, cast.app, _current(cast, step["discard_run"], step["period"]))


def close_period(cast: Cast, context: Context, step: Step) -> None:
    deciding.close(context, cast.app, *_of(step["close_period"]), step["period"])


def reopen_period(cast: Cast, context: Context, step: Step) -> None:
    deciding.reopen(context, cast.app, *_of(step["reopen_period"]), step["period"], step["reason"])


def check_runs(cast: Cast, wanted: list[Mapping[str, Any]]) -> None:
    """What the newest run of a period found: its state, whether the period is closed, counts by difference and of what
    was written, totals by result, the difference of named records. Counts that are not named must be zero, except how
    many stay the same and were written."""
    for one in wanted:
        id = _current(cast, one["run"], one["period"])
        run, what = reading.run_of(cast.context, cast.app, id), f"{one['run']}/{one['period']}"
        found: dict[str, Any] = {name: run["counts"][name] for name in ("new", "changed", "gone", "failed")}
        expected: dict[str, Any] = dict.fromkeys(found, 0)
        found |= {"state": run["state"], "closed": run["closed"], "same": run["counts"]["same"]}
        found |= {"written": run["counts"]["written"], "rows": run["counts"]["rows"]}
        found |= {"totals": {total["key"]: total["now"] for total in run["totals"]}}
        expected |= {name: value for name, value in one.items() if name in found}
        for name, value in expected.items():
            if found[name] != value:
                raise ExpectationMissed(what=f"{what}/{name}", expected=value, actual=found[name])
        rows = {row["id"]: row["difference"] for row in reading.rows_of(cast.context, cast.app, id)["items"]}
        for name, difference in one.get("differences", {}).items():
            actual = rows.get(cast.record(name)[1], "—")
            if actual != difference:
                raise ExpectationMissed(what=f"{what}/{name}", expected=difference, actual=actual)


def _of(name: str) -> tuple[str, str]:
    workflow, _, node = name.partition(".")
    return workflow, node


def _current(cast: Cast, name: str, period: str) -> str:
    """The newest run of a period. Raises ExpectationMissed where there is none."""
    told = reading.periods_of(cast.context, cast.app, *_of(name))["periods"]
    found = next((one["current"] for one in told if one["key"] == period), None)
    if found is None:
        raise ExpectationMissed(what=f"{name}/{period}", expected={"zh-CN": "一次运行", "en": "a run"}, actual="—")
    return str(found["id"])
