"""Give a role to everybody with one of some job titles: how an installed app's roles find their first holders."""

from collections.abc import Collection

import sqlalchemy as sa

from ..context import Context
from ..storage import Transaction
from .changing import give_role
from .tables import membership, person


def give_role_by_title(tx: Transaction, context: Context, role: str, titles: Collection[str]) -> int:
    """Let all active people whose present title is among `titles` hold "app.role". Returns how many."""
    now = context.now()
    query = (
        sa.select(person.c.id)
        .join(membership, membership.c.person_id == person.c.id)
        .where(person.c.active, membership.c.title.in_(titles), membership.c.valid_from <= now)
        .where(sa.or_(membership.c.valid_until.is_(None), membership.c.valid_until > now))
        .order_by(person.c.code)
        .distinct()
    )
    holders = list(tx.execute(query.add_columns(person.c.code)).scalars())
    for holder in holders:
        give_role(tx, context, holder, role)
    return len(holders)
