"""Which of some records meet which of some conditions, under the reader's rights: for colours and buttons of rows."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..errors import LimitExceeded
from ..records import Query
from ..records.querying.question import MAX_LIMIT
from ..records.reading import open_reading

_MOST_CONDITIONS = 32


def holding(
    context: Context, app: str, form: str, ids: Sequence[str], conditions: Sequence[Any]
) -> dict[str, list[int]]:
    """Record id → places of the conditions that hold for it; records that may not be seen are left out.

    Raises NotFound, LimitExceeded and what a filter raises, with pointers that begin at the condition.
    """
    if len(ids) > MAX_LIMIT:
        raise LimitExceeded(what={"zh-CN": "一次判断的记录数", "en": "records judged at once"}, limit=MAX_LIMIT)
    if len(conditions) > _MOST_CONDITIONS:
        raise LimitExceeded(what={"zh-CN": "条件数", "en": "conditions"}, limit=_MOST_CONDITIONS)
    if not ids or not conditions:
        return {}
    with open_reading(context, app, form) as reading:
        holds = [sa.case((reading.holds(tree), 1), else_=0) for tree in conditions]
        among = Query(filter={"field": "id", "operator": "one_of", "value": list(ids)})
        rows = reading.rows(reading.matching(sa.select(reading.plan.table.c.id, *holds), among))
    return {row[0]: [place for place, held in enumerate(row[1:]) if held] for row in rows}
