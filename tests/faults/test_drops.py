"""File drops whose worker is killed at every stage: each row becomes one record, and the file ends where it belongs."""

import signal

import pytest

from loomwork.runtime import intake, records
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.intake.dropping.looking import look
from loomwork.runtime.storage import Settings
from tests.faults.dropping import drop_all
from tests.faults.serving import spawn
from tests.runtime.intake.test_dropping import FILES
from tests.runtime.workflows.conftest import APP, Company, company

__all__ = ["company"]

_ROWS = 120
_BOUND_S = 120.0
_STAGES = ["intake.drop.moved", "intake.drop.taken", "imports.chunk", "intake.drop.ended"]


@pytest.mark.parametrize("stage", _STAGES)
def test_a_killed_drop_takes_each_row_once(settings: Settings, company: Company, stage: str) -> None:
    company.publish(FILES)
    workspace = company.context.workspace
    plan = intake.intake_plan(plan_cache(workspace).latest(), APP, "files")
    look(company.context, plan)
    folder = settings.data_dir / "drop" / workspace.id / f"{APP}.files"
    (folder / "a.csv").write_text("\n".join(("Name", *(f"n{number}" for number in range(_ROWS)))))
    # The clock of tests stands far behind the machine's: for the worker the file is old.
    look(company.context, plan)

    process = spawn(drop_all, settings, {"LOOMWORK_FAILPOINTS": f"{stage}=kill:1"}, workspace.id, APP, "files")
    process.join(_BOUND_S)
    assert process.exitcode == -signal.SIGKILL
    process = spawn(drop_all, settings, {}, workspace.id, APP, "files")
    process.join(_BOUND_S)
    assert process.exitcode == 0
    (told,) = intake.files(company.as_("boss"), APP, "files")["items"]
    assert (told["state"], told["taken"], told["refused"]) == ("done", _ROWS, 0)
    assert records.count(company.context, APP, "request") == (_ROWS, True)
    names = sorted(path.name.split("-", 3)[-1] for path in (folder / "done").iterdir())
    assert names == ["a.csv", "a.csv.report.txt"]
