"""Does somebody own this company already? The answer names the owner and nothing else, and each question is kept.

Only what is beyond doubt answers (an identifier, the same name, or the same without legal form and place), so that
nobody can feel his way through other people's customers; records that the form exempts never answer.
"""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from ..changes import change_of, run
from ..context import Context
from ..definitions import plan_cache
from ..errors import InvalidValue, NotFound
from ..fields.datetime import moment_text
from ..forms import FormPlan, form_plan
from ..identifiers import new_id
from ..people import access_to, organisation_of
from ..records.rights import row_data
from ..storage import Transaction
from .errors import TooManyQuestions
from .index import name_index
from .scoring import Wanted
from .searching import LONGEST, answers
from .tables import collision_question

_t = collision_question
_SURE = 95.0
_HOUR = timedelta(hours=1)
_MOST = 250
_EXPECTED = {"zh-CN": "公司名称、税号或手机号", "en": "a company's name, tax number or phone"}


def ask(context: Context, app: str, form: str, name: str) -> dict[str, Any]:
    """{"owned": bool, "owner": name or None}. Raises NotFound, InvalidValue, TooManyQuestions."""
    with context.workspace.database.read() as connection:
        plan = form_plan(plan_cache(context.workspace).at(connection), app, form)
    plans = plan_cache(context.workspace).latest()
    if plan.names is None or plan.names.collision is None or not access_to(context, plans, app, form).may("create"):
        raise NotFound
    wanted = Wanted(name.strip()[:LONGEST])
    if not wanted or len(wanted.key) < 2:
        raise InvalidValue(
            pointer="/name", expected={"zh-CN": "公司名称、税号或手机号", "en": "a company's name, tax number or phone"}
        )
    ids = _beyond_doubt(context, plan, wanted)

    def unit(tx: Transaction) -> dict[str, Any]:
        _count(context, tx, plan)
        row = _owned(context, tx, plan, ids)
        owner = _owner(context, tx, plan, row) if row is not None else None
        _keep(context, tx, plan, name, None if row is None else row["id"])
        return {"owned": row is not None, "owner": owner}

    return run(context, unit)


def log(context: Context, app: str, form: str, *, limit: int, before: str | None = None) -> dict[str, Any]:
    """Who asked what and when, newest first, and whether somebody owned it, not which record: for those who may merge
    the form's records, which takes changing and deleting them. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        plan = form_plan(plans, app, form)
        access = access_to(context, plans, app, form)
        asks = plan.names is not None and plan.names.collision is not None
        if not asks or not (access.may("change") and access.may("delete")):
            raise NotFound
        conditions = [_t.c.form == plan.name, *([_t.c.id < before] if before else [])]
        statement = sa.select(_t).where(*conditions).order_by(_t.c.id.desc()).limit(limit + 1)
        rows = connection.execute(statement).all()
        named = organisation_of(context.workspace, connection).name
    items = [
        {
            "id": row.id,
            "at": moment_text(row.at),
            "by": named(row.person) or None,
            "asked": row.asked,
            "owned": row.record_id is not None,
        }
        for row in rows[:limit]
    ]
    return {"items": items, "next_cursor": items[-1]["id"] if len(rows) > limit else None}


def _beyond_doubt(context: Context, plan: FormPlan, wanted: Wanted) -> list[str]:
    snapshot = name_index(context.workspace, plan).snapshot(context)
    found = answers(snapshot, plan, wanted, None, _MOST)
    sure = [one for one in found if one.way in ("identifier", "same", "core") and one.score >= _SURE]
    return list(dict.fromkeys(one.record_id for one in sure))[:50]


def _count(context: Context, tx: Transaction, plan: FormPlan) -> None:
    assert plan.names is not None
    assert plan.names.collision is not None
    limit = plan.names.collision.per_hour
    since = context.now() - _HOUR
    mine = (_t.c.person == context.actor.identity, _t.c.form == plan.name, _t.c.at > since)
    if tx.execute(sa.select(sa.func.count()).select_from(_t).where(*mine)).scalar_one() >= limit:
        raise TooManyQuestions(limit=limit)


def _owned(context: Context, tx: Transaction, plan: FormPlan, ids: list[str]) -> dict[str, Any] | None:
    """The first living record that somebody owns and that the form does not exempt, whoever may read it."""
    assert plan.names is not None
    assert plan.names.collision is not None
    declared, table = plan.names.collision, plan.table
    rows = tx.execute(sa.select(table).where(table.c.id.in_(ids), table.c.deleted_at.is_(None))).mappings()
    by_id = {row["id"]: dict(row) for row in rows}
    data = {"param": plan.parameters}
    for id in ids:
        row = by_id.get(id)
        if row is None or row[declared.owner or "owner"] is None:
            continue
        if declared.exempt is None or declared.exempt(row_data(context, row, tx.connection) | data) is not True:
            return row
    return None


def _owner(context: Context, tx: Transaction, plan: FormPlan, row: dict[str, Any]) -> str:
    assert plan.names is not None
    assert plan.names.collision is not None
    return organisation_of(context.workspace, tx.connection).name(row[plan.names.collision.owner or "owner"])


def _keep(context: Context, tx: Transaction, plan: FormPlan, name: str, record_id: str | None) -> None:
    id = new_id()
    tx.execute(
        sa.insert(_t).values(
            id=id,
            form=plan.name,
            person=context.actor.identity,
            at=context.now(),
            asked=name[:LONGEST],
            record_id=record_id,
        )
    )
    after = {"asked": name[:LONGEST], "record": record_id}
    change_of(tx).entry("collision", plan.name, record_id or id, "ask", [{"op": "add", "path": [], "after": after}])
