"""Tokens of an intake: whoever has one may add records by it and do nothing else, until it expires or is revoked.

A token is shown once, when it is made; the workspace keeps its digest. Moments are the machine's, in sandboxes too, as
for all who sign in.
"""

import secrets as randomness
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from .. import changes
from ..changes import change_of
from ..context import Context
from ..definitions import plans_in
from ..errors import InvalidValue, LimitExceeded, NotFound
from ..identifiers import new_id
from ..storage import Transaction
from .endpoints import check_right, hash_of
from .plan import intake_plan
from .tables import endpoint, token

# Before everything else, so that scanners of source code know one that was left there.
PREFIX = "lwi_"
_MOST = 50
_LONGEST_DAYS = 3650
_LONGEST_TITLE = 100
_USED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Opened:
    """The token that a request bears, and the intake it is of."""

    id: str
    intake: str


def make_token(context: Context, app: str, key: str, title: str, days: int | None, now: datetime) -> str:
    """A new token, valid for so many days or until it is revoked.

    Raises Forbidden, NotFound, InvalidValue, LimitExceeded.
    """
    check_right(context)
    if not title.strip() or len(title) > _LONGEST_TITLE:
        raise InvalidValue(pointer="/title", expected=_TITLE)
    if days is not None and not 0 < days <= _LONGEST_DAYS:
        raise InvalidValue(pointer="/days", expected=_DAYS)
    # The workspace's id in it, as senders name no workspace.
    made = f"{PREFIX}{context.workspace.id}.{randomness.token_urlsafe(32)}"

    def unit(tx: Transaction) -> None:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        if not plan.channel.takes_tokens:
            raise NotFound
        query = sa.select(sa.func.count()).where(token.c.intake == plan.name, token.c.revoked_at.is_(None))
        if (tx.execute(query).scalar() or 0) >= _MOST:
            raise LimitExceeded(what={"zh-CN": "有效令牌数", "en": "tokens that are valid"}, limit=_MOST)
        values: dict[str, Any] = {
            "id": new_id(),
            "intake": plan.name,
            "title": title.strip(),
            "token_hash": hash_of(made),
        }
        values |= {"made_by": context.actor.identity, "made_at": now}
        values["expires_at"] = None if days is None else now + timedelta(days=days)
        tx.execute(sa.insert(token).values(values))
        change_of(tx).entry("intake", plan.name, values["id"], "create", [{"op": "set", "path": ["token"]}])

    changes.run(context, unit)
    return made


def revoke(context: Context, app: str, key: str, id: str, now: datetime) -> None:
    """The token opens nothing from now on. Raises Forbidden, NotFound."""
    check_right(context)

    def unit(tx: Transaction) -> None:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        valid = (token.c.id == id, token.c.intake == plan.name, token.c.revoked_at.is_(None))
        if tx.execute(sa.update(token).where(*valid).values(revoked_at=now)).rowcount == 0:
            raise NotFound
        change_of(tx).entry("intake", plan.name, id, "change", [{"op": "set", "path": ["revoked"]}])

    changes.run(context, unit)


def tokens(context: Context, app: str, key: str, now: datetime) -> list[dict[str, Any]]:
    """[{"id", "title", "made_by", "made_at", "expires_at", "used_at", "state"}], the newest first; those revoked are
    left out. Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    query = sa.select(token).where(token.c.intake == plan.name, token.c.revoked_at.is_(None))
    with context.workspace.database.read() as connection:
        rows = connection.execute(query.order_by(token.c.id.desc())).all()
    names = ("id", "title", "made_by", "made_at", "expires_at", "used_at")
    return [
        {name: getattr(row, name) for name in names}
        | {"state": "expired" if row.expires_at is not None and row.expires_at <= now else "valid"}
        for row in rows
    ]


def open_token(connection: sa.Connection, given: str, now: datetime) -> Opened | None:
    """What the token opens: None for one that is unknown, expired, revoked, or of an intake that is paused."""
    query = (
        sa.select(token.c.id, token.c.intake)
        .outerjoin(endpoint, endpoint.c.intake == token.c.intake)
        .where(
            token.c.token_hash == hash_of(given),
            token.c.revoked_at.is_(None),
            sa.or_(token.c.expires_at.is_(None), token.c.expires_at > now),
            sa.or_(endpoint.c.paused.is_(None), endpoint.c.paused.is_(sa.false())),
        )
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Opened(row.id, row.intake)


def note_use(context: Context, id: str, now: datetime) -> None:
    """That it was used; not each time, so that many requests do not write one row."""
    stale = sa.or_(token.c.used_at.is_(None), token.c.used_at < now - _USED_EVERY)
    with context.workspace.database.read() as connection:
        due = connection.execute(sa.select(token.c.id).where(token.c.id == id, stale)).first() is not None
    if due:
        with context.workspace.database.write() as tx:
            tx.execute(sa.update(token).where(token.c.id == id, stale).values(used_at=now))


_TITLE = {"zh-CN": "1 到 100 个字的名称，说明给谁用", "en": "a name of 1 to 100 characters that says who uses it"}
_DAYS = {"zh-CN": "1 到 3650 天", "en": "1 to 3650 days"}
