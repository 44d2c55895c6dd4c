"""Repeated requests: the same key and body give the same answer and no second effect, another body is refused."""

import hashlib
from datetime import timedelta
from typing import Any

import orjson
import sqlalchemy as sa

from ...context import Context
from ...errors import IdempotencyMismatch
from ...storage import Transaction
from .tables import idempotency

KEPT = timedelta(days=3)
_LONGEST_KEY = 200


def digest_of(*parts: Any) -> str:
    """What makes two requests the same, as SHA-256."""
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)).hexdigest()


def earlier_answer(context: Context, tx: Transaction, key: str, digest: str) -> Any | None:
    """The answer given before under this key; None the first time. Raises IdempotencyMismatch."""
    t = idempotency
    same = (t.c.actor == context.actor.identity) & (t.c.key == key)
    row = tx.execute(sa.select(t.c.digest, t.c.answer).where(same)).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        raise IdempotencyMismatch
    return row.answer


def keep_answer(context: Context, tx: Transaction, key: str, digest: str, answer: Any) -> None:
    """Remember the answer. Of two at once the second fails on the primary key and is run again."""
    values = {
        "actor": context.actor.identity,
        "key": key[:_LONGEST_KEY],
        "digest": digest,
        "answer": answer,
        "at": context.now(),
    }
    tx.execute(sa.insert(idempotency), values)


def forget_answers(context: Context, tx: Transaction) -> int:
    """Remove answers older than three days. Returns how many."""
    old = idempotency.c.at < context.now() - KEPT
    return tx.execute(sa.delete(idempotency).where(old)).rowcount
