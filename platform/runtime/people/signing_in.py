"""Signing in and out, sessions and personal tokens.

A session id or token is 32 random bytes given once to the client; the directory keeps its SHA-256. Each request looks
it up there, so that ending a session, disabling an account or resetting a password holds everywhere at once.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ..errors import NotFound
from ..identifiers import new_id
from ..storage import Clock, Database
from ..storage.glance import Glance, moment
from .accounts import fold_login
from .attempts import count_attempt, forget_attempts
from .errors import SignInFailed
from .passwords import password_fits
from .tables import account, session, sign_in_attempt

SESSION_LIFETIME = timedelta(days=14)
TOKEN_LIFETIME = timedelta(days=365)
_ATTEMPTS_KEPT = timedelta(days=1)
# By this beginning, scanners for leaked secrets recognise a personal token.
PERSONAL_PREFIX = "lwt_"


@dataclass(frozen=True, slots=True)
class Session:
    """Who is behind a session id or token."""

    id: str
    purpose: str
    account_id: str
    workspace_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Token:
    """A personal token as its owner sees it; the token itself is shown only when made."""

    id: str
    title: str
    created_at: datetime
    expires_at: datetime


def look_up(session: sa.Table, account: sa.Table) -> sa.Select[Any]:
    """The statement that finds a session by its "hash"; its row is for `opened`."""
    return (
        sa.select(
            session.c.id,
            session.c.purpose,
            session.c.account_id,
            account.c.workspace_id,
            account.c.person_id,
            session.c.expires_at,
        )
        .join(account, account.c.id == session.c.account_id)
        .where(session.c.hash == sa.bindparam("hash"), account.c.disabled_at.is_(None))
    )


_LOOK_UP = Glance(look_up(session, account))


def sign_in(
    directory: Database, clock: Clock, *, login: str, password: str, address: str | None
) -> tuple[str, Session]:
    """A fresh session id and its session. Raises TooManyAttempts, or SignInFailed without saying what was wrong."""
    count_attempt(directory, clock, login, address)
    with directory.read() as connection:
        query = sa.select(account).where(account.c.login == fold_login(login), account.c.disabled_at.is_(None))
        found = connection.execute(query).one_or_none()
    # The password is always checked, against nobody's if need be: the time taken tells nothing.
    fits = password_fits(found.password_hash if found else None, password)
    if found is None or not fits:
        raise SignInFailed
    forget_attempts(directory, login, address)
    secret, opened = _open(directory, clock, found.id, "session", "", SESSION_LIFETIME, address)
    return secret, Session(opened, "session", found.id, found.workspace_id, found.person_id)


def open_session(directory: Database, clock: Clock, account_id: str, address: str | None) -> str:
    """A fresh session id for an account just created."""
    return _open(directory, clock, account_id, "session", "", SESSION_LIFETIME, address)[0]


def sign_out(directory: Database, secret: str) -> None:
    """End a session; harmless when it has ended already."""
    with directory.write() as tx:
        tx.execute(sa.delete(session).where(session.c.hash == _hash(secret)))


def create_token(
    directory: Database, clock: Clock, account_id: str, title: str, lifetime: timedelta = TOKEN_LIFETIME
) -> tuple[str, str]:
    """A personal token for programs, shown once, and its id."""
    return _open(directory, clock, account_id, "token", title, lifetime, None)


def tokens_of(directory: Database, account_id: str) -> list[Token]:
    """The account's personal tokens, newest first."""
    t = session
    query = sa.select(t.c.id, t.c.title, t.c.created_at, t.c.expires_at)
    query = query.where(t.c.account_id == account_id, t.c.purpose == "token").order_by(t.c.id.desc())
    with directory.read() as connection:
        return [Token(*row) for row in connection.execute(query)]


def revoke_token(directory: Database, account_id: str, id: str) -> None:
    """End one token or session of an account by its id. Raises NotFound."""
    with directory.write() as tx:
        same = (session.c.id == id) & (session.c.account_id == account_id)
        if tx.execute(sa.delete(session).where(same)).rowcount != 1:
            raise NotFound


def find_session(directory: Database, clock: Clock, hash: str, purpose: str) -> Session | None:
    """Who stands behind a secret of that hash; None when unknown, expired, ended, disabled or for another purpose."""
    row = _LOOK_UP.first(directory, hash=hash)
    return None if row is None else opened(row, clock, purpose)


def opened(row: Sequence[Any], clock: Clock, purpose: str) -> Session | None:
    """The session in a row that `look_up` found; None when it is expired or made for another purpose."""
    if row[1] != purpose or moment(row[5]) <= clock.now():
        return None
    return Session(row[0], row[1], row[2], row[3], row[4])


def hash_of(secret: str) -> str | None:
    """What is kept of a session id or token; None for what cannot be one."""
    return _hash(secret) if 20 <= len(secret) <= 100 else None


def csrf_token(secret: str) -> str:
    """The token that writes of this session must carry; it follows from the session id and tells nothing about it."""
    return hmac.new(secret.encode(), b"csrf", hashlib.sha256).hexdigest()[:43]


def remove_expired(directory: Database, now: datetime) -> int:
    """Delete sessions and tokens past their end, and counts of attempts long over; returns how many sessions."""
    with directory.write() as tx:
        tx.execute(sa.delete(sign_in_attempt).where(sign_in_attempt.c.since < now - _ATTEMPTS_KEPT))
        return tx.execute(sa.delete(session).where(session.c.expires_at <= now)).rowcount


def _open(
    directory: Database,
    clock: Clock,
    account_id: str,
    purpose: str,
    title: str,
    lifetime: timedelta,
    address: str | None,
) -> tuple[str, str]:
    secret = (PERSONAL_PREFIX if purpose == "token" else "") + secrets.token_urlsafe(32)
    now, id = clock.now(), new_id()
    with directory.write() as tx:
        over = (session.c.account_id == account_id) & (session.c.expires_at <= now)
        tx.execute(sa.delete(session).where(over))
        tx.execute(
            sa.insert(session).values(
                hash=_hash(secret),
                id=id,
                purpose=purpose,
                account_id=account_id,
                title=title,
                created_at=now,
                expires_at=now + lifetime,
                address=address,
            )
        )
    return secret, id


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
