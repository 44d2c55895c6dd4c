"""A process in which many write at once until it is killed, in units that may share a commit."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from loomwork.runtime import changes
from loomwork.runtime.changes import change_of
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.jobs import enqueue
from loomwork.runtime.storage import Installation, Settings, Transaction

_WRITERS = 8
KIND = "test.nothing"


def write_for_ever(settings: Settings, workspace_id: str, journal: Path) -> None:
    """Write until killed; each change's id is noted once it was answered."""
    context = Context(Installation.open(settings).workspace(workspace_id), SYSTEM)

    def unit(tx: Transaction) -> str:
        id = change_of(tx).id
        change_of(tx).entry("thing", "app.thing", id, "create", [])
        enqueue(context, tx, KIND, {}, key=id, new_key=True)
        return id

    def write(file: int) -> None:
        while True:
            os.write(file, f"{changes.run(context, unit, gathers=True)}\n".encode())

    file = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with ThreadPoolExecutor(_WRITERS) as pool:
        list(pool.map(write, [file] * _WRITERS))
