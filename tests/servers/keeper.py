"""Keeps a server alive no longer than the test run that needs it, however that run ends.

Run as a program: `keeper.py WATCHED_PID FOLDER USER COMMAND...`. When the watched process is gone, the server is
stopped and its folder removed; when the server stops earlier (a test stopped or killed it), its folder stays.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

_LOOK_EVERY_S = 0.2


def keep(folder: Path, user: str | None, command: list[str], *, watched: int) -> subprocess.Popen[bytes]:
    """Start `command` below a keeper; its output goes to FOLDER/log. Returns the keeper's process."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, __file__, str(watched), str(folder), user or "", *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def is_alive(pid: int) -> bool:
    """Whether a process of that number runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _main(watched: int, folder: Path, user: str | None, command: list[str]) -> int:
    server = subprocess.Popen(command, user=user, cwd=folder)
    (folder / "server.pid").write_text(str(server.pid), encoding="ascii")
    while server.poll() is None:
        if not is_alive(watched):
            # SIGINT is the fast, clean stop for PostgreSQL and Redis alike; SIGTERM would wait for clients.
            server.send_signal(signal.SIGINT)
            server.wait()
            shutil.rmtree(folder, ignore_errors=True)
            break
        time.sleep(_LOOK_EVERY_S)
    return server.returncode


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] or None, sys.argv[4:]))
