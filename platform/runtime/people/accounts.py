"""Accounts: how a person signs in. They live in the directory; the person behind one lives in a workspace."""

import unicodedata
from datetime import datetime

import sqlalchemy as sa

from ..errors import InvalidValue, NotFound
from ..identifiers import new_id
from ..storage import Clock, Database, Transaction
from .errors import LoginTaken, SignInFailed
from .passwords import hash_password, password_fits
from .tables import account, session

_LONGEST_LOGIN = 100


def fold_login(login: str) -> str:
    """The one spelling of a login: full-width and capital letters are the same as plain ones."""
    return unicodedata.normalize("NFKC", login).strip().lower()


def create_account(
    directory: Database, clock: Clock, *, login: str, password: str, workspace_id: str, person_id: str
) -> str:
    """A new account's id. Raises LoginTaken, or InvalidValue for an unfit login or password."""
    hashed = hash_password(password)
    with directory.write() as tx:
        return insert_account(tx, clock, login, hashed, workspace_id, person_id)


def insert_account(tx: Transaction, clock: Clock, login: str, hashed: str, workspace_id: str, person_id: str) -> str:
    """As `create_account`, within a unit of the directory and with the password hashed before it began."""
    folded = check_login(login)
    if tx.execute(sa.select(account.c.id).where(account.c.login == folded)).first():
        raise LoginTaken(pointer="/login")
    id = new_id()
    tx.execute(
        sa.insert(account).values(
            id=id,
            login=folded,
            password_hash=hashed,
            workspace_id=workspace_id,
            person_id=person_id,
            created_at=clock.now(),
        )
    )
    return id


def find_account(directory: Database, login: str) -> str | None:
    """The id of the account with this login."""
    with directory.read() as connection:
        query = sa.select(account.c.id).where(account.c.login == fold_login(login))
        return connection.execute(query).scalar_one_or_none()


def accounts_of(directory: Database, workspace_id: str, person_id: str) -> list[str]:
    """Ids of the accounts by which a person of a workspace signs in."""
    mine = (account.c.workspace_id == workspace_id) & (account.c.person_id == person_id)
    with directory.read() as connection:
        return list(connection.execute(sa.select(account.c.id).where(mine)).scalars())


def may_sign_in(directory: Database, workspace_id: str, person_id: str) -> bool:
    """False for a person all of whose accounts are disabled."""
    mine = (account.c.workspace_id == workspace_id) & (account.c.person_id == person_id)
    with directory.read() as connection:
        found = list(connection.execute(sa.select(account.c.disabled_at).where(mine)).scalars())
    return not found or None in found


def password_set_at(directory: Database, workspace_id: str, person_id: str) -> datetime | None:
    """When a person last got another password; None while he has his first, or signs in nowhere."""
    mine = (account.c.workspace_id == workspace_id) & (account.c.person_id == person_id)
    with directory.read() as connection:
        found: datetime | None = connection.execute(
            sa.select(sa.func.max(account.c.password_set_at)).where(mine)
        ).scalar()
    return found


def check_password(directory: Database, account_id: str, password: str) -> None:
    """Raise SignInFailed unless it is the account's password."""
    with directory.read() as connection:
        query = sa.select(account.c.password_hash).where(account.c.id == account_id)
        hashed = connection.execute(query).scalar_one_or_none()
    if not password_fits(hashed, password):
        raise SignInFailed(pointer="/password")


def set_password(
    directory: Database, clock: Clock, account_id: str, password: str, *, pointer: str = "/password"
) -> None:
    """Replace the password; every session and token of the account ends with it, and every link in the person's
    letters. Raises NotFound."""
    hashed = hash_password(password, pointer=pointer)
    with directory.write() as tx:
        _change(tx, account_id, password_hash=hashed, password_set_at=clock.now())
        end_sessions(tx, account_id)


def disable_account(directory: Database, clock: Clock, account_id: str) -> None:
    """Nobody signs in with it from now on, and whoever is signed in is out. Raises NotFound."""
    with directory.write() as tx:
        _change(tx, account_id, disabled_at=clock.now())
        end_sessions(tx, account_id)


def enable_account(directory: Database, account_id: str) -> None:
    """Let a disabled account sign in again. Raises NotFound."""
    with directory.write() as tx:
        _change(tx, account_id, disabled_at=None)


def end_sessions(tx: Transaction, account_id: str) -> None:
    """End every session and token of an account."""
    tx.execute(sa.delete(session).where(session.c.account_id == account_id))


def _change(tx: Transaction, account_id: str, **values: object) -> None:
    if tx.execute(sa.update(account).where(account.c.id == account_id).values(**values)).rowcount != 1:
        raise NotFound


def check_login(login: str) -> str:
    """The folded login. Raises InvalidValue when it is empty, longer than 100 or not printable."""
    folded = fold_login(login)
    if not 1 <= len(folded) <= _LONGEST_LOGIN or not folded.isprintable():
        raise InvalidValue(
            pointer="/login",
            expected={"zh-CN": "1–100 个字符的账号名，如 admin 或 E001", "en": "an account name such as admin or E001"},
        )
    return folded
