"""Failpoints: named places where a test may make this process die or stall; without a test they do nothing.

Set LOOMWORK_FAILPOINTS="name=kill:3,other=sleep:0.5" together with LOOMWORK_TEST=1: `kill:N` ends the process with
SIGKILL at the N-th passing, `sleep:S` stalls each passing for S seconds, `error:N` raises OSError(ENOSPC) at the N-th
passing, `error` at each. `clock=off:86400` sets this process's clock a day ahead, a minus sign behind.
"""

import errno
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

_lock = threading.Lock()
_FIGURE = "off:"


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _at(passing: int, act: Callable[[], None]) -> Callable[[], None]:
    """Do `act` at one passing only, counted from 1."""
    left = [passing]

    def count_down() -> None:
        with _lock:
            left[0] -= 1
            now = left[0] == 0
        if now:
            act()

    return count_down


def _action(text: str) -> Callable[[], None]:
    verb, _, argument = text.partition(":")
    if verb == "kill":
        return _at(int(argument or 1), _die)
    if verb == "sleep":
        return lambda: time.sleep(float(argument))
    if verb == "error":
        return _at(int(argument), _fill_disk) if argument else _fill_disk
    raise ValueError(f"unknown failpoint action {text!r}")


def _read_environment() -> dict[str, Callable[[], None]]:
    if os.environ.get("LOOMWORK_TEST") != "1":
        return {}
    return {name: _action(text) for name, text in _pairs() if not text.startswith(_FIGURE)}


def _read_figures() -> dict[str, float]:
    if os.environ.get("LOOMWORK_TEST") != "1":
        return {}
    return {name: float(text.removeprefix(_FIGURE)) for name, text in _pairs() if text.startswith(_FIGURE)}


def _pairs() -> Iterator[tuple[str, str]]:
    for pair in filter(None, os.environ.get("LOOMWORK_FAILPOINTS", "").split(",")):
        name, _, text = pair.partition("=")
        yield name, text


_armed = _read_environment()
_figures = _read_figures()


def failpoint(name: str) -> None:
    """Pass the failpoint `name`."""
    if _armed and (act := _armed.get(name)):
        act()


def figure(name: str) -> float:
    """By how much the failpoint `name` is off; 0 without a test."""
    return _figures.get(name, 0.0)
