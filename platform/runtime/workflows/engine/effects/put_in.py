"""Put in: the record goes into a pool, whoever held it."""

from ....pools import pool_plan, put_in
from ....pools.keeping import Act
from ....pools.words import PUT_BY_WORKFLOW, in_both
from ....records.rows.statements import row_for_writing
from ...errors import RecordGone
from ...node import PutIn
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(PutIn)
def put_into_pool(unit: Unit, token: Token, effect: PutIn) -> None:
    """Raises RecordGone, PoolUnfit, and what the form refuses. Once more changes nothing but the cause."""
    pool = pool_plan(unit.plans, unit.instance.app, effect.pool)
    row = row_for_writing(unit.tx, pool.form, unit.subject.id)
    if row is None:
        raise RecordGone
    words = PUT_BY_WORKFLOW if effect.words is None else in_both(effect.words)
    put_in(unit.context, unit.tx, unit.plans, pool, row, Act("put_in", words=words))
    unit.subject.forget()
