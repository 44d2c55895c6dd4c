"""The limit on sign-in attempts, and on guesses at other secrets: counted in the directory, so that it holds over all
server processes.

Three counts in a window of ten minutes: by login and address (guessing one password), by address (trying many
logins), by login (guessing from many addresses). They count alike whether the login exists or not.
"""

import hashlib
from datetime import datetime, timedelta

import sqlalchemy as sa

from ..storage import Clock, Database, Transaction
from ..storage.inserting import insert_on
from .accounts import fold_login
from .errors import TooManyAttempts
from .tables import sign_in_attempt

WINDOW = timedelta(minutes=10)
_GUESSES = 30
_LIMITS = {"both": 10, "login": 60, "address": 200}


def count_attempt(directory: Database, clock: Clock, login: str, address: str | None) -> None:
    """Count one attempt. Raises TooManyAttempts when one of the three counts is over its limit."""
    now = clock.now()
    with directory.write() as tx:
        counts = {name: _raised(tx, key, now) for name, key in _keys(login, address).items()}
    if any(counts[name] > limit for name, limit in _LIMITS.items()):
        raise TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))


def forget_attempts(directory: Database, login: str, address: str | None) -> None:
    """After a sign-in that succeeded, its own count begins anew, and it was no guess for the two others. What failed
    before stays counted there, so that whoever knows one password cannot clear the way to guess others."""
    t, keys = sign_in_attempt, _keys(login, address)
    with directory.write() as tx:
        tx.execute(sa.delete(t).where(t.c.key == keys["both"]))
        one_less = sa.update(t).where(t.c.key.in_([keys["login"], keys["address"]]), t.c.count > 0)
        tx.execute(one_less.values(count=t.c.count - 1))


def check_guesses(directory: Database, clock: Clock, what: str, address: str | None) -> None:
    """Raises TooManyAttempts for an address that has guessed at secrets of this kind too often."""
    t = sign_in_attempt
    query = sa.select(t.c.count).where(t.c.key == _guesses(what, address), t.c.since > clock.now() - WINDOW)
    with directory.read() as connection:
        count = connection.execute(query).scalar()
    if count is not None and count >= _GUESSES:
        raise TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))


def count_guess(directory: Database, clock: Clock, what: str, address: str | None) -> None:
    """Count one that was wrong."""
    with directory.write() as tx:
        _raised(tx, _guesses(what, address), clock.now())


def _guesses(what: str, address: str | None) -> str:
    return hashlib.sha256(f"{what}\x00{address or '-'}".encode()).hexdigest()


def _raised(tx: Transaction, key: str, now: datetime) -> int:
    """The count after raising it, in one statement: two attempts at once are counted as two."""
    t = sign_in_attempt
    running = t.c.since > now - WINDOW
    raised = (
        insert_on(tx.dialect.name, t)
        .values(key=key, count=1, since=now)
        .on_conflict_do_update(
            index_elements=[t.c.key],
            set_={
                "count": sa.case((running, t.c.count + 1), else_=1),
                "since": sa.case((running, t.c.since), else_=now),
            },
        )
        .returning(t.c.count)
    )
    return int(tx.execute(raised).scalar_one())


def _keys(login: str, address: str | None) -> dict[str, str]:
    folded, place = fold_login(login)[:200], address or "-"
    named = {"both": f"both\x00{folded}\x00{place}", "login": f"login\x00{folded}", "address": f"address\x00{place}"}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in named.items()}
