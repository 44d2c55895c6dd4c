"""The address of an intake, the secret its senders sign with, and whether it is paused.

Address and secret are shown once, when they are made: the workspace keeps a digest of the one and seals the other.
"""

import hashlib
import secrets as randomness
from typing import Any

import sqlalchemy as sa

from .. import changes
from ..calendars import after
from ..changes import change_of
from ..connections import secrets
from ..context import Context
from ..definitions import Plans, plan_cache, plans_in
from ..errors import Forbidden, InvalidValue
from ..people import has_right
from ..storage import Transaction
from ..storage.inserting import insert_on
from .plan import IntakePlan, intake_plan
from .tables import endpoint

RIGHT = "intake.manage"
_PRESENT, _BEFORE = "signing_key", "previous_key"
_LONGEST_OVERLAP_DAYS = 30


def make_address(context: Context, app: str, key: str) -> str:
    """A new token for the intake's address; the one before leads nowhere from now on. Raises Forbidden, NotFound."""
    check_right(context)
    # The workspace's id before it, as senders name no workspace.
    token = f"{context.workspace.id}.{randomness.token_urlsafe(32)}"

    def unit(tx: Transaction) -> None:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        _set(tx, plan, "address", token_hash=hash_of(token))

    changes.run(context, unit)
    return token


def make_secret(context: Context, app: str, key: str, overlap: str = "P1D") -> str:
    """A new secret; the one before counts for `overlap` (ISO 8601, PT0S: not at all) more.

    Raises Forbidden, NotFound, InvalidValue.
    """
    check_right(context)
    now = context.now()
    try:
        until = after(now, overlap, context.workspace.zone)
    except InvalidValue as error:
        raise InvalidValue(pointer="/overlap", **error.context) from None
    if (until - now).days > _LONGEST_OVERLAP_DAYS:
        raise InvalidValue(pointer="/overlap", expected=_OVERLAP)
    secret = f"whsec_{randomness.token_urlsafe(32)}"

    def unit(tx: Transaction) -> None:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        before = secrets.open_secrets(context, tx.connection, plan.owner).get(_PRESENT)
        if before is not None and until > now:
            secrets.set_secret(context, tx, plan.owner, _BEFORE, before)
        else:
            secrets.remove_secret(tx, plan.owner, _BEFORE)
        secrets.set_secret(context, tx, plan.owner, _PRESENT, secret)
        _set(tx, plan, "secret", overlap_until=until)

    changes.run(context, unit)
    return secret


def pause(context: Context, app: str, key: str, *, paused: bool) -> None:
    """Refuse what comes, or take it again. Raises Forbidden, NotFound."""
    check_right(context)

    def unit(tx: Transaction) -> None:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        _set(tx, plan, "pause" if paused else "resume", paused=paused)

    changes.run(context, unit)


def check_right(context: Context) -> Plans:
    """The plans, for who manages intakes. Raises Forbidden."""
    plans = plan_cache(context.workspace).latest()
    if not has_right(context, plans, RIGHT):
        raise Forbidden
    return plans


def find_endpoint(connection: sa.Connection, name: str) -> Any:
    """The row of an intake's address, or None."""
    return connection.execute(sa.select(endpoint).where(endpoint.c.intake == name)).one_or_none()


def open_intake(connection: sa.Connection, token: str) -> Any:
    """The row that this token opens and that is not paused, or None."""
    query = sa.select(endpoint).where(endpoint.c.token_hash == hash_of(token), endpoint.c.paused.is_(sa.false()))
    return connection.execute(query).one_or_none()


def valid_secrets(context: Context, connection: sa.Connection, plan: IntakePlan, row: Any) -> list[str]:
    """The present secret, and while it counts the one before; none where none was ever made."""
    found = secrets.open_secrets(context, connection, plan.owner)
    counts = [_PRESENT]
    if row.overlap_until is not None and context.now() < row.overlap_until:
        counts.append(_BEFORE)
    return [found[name] for name in counts if name in found]


def secret_mark(connection: sa.Connection, plan: IntakePlan) -> secrets.Mark | None:
    """Who made the present secret, and when."""
    return secrets.marks(connection, plan.owner).get(_PRESENT)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _set(tx: Transaction, plan: IntakePlan, event: str, **values: Any) -> None:
    row = {"intake": plan.name, "paused": False} | values
    statement = insert_on(tx.dialect.name, endpoint).values(row)
    tx.execute(statement.on_conflict_do_update(index_elements=["intake"], set_=values))
    # That it was made anew, never what it is.
    change_of(tx).entry("intake", plan.name, plan.name, "change", [{"op": "set", "path": [event]}])


_OVERLAP = {"zh-CN": "不超过 30 天的时长，例如 P1D", "en": "at most 30 days, such as P1D"}
