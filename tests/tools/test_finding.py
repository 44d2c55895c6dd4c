"""The set-up uses what the machine has, if it is new enough, and else what it has brought."""

from pathlib import Path

import pytest

from tools import finding


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_a_new_enough_node_is_used(commands: Path) -> None:
    _command(commands / "node", "v20.19.1")
    _command(commands / "npm", "10")

    assert finding.find_node() == commands


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.9", "no such thing"])
def test_an_old_or_broken_node_is_not(commands: Path, version: str) -> None:
    _command(commands / "node", version)
    _command(commands / "npm", "10")

    assert finding.find_node() != commands


def test_a_browser_named_by_its_variable_goes_first(commands: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _command(commands / "chromium", "")
    _command(commands / "mine", "")
    monkeypatch.setenv("CHROMIUM", str(commands / "mine"))

    assert finding.find_chromium() == commands / "mine"


def test_a_wrong_variable_is_missing_rather_than_another_browser(
    commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _command(commands / "chromium", "")
    monkeypatch.setenv("CHROMIUM", str(commands / "absent"))

    assert finding.is_missing("chromium")


def test_a_server_given_by_address_is_not_missing(commands: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOMWORK_TEST_REDIS_URL", "redis://127.0.0.1:6379")

    assert not finding.is_missing("redis")


def _command(path: Path, answer: str) -> None:
    path.write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="ascii")
    path.chmod(0o755)
