"""Warms the parent of the processes that tests kill: it plays a path once, so that what is worked out once in a process
is there in each of them from the beginning."""

import tempfile
from pathlib import Path

from loomwork.runtime.storage import Installation, Settings

from . import app
from .outside import outside
from .reference.graphs import drawing
from .reference.paths import path
from .serving import act
from .stage import set_up

_GRAPH = 857


def _play() -> None:
    flow = drawing(_GRAPH, key="flow", form=app.FORM, size=8)
    with tempfile.TemporaryDirectory(prefix="loomwork-warm-") as folder, outside() as server:
        settings = Settings(data_dir=Path(folder) / "installation")
        installation = Installation.open(settings)
        workspace = installation.create_workspace("Warm", "sandbox")
        set_up(workspace, [flow], server)
        act(settings, workspace.id, path(flow, 0), "warm", Path(folder) / "journal")
        installation.close()


_play()
