"""Files put into the folder of an intake: whole ones become records, once; what else lies there is told and kept."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import imports, intake, jobs, records
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Forbidden, InvalidDefinition, NotFound
from loomwork.runtime.intake.dropping.looking import JOB
from loomwork.runtime.intake.errors import AlreadyTaken
from loomwork.runtime.jobs.tables import job
from tests.runtime.workflows.conftest import APP, Company, company

__all__ = ["company"]

MINUTE = timedelta(minutes=1)
FILES: dict[str, Any] = {
    "kind": "intake",
    "key": "files",
    "title": {"zh-CN": "展会名单", "en": "Lists"},
    "channel": "file_drop",
    "form": "request",
    "set": {"note": "from a file"},
}


class Folder:
    """The folder of the intake, and a minute that passes over it."""

    def __init__(self, company: Company) -> None:
        company.publish(FILES)
        workspace = company.context.workspace
        self.company, self.boss = company, company.as_("boss")
        self.path = workspace.settings.data_dir / "drop" / workspace.id / f"{APP}.files"
        self.look()

    def look(self, times: int = 1) -> None:
        for _ in range(times):
            self.company.clock.advance(MINUTE)
            jobs.run_due(self.company.context.workspace)

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def files(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = intake.files(self.boss, APP, "files")["items"]
        return items

    def held(self, name: str) -> list[str]:
        return sorted(path.name.split("-", 3)[-1] for path in (self.path / name).iterdir())

    def count(self) -> int:
        return records.count(self.company.context, APP, "request")[0]


@pytest.fixture
def folder(company: Company) -> Folder:
    return Folder(company)


def test_a_whole_file_becomes_records_and_tells_how_it_went(folder: Folder) -> None:
    folder.put("a.csv", "Name,字段amount\nAda,5\nBob,many\nCy,7\n")
    folder.look()
    assert [one["state"] for one in folder.files()] == ["seen"]
    folder.look(3)
    (told,) = folder.files()
    assert (told["state"], told["rows"], told["taken"], told["refused"]) == ("done", 3, 2, 1)
    made = records.query(folder.company.context, APP, "request", records.Query()).items
    assert sorted((one.values["name"], one.values["amount"], one.values["note"]) for one in made) == [
        ("Ada", 5, "from a file"),
        ("Cy", 7, "from a file"),
    ]
    (entry,) = records.history(folder.company.context, APP, "request", made[0].id)
    assert (entry["source"]["intake"], entry["source"]["file"]) == (f"{APP}.files", "a.csv")
    (wrong,) = intake.refused_rows(folder.boss, APP, "files", told["id"])
    assert (wrong["row"], wrong["value"]) == (3, "many")
    assert folder.held("done") == ["a.csv", "a.csv.report.txt", "a.csv.report.xlsx"]
    assert folder.held("taking") == folder.held("failed") == []
    (listed,) = intake.listed(folder.boss, APP)
    assert (listed["today"], listed["week"], listed["kept"]) == (2, 2, 0)


def test_a_file_that_grows_is_waited_for_and_a_part_left_alone(folder: Folder) -> None:
    folder.put("b.csv.part", "Name\nAda\n")
    folder.put("a.csv", "Name\nAda\n")
    folder.look()
    folder.put("a.csv", "Name\nAda\nBob\n")
    folder.look()
    assert folder.count() == 0
    folder.look(3)
    assert folder.count() == 2
    assert (folder.path / "b.csv.part").exists()
    (folder.path / "b.csv.part").rename(folder.path / "b.csv")
    folder.look(4)
    assert folder.count() == 3
    gone = folder.put("c.csv", "Name\nAda\n")
    folder.look()
    gone.unlink()
    folder.look()
    assert len(folder.files()) == 2


def test_the_same_content_is_noticed_and_taken_when_somebody_says_so(folder: Folder) -> None:
    for name in ("a.csv", "b.csv"):
        folder.put(name, "Name\nAda\n")
        folder.look(4)
    told = folder.files()[0]
    assert (told["state"], folder.count(), folder.held("failed")) == ("repeated", 1, ["b.csv", "b.csv.report.txt"])
    assert "a.csv" in told["problem"]
    intake.take_again(folder.boss, APP, "files", told["id"])
    folder.look(3)
    assert (folder.files()[0]["state"], folder.count()) == ("done", 2)
    with pytest.raises(AlreadyTaken):
        intake.take_again(folder.boss, APP, "files", told["id"])


def test_what_cannot_be_read_is_put_aside_with_the_reason(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("Name\nHidden\n")
    (folder.path / "link.csv").symlink_to(secret)
    os.mkfifo(folder.path / "pipe.csv")
    folder.put("note.exe", b"MZ")
    folder.put("odd\u202ename.csv", "Name\nAda\n")
    folder.put("broken.xlsx", b"PK\x03\x04nothing")
    folder.put("strange.csv", "Colour\nred\n")
    folder.look(4)
    found = {one["file_name"]: one for one in folder.files()}
    assert {one["state"] for one in found.values()} == {"failed"}
    assert len(found) == 6
    assert all(one["problem"] for one in found.values())
    assert folder.count() == 0
    assert secret.read_text() == "Name\nHidden\n"
    reports = [path for path in (folder.path / "failed").iterdir() if path.name.endswith(".report.txt")]
    assert len(reports) == 6
    assert all("文件" in path.read_text(encoding="utf-8-sig") for path in reports)
    assert [path.name for path in folder.path.iterdir() if not path.is_dir()] == []


def test_a_map_names_columns_and_nothing_else_is_taken(company: Company) -> None:
    folder = Folder(company)
    company.publish(FILES | {"map": {"name": "Who is it"}, "settings": {"language": "en", "rows": 2}})
    folder.put("a.csv", "Who is it,Amount\nAda,5\n")
    folder.put("b.csv", "Name\nBob\n")
    folder.put("c.csv", "Who is it\n1\n2\n3\n")
    folder.look(5)
    (made,) = records.query(company.context, APP, "request", records.Query()).items
    assert (made.values["name"], made.values["amount"]) == ("Ada", None)
    problems = {one["file_name"]: one["problem"] for one in folder.files()}
    assert "Who is it" in problems["b.csv"]
    assert "2" in problems["c.csv"]
    (report,) = (folder.path / "failed").glob("*b.csv.report.txt")
    assert "missing" in report.read_text(encoding="utf-8-sig")


def test_one_job_looks_however_often_one_publishes_and_none_when_it_is_paused(folder: Folder) -> None:
    for number in range(3):
        folder.company.publish(FILES | {"title": f"Lists {number}"})
    waiting = sa.select(job.c.id).where(job.c.kind == JOB, job.c.state == "waiting")
    assert len(folder.company.rows(waiting)) == 1
    intake.pause(folder.boss, APP, "files", paused=True)
    folder.put("a.csv", "Name\nAda\n")
    folder.look(4)
    assert (folder.files(), folder.count()) == ([], 0)
    intake.pause(folder.boss, APP, "files", paused=False)
    folder.look(4)
    assert folder.count() == 1
    ann = folder.company.as_("ann")
    for act in (
        lambda: intake.files(ann, APP, "files"),
        lambda: intake.look_now(ann, APP, "files"),
        lambda: intake.take_again(ann, APP, "files", "x"),
        lambda: intake.refused_rows(ann, APP, "files", "x"),
    ):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(NotFound):
        imports.problems(ann, folder.files()[0]["id"])


@pytest.mark.parametrize("every", ["PT1S", "P2D", "soon"])
def test_a_folder_is_looked_into_neither_all_the_time_nor_hardly_ever(company: Company, every: str) -> None:
    company.publish(FILES | {"settings": {"every": every}})
    with pytest.raises(InvalidDefinition):
        intake.intake_plan(plan_cache(company.context.workspace).latest(), APP, "files")
