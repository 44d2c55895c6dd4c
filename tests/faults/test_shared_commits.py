"""Many writers at once, killed around a commit that they share: what was answered is there, and nothing by half."""

import signal
from pathlib import Path

import pytest
import sqlalchemy as sa

from loomwork.runtime.changes.tables import change, change_entry
from loomwork.runtime.jobs.tables import job
from loomwork.runtime.storage import Settings, Workspace
from tests.faults.serving import spawn
from tests.faults.writers import KIND, write_for_ever


@pytest.mark.parametrize("passing", [1, 2, 5, 20])
@pytest.mark.parametrize("failpoint", ["before_commit", "after_commit"])
def test_what_was_answered_is_there_and_nothing_is_half_there(
    settings: Settings, workspace: Workspace, tmp_path: Path, failpoint: str, passing: int
) -> None:
    journal = tmp_path / "journal"
    armed = {"LOOMWORK_FAILPOINTS": f"{failpoint}=kill:{passing}"}
    process = spawn(write_for_ever, settings, armed, workspace.id, journal)
    process.join()

    assert process.exitcode == -signal.SIGKILL
    # One statement, since a server may still be busy with what the dead process sent.
    things = sa.select(sa.literal("entry"), change_entry.c.change_id).where(change_entry.c.object_kind == "thing")
    written = things.with_only_columns(change_entry.c.change_id)
    headers = sa.select(sa.literal("header"), change.c.id).where(change.c.id.in_(written))
    jobs = sa.select(sa.literal("job"), job.c.key).where(job.c.kind == KIND)
    with workspace.database.read() as connection:
        found: dict[str, set[str]] = {"entry": set(), "header": set(), "job": set()}
        for part, id in connection.execute(sa.union_all(things, headers, jobs)):
            found[part].add(id)
    assert found["entry"] == found["header"] == found["job"]
    answered = set(journal.read_text(encoding="ascii").split()) if journal.exists() else set()
    assert answered <= found["entry"]
