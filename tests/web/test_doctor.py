"""`loomwork doctor`: what is wrong is said in both languages with a remedy, and looking changes nothing."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from loomwork import cli
from loomwork.runtime import changes, jobs
from loomwork.runtime.connections.keys import new_key
from loomwork.runtime.connections.tables import secret
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.messages.tables import channel_state
from loomwork.runtime.storage import Installation, Settings, Workspace
from loomwork.web import WebSettings
from loomwork.web.doctor import Finding, examine

Examined = Callable[..., dict[str, Finding]]


@pytest.fixture
def web(tmp_path: Path) -> WebSettings:
    front = tmp_path / "front"
    front.mkdir()
    for name in ("index.html", "phone.html"):
        (front / name).touch()
    return WebSettings(front=front, hosts=("work.example",), https=True)


@pytest.fixture
def examined(installation: Installation, web: WebSettings) -> Examined:
    """The findings by their check, those that are not well winning."""

    def look(settings: Settings | None = None, **changed: object) -> dict[str, Finding]:
        found = examine(replace(settings or installation.settings, **changed), web)  # type: ignore[arg-type]  # a settings' own fields
        return {one.check: one for one in sorted(found, key=lambda one: ("good", "weak", "bad").index(one.level))}

    return look


def levels(found: dict[str, Finding]) -> dict[str, str]:
    return {check: one.level for check, one in found.items() if one.level != "good"}


def test_what_is_well_is_said_and_nothing_is_made(
    installation: Installation, workspace: Workspace, examined: Examined
) -> None:
    before = sorted(installation.settings.data_dir.rglob("*"))
    found = examined(secret_keys=new_key())

    assert levels(found) == {"administrator": "weak"}
    assert {"data_folder", "disk", "front", "packages", "keys", "redis", "database", "workspace"} <= found.keys()
    assert [path for path in sorted(installation.settings.data_dir.rglob("*")) if path not in before] == []


def test_jobs_that_nobody_does_broken_channels_and_lost_keys_are_found_in_their_workspace(
    workspace: Workspace, examined: Examined
) -> None:
    context = Context(workspace, SYSTEM)
    late = context.now() - timedelta(minutes=5)
    changes.run(context, lambda tx: jobs.enqueue(context, tx, "test.nobody", {}, run_at=late))
    broken = {"channel": "email", "enabled": True, "settings": {}, "failures": 4, "broken_at": late}
    sealed = {"owner": "x", "name": "y", "sealed": "kgone12345.AAAA", "set_by": "x", "set_at": late}
    with workspace.database.write() as tx:
        tx.execute(sa.insert(channel_state).values(**broken))
        tx.execute(sa.insert(secret).values(**sealed))

    found = examined(secret_keys=new_key())
    assert levels(found) == {"administrator": "weak", "jobs": "bad", "channel": "bad", "secrets": "bad"}
    assert {found[check].about for check in ("jobs", "channel", "secrets")} == {workspace.id}
    assert "kgone12345" in found["secrets"].dump("en")["words"]
    assert "分钟还没有执行" in found["jobs"].dump("zh-CN")["words"]


def test_what_is_missing_around_the_server_is_named_with_a_remedy(
    tmp_path: Path, web: WebSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(web.front)
    file = tmp_path / "file"
    file.write_text("no folder")
    settings = Settings(data_dir=file, redis_url="redis://127.0.0.1:1/0", secret_keys="short")
    found = {one.check: one for one in examine(settings, web)}

    assert levels(found) == {
        "data_folder": "bad", "front": "bad", "keys": "bad", "redis": "weak", "database": "weak",
    }  # fmt: skip
    for one in found.values():
        if one.level != "good":
            assert all(one.dump(locale)["remedy"] for locale in ("zh-CN", "en"))
    assert not (tmp_path / "directory.sqlite").exists()


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path, web: WebSettings) -> None:
    address = "postgresql+psycopg://loomwork:geheim@127.0.0.1:1/loomwork?connect_timeout=2"
    found = list(examine(Settings(data_dir=tmp_path, database_url=address, secret_keys=new_key()), web))

    assert [one.level for one in found if one.check == "database"] == ["bad"]
    assert "geheim" not in json.dumps([one.dump(locale) for one in found for locale in ("zh-CN", "en")])


def test_an_old_database_is_not_brought_up_by_looking(workspace: Workspace, examined: Examined) -> None:
    version = sa.table("alembic_version", sa.column("version_num"))
    with workspace.database.write() as tx:
        tx.execute(sa.update(version).values(version_num="0001"))

    assert levels(examined(secret_keys=new_key())) == {"administrator": "weak", "migrated": "weak"}
    with workspace.database.read() as connection:
        assert connection.execute(sa.select(version.c.version_num)).scalar_one() == "0001"


def test_the_command_answers_programs_and_ends_with_1_when_something_does_not_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("LOOMWORK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LOOMWORK_SECRET_KEYS", "short")
    told = CliRunner().invoke(cli.app, ["doctor", "--json", "--data", str(tmp_path)])

    answer = json.loads(told.stdout)
    assert (told.exit_code, answer["well"]) == (1, False)
    assert next(one["level"] for one in answer["findings"] if one["check"] == "keys") == "bad"
    said = CliRunner().invoke(cli.app, ["doctor", "--data", str(tmp_path)]).stdout
    assert "→ " in said
