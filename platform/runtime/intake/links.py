"""Links of a public form: each with a campaign of its own, counted apart, withdrawn or made anew by itself.

A token is shown again to who manages intakes. The table holds its digest, the secrets of the workspace the token
itself, sealed: who reads the database can use neither.
"""

import secrets as randomness
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from .. import changes
from ..calendars import day_began
from ..changes import change_of
from ..connections import secrets
from ..context import Context
from ..definitions import plans_in
from ..errors import InvalidValue, LimitExceeded, NotFound
from ..identifiers import new_id
from ..storage import Transaction
from ..storage.inserting import insert_on
from .endpoints import check_right, hash_of
from .plan import IntakePlan, intake_plan
from .tables import delivery, endpoint, link

MOST_LINKS = 200
_TOKEN = "token"  # noqa: S105  # the name of the secret, not one
_LONGEST_TITLE = 80
_LONGEST_PARAMETER = 200


def links(context: Context, app: str, key: str) -> list[dict[str, Any]]:
    """[{"id", "title", "parameters", "token", "made_by", "made_at", "revoked_at", "today", "all", "kept"}], the newest
    first; `token` is None for one that was withdrawn. Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    d = delivery.c
    since = day_began(context.now(), context.workspace.zone)
    counts = (
        sa.select(
            d.link,
            sa.func.sum(d.taken).label("all"),
            sa.func.sum(d.kept).label("kept"),
            sa.func.sum(sa.case((d.at >= since, d.taken), else_=0)).label("today"),
        )
        .where(d.intake == plan.name)
        .group_by(d.link)
        .subquery()
    )
    query = sa.select(link, counts).outerjoin(counts, counts.c.link == link.c.id)
    with context.workspace.database.read() as connection:
        rows = connection.execute(query.where(link.c.intake == plan.name).order_by(link.c.id.desc())).all()
        return [_told(context, connection, plan, row) for row in rows]


def make_link(context: Context, app: str, key: str, title: str, parameters: Mapping[str, str]) -> str:
    """A new link's id. `parameters`: parameter → value, of those that the intake names.

    Raises Forbidden, NotFound, InvalidValue, LimitExceeded.
    """
    check_right(context)

    return changes.run(
        context, lambda tx: add_link(tx, context, _public_plan(context, tx, app, key), title, parameters)
    )


def add_link(tx: Transaction, context: Context, plan: IntakePlan, title: str, parameters: Mapping[str, str]) -> str:
    """Likewise, in a recorded transaction of who may. Raises InvalidValue, LimitExceeded."""
    _check(plan, title, parameters)
    if tx.execute(sa.select(sa.func.count()).where(link.c.intake == plan.name)).scalar_one() >= MOST_LINKS:
        raise LimitExceeded(what={"zh-CN": "一个入口的链接数", "en": "links of one intake"}, limit=MOST_LINKS)
    id = new_id()
    row = {"id": id, "intake": plan.name, "title": title.strip(), "parameters": dict(parameters)}
    made = {"made_by": context.actor.identity, "made_at": context.now()}
    tx.execute(sa.insert(link).values(**row, **made, token_hash=_new_token(context, tx, plan, id)))
    # What locks the intake while its answers are counted.
    first = insert_on(tx.dialect.name, endpoint).values(intake=plan.name, paused=False)
    tx.execute(first.on_conflict_do_nothing(index_elements=["intake"]))
    _record(tx, plan, id, "make")
    return id


def renew_link(context: Context, app: str, key: str, id: str) -> None:
    """Another token for a link, also for one that was withdrawn; the one before leads nowhere from now on.

    Raises Forbidden, NotFound.
    """
    check_right(context)

    def unit(tx: Transaction) -> None:
        plan = _public_plan(context, tx, app, key)
        _change(tx, plan, id, token_hash=_new_token(context, tx, plan, id), revoked_at=None)
        _record(tx, plan, id, "renew")

    changes.run(context, unit)


def revoke_link(context: Context, app: str, key: str, id: str) -> None:
    """Withdraw a link: who opens it is told so. Raises Forbidden, NotFound."""
    check_right(context)

    def unit(tx: Transaction) -> None:
        plan = _public_plan(context, tx, app, key)
        _change(tx, plan, id, revoked_at=context.now())
        secrets.remove_secret(tx, _owner(plan, id), _TOKEN)
        _record(tx, plan, id, "revoke")

    changes.run(context, unit)


def token_of(context: Context, app: str, key: str, id: str) -> str:
    """The token of a link that holds. Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    with context.workspace.database.read() as connection:
        token = secrets.open_secrets(context, connection, _owner(plan, id)).get(_TOKEN)
    if token is None:
        raise NotFound
    return token


def sharing(context: Context, app: str, key: str) -> tuple[list[str], list[str]]:
    """The parameters that a link may say of itself, and the sites that may embed the form. Raises Forbidden,
    NotFound."""
    plan = intake_plan(check_right(context), app, key)
    if not plan.channel.public:
        raise NotFound
    return sorted(set(plan.parameters.values())), list(plan.settings["origins"])


def find_link(connection: sa.Connection, token: str) -> Any:
    """The row of the link with this token, also of one that was withdrawn; None where there is none."""
    return connection.execute(sa.select(link).where(link.c.token_hash == hash_of(token))).one_or_none()


def named_link(connection: sa.Connection, id: str | None) -> dict[str, Any]:
    """What records tell of the link that they came by: {"link", "link_title"}, as far as there is any."""
    row = id and connection.execute(sa.select(link).where(link.c.id == id)).one_or_none()
    return told_source(row) if row else {}


def told_source(row: Any) -> dict[str, Any]:
    """Likewise, of its row."""
    words = " · ".join(filter(None, [row.title, *row.parameters.values()]))
    return {"link": row.id} | ({"link_title": words} if words else {})


def _public_plan(context: Context, tx: Transaction, app: str, key: str) -> IntakePlan:
    plan = intake_plan(plans_in(context.workspace, tx), app, key)
    if not plan.channel.public:
        raise NotFound
    return plan


def _new_token(context: Context, tx: Transaction, plan: IntakePlan, id: str) -> str:
    """Made and sealed; its digest. The workspace's id stands before it, as who opens a link names no workspace."""
    token = f"{context.workspace.id}.{randomness.token_urlsafe(24)}"
    secrets.set_secret(context, tx, _owner(plan, id), _TOKEN, token)
    return hash_of(token)


def _owner(plan: IntakePlan, id: str) -> str:
    return f"{plan.owner}/{id}"


def _change(tx: Transaction, plan: IntakePlan, id: str, **values: Any) -> None:
    mine = (link.c.id == id, link.c.intake == plan.name)
    if tx.execute(sa.update(link).where(*mine).values(**values)).rowcount == 0:
        raise NotFound


def _check(plan: IntakePlan, title: str, parameters: Mapping[str, str]) -> None:
    if len(title.strip()) > _LONGEST_TITLE:
        words = {"zh-CN": f"不超过 {_LONGEST_TITLE} 字", "en": f"up to {_LONGEST_TITLE} characters"}
        raise InvalidValue(pointer="/title", expected=words)
    fields = {parameter: field for field, parameter in plan.parameters.items()}
    for name, value in parameters.items():
        pointer = f"/parameters/{name}"
        if name not in fields or len(value) > _LONGEST_PARAMETER:
            words = {"zh-CN": "入口声明过的参数，200 字以内", "en": "a parameter of the intake, up to 200 characters"}
            raise InvalidValue(pointer=pointer, expected=words)
        try:
            plan.form.fields[fields[name]].load(value)
        except InvalidValue as error:
            raise InvalidValue(pointer=pointer, **error.context) from None


def _told(context: Context, connection: sa.Connection, plan: IntakePlan, row: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: getattr(row, name) for name in ("id", "title", "parameters", "made_by", "made_at", "revoked_at")
    }
    found = secrets.open_secrets(context, connection, _owner(plan, row.id)) if row.revoked_at is None else {}
    return told | {
        "token": found.get(_TOKEN),
        "today": int(row.today or 0),
        "all": int(row.all or 0),
        "kept": int(row.kept or 0),
    }


def _record(tx: Transaction, plan: IntakePlan, id: str, event: str) -> None:
    change_of(tx).entry("intake", plan.name, id, "change", [{"op": "set", "path": ["link", event]}])
