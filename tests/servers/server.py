"""What every server of a test run has: a folder, a port, a keeper, and the ways a test may end it."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests.servers.keeper import keep

_POLL_S = 0.02


class Server:
    """A server on 127.0.0.1 with a folder of its own, which lies in `within` (default: where temporary files lie).

    `watched` is the process that it must not outlive.
    """

    user: str | None = None  # whom the server runs as, when not the present user

    def __init__(self, *, watched: int | None = None, within: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="loomwork-server-", dir=within))
        self.port = _free_port()
        self._watched = watched or os.getpid()
        self._keeper: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        """The server's program with its arguments."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether the server takes connections."""
        raise NotImplementedError

    def start(self) -> None:
        """Start (again) on the same folder and port; returns when the server answers."""
        (self.folder / "server.pid").unlink(missing_ok=True)
        self._keeper = keep(self.folder, self.user, self.command(), watched=self._watched)
        while not self.answers():
            if self._keeper.poll() is not None:
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self.log()}")
            time.sleep(_POLL_S)

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """Send the signal and wait until the server is gone; its data stay for the next start."""
        if self._keeper is None:
            return
        with suppress(ProcessLookupError, FileNotFoundError):  # it may be gone already, which is what is wanted
            os.kill(int((self.folder / "server.pid").read_text(encoding="ascii")), how)
        self._keeper.wait()
        self._keeper = None

    def close(self) -> None:
        """Stop for good and remove the folder."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def let_go(self) -> None:
        """Leave the server to its keeper: it stays when this process ends, until the watched one does."""
        if self._keeper is not None:
            self._keeper.returncode = 0  # else Python warns of a child that still runs, which is what is meant
            self._keeper = None

    def log(self) -> str:
        """What the server has printed."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
