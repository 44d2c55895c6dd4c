"""The process of a test that takes in what was dropped, until it is killed or done."""

import time
from datetime import timedelta

import sqlalchemy as sa

from loomwork.runtime import intake
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.intake.dropping.looking import look
from loomwork.runtime.intake.tables import drop
from loomwork.runtime.jobs.execution import Surroundings, run_batch
from loomwork.runtime.jobs.leases import Leases
from loomwork.runtime.jobs.settings import JobSettings
from loomwork.runtime.storage import Installation, Settings, Workspace

_PAUSE_S = 0.05


def drop_all(settings: Settings, workspace_id: str, app: str, key: str) -> None:
    """Look into the folder and take its rows until nothing is underway."""
    installation = Installation.open(settings)
    workspace = installation.workspace(workspace_id)
    context = Context(workspace, SYSTEM)
    around = Surroundings(JobSettings(lease=timedelta(milliseconds=300), sweep=timedelta(0), batch=1), Leases())
    plan = intake.intake_plan(plan_cache(workspace).latest(), app, key)
    while look(context, plan) or _is_open(workspace, plan.name):
        if not run_batch(workspace, around):
            time.sleep(_PAUSE_S)
    installation.close()


def _is_open(workspace: Workspace, name: str) -> bool:
    folder = workspace.settings.data_dir / "drop" / workspace.id / name
    with workspace.database.read() as connection:
        left = connection.execute(sa.select(drop.c.id).where(drop.c.ended_at.is_(None))).first()
    return left is not None or any((folder / "taking").iterdir())
