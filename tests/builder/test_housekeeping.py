"""Housekeeping runs once a day, by itself, and goes on the next day."""

import io
from datetime import timedelta

from loomwork.builder import housekeeping
from loomwork.runtime import files, jobs
from loomwork.runtime.context import Context
from loomwork.runtime.storage import FakeClock


def test_each_day_what_nobody_uses_goes(context: Context, clock: FakeClock) -> None:
    def rows() -> int:
        with context.workspace.database.read() as connection:
            return len(files.described(connection, kept))

    housekeeping.ensure(context.workspace)
    housekeeping.ensure(context.workspace)
    kept = [files.upload(context, io.BytesIO(b"one"), "one.txt").id]
    clock.advance(timedelta(hours=25))
    assert rows() == 1
    jobs.run_due(context.workspace)
    assert rows() == 0

    kept = [files.upload(context, io.BytesIO(b"two"), "two.txt").id]
    clock.advance(timedelta(hours=25))
    jobs.run_due(context.workspace)
    assert rows() == 0
