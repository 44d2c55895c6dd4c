"""Runs a long command so that a person sees it move: one line on a terminal, a line now and then in a log file."""

from __future__ import annotations

import collections
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_WIDTH = 110
_LOOK_EVERY_S = 0.2
_SAY_EVERY_S = 20
_TAIL = 30


class Failed(Exception):
    """A command ended with an error. Holds the last lines it printed."""

    def __init__(self, tail: str) -> None:
        super().__init__(tail)
        self.tail = tail


def run(
    title: str, command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    """Run the command to its end, showing `title`, the seconds and its last line. Raises Failed."""
    begun = time.monotonic()
    lines: collections.deque[str] = collections.deque(maxlen=_TAIL)
    try:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**(env or os.environ), "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise Failed(str(error)) from error
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    _show_until_done(title, process, lines, begun)
    reader.join()
    if process.returncode:
        say(f"{title}: failed after {time.monotonic() - begun:.0f} s")
        raise Failed("\n".join(lines))
    say(f"{title}: done in {time.monotonic() - begun:.0f} s")


def say(line: str) -> None:
    """Print a line of its own, over the moving one if there is one."""
    print(f"\r{line:<{_WIDTH}}" if sys.stdout.isatty() else line, flush=True)


def _show_until_done(title: str, process: subprocess.Popen[str], lines: collections.deque[str], begun: float) -> None:
    moving = sys.stdout.isatty()
    said = begun - _SAY_EVERY_S
    while process.poll() is None:
        now = time.monotonic()
        if moving:
            text = f"{title} ... {now - begun:.0f} s  {lines[-1] if lines else ''}"
            print(f"\r{text[:_WIDTH]:<{_WIDTH}}", end="", flush=True)
        elif now - said >= _SAY_EVERY_S:
            said = now
            print(f"{title} ... {now - begun:.0f} s", flush=True)
        time.sleep(_LOOK_EVERY_S)


def _read(process: subprocess.Popen[str], lines: collections.deque[str]) -> None:
    assert process.stdout is not None
    with process.stdout as printed:
        lines.extend(line.strip() for line in printed if line.strip())
