"""A link's token is signed with the installation's keys, so that a letter that is written again bears the same; the
table holds its digest, so that who reads the database can use none."""

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa

from ...connections.keys import find_keys
from ...context import Context
from ...storage import Transaction
from ..tables import answer_link, message


def make_links(context: Context, tx: Transaction, messages: Iterable[str], answers: Iterable[str]) -> None:
    """One for each answer to each message."""
    answers = list(answers)
    rows = [
        {"token_hash": hash_of(_tokens(context, id, answer)[0]), "message_id": id, "answer": answer}
        for id in messages
        for answer in answers
    ]
    if rows:
        tx.execute(sa.insert(answer_link), rows)


def tokens_of(context: Context, connection: sa.Connection, message: str) -> dict[str, str]:
    """Answer → token, of the links that a message has. Made with a key that is gone, it has none."""
    query = sa.select(answer_link.c.answer, answer_link.c.token_hash).where(answer_link.c.message_id == message)
    found = {}
    for answer, kept in connection.execute(query):
        fits = [token for token in _tokens(context, message, answer) if hash_of(token) == kept]
        if fits:
            found[answer] = fits[0]
    return found


def drop_links(tx: Transaction, person: str) -> None:
    """The links in all letters of a person lead nowhere from now on; he answers in his messages."""
    his = sa.select(message.c.id).where(message.c.person_id == person)
    tx.execute(sa.delete(answer_link).where(answer_link.c.message_id.in_(his)))


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _tokens(context: Context, message: str, answer: str) -> list[str]:
    """By each key of the installation, the present one first. The workspace's id stands before it, as who follows a
    link names no workspace."""
    workspace = context.workspace
    signed = find_keys(workspace.settings).signatures(f"{workspace.id}/answer_link/{message}/{answer}")
    return [f"{workspace.id}.{one}" for one in signed]
