"""Background work rests while others write, and goes on at once when it is alone."""

from loomwork.runtime.context import Context
from loomwork.runtime.jobs.pace import Pace
from loomwork.runtime.jobs.settings import JobSettings


def test_alone_it_does_not_rest(context: Context) -> None:
    database = context.workspace.database
    pace = Pace(database, JobSettings())
    with database.write():
        pass
    assert pace.rest_s(own_units=1) == 0


def test_it_rests_longer_than_it_worked_when_others_wrote(context: Context) -> None:
    database = context.workspace.database
    pace = Pace(database, JobSettings())
    for _ in range(2):
        with database.write():
            pass
    assert pace.rest_s(own_units=1) > 0
    assert pace.rest_s(own_units=0) == 0
