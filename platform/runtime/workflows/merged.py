"""Records that became one: what runs on a merged record, and its open to-dos, go on with the one that stayed."""

import sqlalchemy as sa

from ..context import Context
from ..directory.merging import MERGED
from ..jobs import Job, job_handler
from ..storage import Transaction
from .tables import instance, instance_merge, task


@job_handler(MERGED)
def follow_merge(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"merge", "winner", "losers", "undo"}. What was moved is noted, so that undoing moves back just that."""
    merge, winner = job.payload["merge"], job.payload["winner"]
    if job.payload["undo"]:
        moved = tx.execute(sa.select(instance_merge).where(instance_merge.c.merge_id == merge)).all()
        for one in moved:
            _move(tx, one.instance_id, one.record_id)
        tx.execute(sa.delete(instance_merge).where(instance_merge.c.merge_id == merge))
        return
    t = instance
    waiting = sa.select(t.c.id, t.c.record_id).where(t.c.record_id.in_(job.payload["losers"]), t.c.ended_at.is_(None))
    for one in tx.execute(waiting.order_by(t.c.id).with_for_update()).all():
        tx.execute(sa.insert(instance_merge).values(merge_id=merge, instance_id=one.id, record_id=one.record_id))
        _move(tx, one.id, winner)


def _move(tx: Transaction, instance_id: str, record_id: str) -> None:
    tx.execute(sa.update(instance).where(instance.c.id == instance_id).values(record_id=record_id))
    tx.execute(sa.update(task).where(task.c.instance_id == instance_id).values(record_id=record_id))
