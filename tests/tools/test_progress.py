"""A long command shows that it moves, and its last words when it fails."""

import sys

import pytest

from tools.progress import Failed, run


def test_a_command_that_fails_gives_its_last_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failed) as caught:
        run("A step", [sys.executable, "-c", "print('first'); print('last words'); raise SystemExit(3)"])

    assert caught.value.tail == "first\nlast words"
    assert "A step: failed" in capsys.readouterr().out


def test_a_command_that_is_not_there_fails_in_words() -> None:
    with pytest.raises(Failed, match="no-such-program"):
        run("A step", ["no-such-program"])


def test_a_command_that_works_says_how_long_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    run("A step", [sys.executable, "-c", "print('x')"])

    assert "A step: done in " in capsys.readouterr().out
