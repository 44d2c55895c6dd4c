"""Where a record stands among the pools of its form, told by the record alone; in memory, as a tree, and as SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..expressions import sql_expression
from .plan import PoolPlan

LYING, HELD = "lying", "held"


@dataclass(frozen=True, slots=True)
class Standing:
    """`holder` is None for a record that lies in the pool."""

    pool: PoolPlan
    holder: str | None

    @property
    def state(self) -> str:
        """Lying or held."""
        return HELD if self.holder else LYING


def standing(pools: Sequence[PoolPlan], row: Mapping[str, Any] | None) -> Standing | None:
    """The first pool that cares for the row; None where none does, for a deleted row and for one that nobody holds and
    that does not lie there either."""
    if row is None or row.get("deleted_at") is not None:
        return None
    pool = next((one for one in pools if one.where.holds(row)), None)
    if pool is None:
        return None
    holder = row[pool.holder]
    return Standing(pool, holder) if holder or pool.lying.holds(row) else None


def lying_tree(pools: Sequence[PoolPlan], pool: PoolPlan) -> Any:
    """The rows that lie in one of a form's pools, as a tree that is never unknown."""
    before = [one.where.tree for one in pools[: pools.index(pool)]]
    conditions = [one.tree for one in (pool.where, pool.lying) if one.tree is not True]
    parts = [{"!": {"is_set": {"var": f"record.{pool.holder}"}}}]
    parts += [_surely(tree) for tree in conditions]
    parts += [{"!": _surely(tree)} for tree in before]
    return {"and": parts} if len(parts) > 1 else parts[0]


def cared_for(pools: Sequence[PoolPlan], pool: PoolPlan, dialect: str) -> sa.ColumnElement[bool]:
    """The rows that a pool cares for, held or not, as SQL."""
    table = pool.form.table
    found: list[sa.ColumnElement[bool]] = [table.c.deleted_at.is_(None)]
    if pool.where.tree is not True:
        found.append(_sql(pool, _surely(pool.where.tree), dialect))
    for one in pools[: pools.index(pool)]:
        found.append(sa.not_(_sql(pool, _surely(one.where.tree), dialect)))
    return sa.and_(*found)


def _sql(pool: PoolPlan, tree: Any, dialect: str) -> sa.ColumnElement[bool]:
    if isinstance(tree, bool):
        return sa.true() if tree else sa.false()
    return sql_expression(tree, lambda path: pool.form.table.c.get(path[1]) if len(path) == 2 else None, dialect)


def _surely(tree: Any) -> Any:
    return tree if isinstance(tree, bool) else {"coalesce": [tree, False]}
