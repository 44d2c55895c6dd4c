"""The first administrator: whoever sets up an empty installation. Exactly one gets through, however many try."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from ..changes import run
from ..context import SYSTEM, Context
from ..storage import Clock, Installation, Transaction, Workspace
from .accounts import check_login, fold_login, insert_account
from .changing import NewPerson, add_person, give_role
from .errors import SetupDone
from .organisation import organisation_of
from .passwords import hash_password
from .rights import ADMINISTRATOR
from .tables import account, first_setup

_ABANDONED_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """What the set-up page asks."""

    login: str
    name: str
    password: str
    workspace_title: str


def needs_administrator(installation: Installation) -> bool:
    """True while no account exists at all."""
    with installation.directory.read() as connection:
        return connection.execute(sa.select(account.c.id).limit(1)).first() is None


def first_administrator(installation: Installation, clock: Clock, wanted: FirstAdministrator) -> str:
    """Create workspace, person and account; returns the account's id. Raises SetupDone for all but the first."""
    if not needs_administrator(installation):
        raise SetupDone
    check_login(wanted.login)
    hashed = hash_password(wanted.password)
    _claim(installation, clock)
    workspace = _workspace(installation, wanted.workspace_title)
    context = Context(workspace, SYSTEM, provenance="system")
    person = run(context, lambda tx: _administrator(tx, context, wanted))
    with installation.directory.write() as tx:
        return insert_account(tx, clock, wanted.login, hashed, workspace.id, person)


def _claim(installation: Installation, clock: Clock) -> None:
    """Be the first, by a row of which there can be only one. One left by a set-up that died is taken over."""
    t, now = first_setup, clock.now()
    try:
        with installation.directory.write() as tx:
            if tx.execute(sa.select(account.c.id).limit(1)).first():
                raise SetupDone
            abandoned = tx.execute(sa.update(t).where(t.c.at < now - _ABANDONED_AFTER).values(at=now)).rowcount
            if not abandoned:
                tx.execute(sa.insert(t).values(id=1, at=now))
    except sa.exc.IntegrityError:
        raise SetupDone from None


def _workspace(installation: Installation, title: str) -> Workspace:
    # Without an account there can only be a workspace that an earlier set-up left half-way, or a prepared one.
    existing = installation.workspace_ids()
    return installation.workspace(existing[0]) if existing else installation.create_workspace(title)


def _administrator(tx: Transaction, context: Context, wanted: FirstAdministrator) -> str:
    code = fold_login(wanted.login)
    known = organisation_of(context.workspace, tx.connection).by_code(code)
    person = known.id if known else add_person(tx, context, NewPerson(code=code, name=wanted.name))
    give_role(tx, context, person, ADMINISTRATOR)
    return person
