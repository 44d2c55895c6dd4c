"""Moved to a newer revision at any point of its way, an instance ends as the reference says; killed at any commit of
the move, each is moved once."""

import json
import signal
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any

import sqlalchemy as sa

from loomwork.runtime import changes, jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import publish
from loomwork.runtime.storage import FakeClock, Installation, Settings, Transaction, Workspace
from loomwork.runtime.storage.scratch import scratch_workspace
from loomwork.runtime.workflows import moving, tables
from tests.faults import app
from tests.faults.judge import judge
from tests.faults.outside import outside
from tests.faults.reference.paths import path
from tests.faults.serving import do_all, spawn
from tests.faults.stage import Stage, set_up
from tests.faults.test_agreement import place_of

GRAPHS = 14
# Without calls: what waits for one keeps its key.
KINDS = ("task", "approval", "wait", "message", "condition", "parallel", "loop", "bounded", "scope")
_ANEW = "_anew"


def renewed(flow: dict[str, Any], *, renames: bool) -> dict[str, Any]:
    """The same way under other titles, and other keys where it `renames`."""
    parts = [*flow["nodes"], *flow.get("scopes", ())]
    written = json.dumps(flow)
    for key in (one["key"] for one in parts) if renames else ():
        written = written.replace(f'"{key}"', f'"{key}{_ANEW}"').replace(f'"nodes.{key}.', f'"nodes.{key}{_ANEW}.')
    document: dict[str, Any] = json.loads(written)
    return document | {"title": {"zh-CN": "新版", "en": "Anew"}}


def move(workspace: Workspace, flow: dict[str, Any], *, renames: bool, recount: bool) -> dict[str, Any]:
    """Publish the flow anew and move what runs of it."""
    context = Context(workspace, SYSTEM, provenance="system")

    def unit(tx: Transaction) -> None:
        publish(tx, context, app.KEY, [renewed(flow, renames=renames)])

    changes.run(context, unit)
    keys = {one["key"]: f"{one['key']}{_ANEW}" for one in (*flow["nodes"], *flow.get("scopes", ()))}
    id = moving.start(context, app.KEY, flow["key"], None, keys if renames else {}, recount=recount)
    jobs.run_due(workspace)
    return moving.progress(context, id)


def named(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """By the keys that steps had before."""
    return [(one[0].removesuffix(_ANEW), *one[1:]) for one in rows]


def test_moved_anywhere_it_ends_as_the_reference_says(settings: Settings, clock: FakeClock) -> None:
    drawings, moves = app.workflows(range(GRAPHS), kinds=KINDS), 0
    with scratch_workspace(settings, clock) as workspace, outside() as server:
        set_up(workspace, drawings, server)
        stage = Stage(workspace)
        for number, drawing in enumerate(drawings):
            flow = drawing.main
            wanted, renames = path(drawing, number % 5), number % 2 == 1
            where, moved = (number * 7) % (len(wanted.steps) + 1), False
            record = stage.start(wanted, flow["key"])
            for place, step in enumerate((*wanted.steps, None)):
                if place == where:
                    told = move(workspace, flow, renames=renames, recount=number % 3 == 0)
                    assert told["refused"] == 0, told["items"]
                    moved = bool(told["moved"])
                    moves += told["moved"]
                if step is not None:
                    anew = moved and renames and step.node
                    stage.play(record, replace(step, node=f"{step.node}{_ANEW}") if anew else step)
            seen = stage.summary(record)
            seen |= {name: sorted(named(seen[name])) for name in ("left", "open", "limits")}
            end = wanted.end | {name: sorted(wanted.end[name]) for name in ("left", "open", "limits")}
            assert seen == end, f"{flow['key']}, moved before step {where}"
        assert judge(place_of(workspace), [f"{app.KEY}__{app.FORM}"]).violations == []
    assert moves > GRAPHS / 2, "moved while it ran"


def test_killed_at_any_commit_each_is_moved_once(installation: Installation, settings: Settings) -> None:
    """Two wait at a task; whoever works goes on after another was killed. Processes are slow to begin, so each database
    has its own failpoint."""
    workspace = installation.create_workspace("Stage", "sandbox")
    failpoint = "before_commit" if workspace.database.dialect == "sqlite" else "after_commit"
    context = Context(workspace, SYSTEM, provenance="system")
    drawings = app.workflows(range(40), kinds=KINDS)
    drawing = next(one for one in drawings if one.main["nodes"][0]["type"] == "task")
    flow = drawing.main
    with outside() as server:
        set_up(workspace, [drawing], server)
    stage = Stage(workspace)
    for number in range(2):
        stage.start(path(drawing, 0), f"record {number}")
    for passing in count(1):
        changes.run(
            context,
            lambda tx, n=passing: publish(tx, context, app.KEY, [flow | {"title": f"Revision {n}"}]),  # type: ignore[misc]  # bound now
        )
        id = moving.start(context, app.KEY, flow["key"], None, {}, recount=False)
        killed = spawn(do_all, settings, {"LOOMWORK_FAILPOINTS": f"{failpoint}=kill:{passing}"}, workspace.id)
        killed.join()
        if killed.exitcode != 0:
            assert killed.exitcode == -signal.SIGKILL
            after = spawn(do_all, settings, {}, workspace.id)
            after.join()
            assert after.exitcode == 0
        told = moving.progress(context, id)
        assert (told["state"], told["moved"], told["refused"]) == ("done", 2, 0), passing
        event = tables.instance_event
        query = sa.select(event.c.instance_id, sa.func.count()).where(event.c.kind == "moved")
        with workspace.database.read() as connection:
            moves = connection.execute(query.group_by(event.c.instance_id)).all()
        assert [number for _, number in moves] == [passing] * 2
        if killed.exitcode == 0:
            break
    assert passing > 1
    assert judge(place_of(workspace), [f"{app.KEY}__{app.FORM}"]).violations == []
