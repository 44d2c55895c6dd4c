"""Set a connection up: settings, secrets, on or off, and one try of it. Who may is asked by `connections.manage`.

Settings are shown and stand in the trail; secrets are written only. A secret is told to the host for which it was
entered: when settings lead to another host, every secret has to be entered again.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from marshmallow import ValidationError

from ...connectors.errors import OutsideError
from .. import changes
from ..changes import Patch, change_of
from ..context import Context
from ..definitions import plan_cache, plans_in
from ..errors import Forbidden, InvalidValue, PlatformError, Problems, Required, StaleRevision
from ..localized import LOCALES
from ..people import has_right
from ..storage import Transaction
from ..storage.inserting import insert_on
from . import secrets
from .errors import ConnectionNotReady, SecretsAnew
from .plan import ConnectionPlan, connection_plan, connection_plans
from .tables import connection_setup
from .using import find_setup, opened

RIGHT = "connections.manage"
_LONGEST_SECRET = 10_000


def listed(context: Context) -> list[dict[str, Any]]:
    """All connections, see `_shown`. Raises Forbidden."""
    plans = plan_cache(context.workspace).latest()
    _check_right(context)
    with context.workspace.database.read() as connection:
        return [_shown(connection, plan) for plan in connection_plans(plans)]


def get(context: Context, app: str, key: str) -> dict[str, Any]:
    """One connection, see `_shown`. Raises Forbidden, NotFound."""
    _check_right(context)
    plan = connection_plan(plan_cache(context.workspace).latest(), app, key)
    with context.workspace.database.read() as connection:
        return _shown(connection, plan)


def set_up(
    context: Context,
    app: str,
    key: str,
    settings: Mapping[str, Any],
    given: Mapping[str, str],
    *,
    enabled: bool,
    revision: int,
) -> None:
    """Save what the caller, who saw `revision` (0: nothing yet), has entered. `given`: secrets to be set; others stay.

    Raises Forbidden, NotFound, StaleRevision, Problems, SecretsAnew, Required.
    """
    _check_right(context)
    _check_given(given)

    def unit(tx: Transaction) -> None:
        plan = connection_plan(plans_in(context.workspace, tx), app, key)
        loaded = _loaded(plan, settings)
        row = find_setup(tx.connection, plan)
        if (seen := row.revision if row else 0) != revision:
            raise StaleRevision(current={"revision": seen})
        kept = set(secrets.marks(tx.connection, plan.owner))
        if row is not None and kept - set(given):
            before = plan.type.destination(plan.type.Settings().load(row.settings))
            if before != plan.type.destination(loaded):
                raise SecretsAnew(pointer="/secrets")
        _check_needed(plan, loaded, kept | set(given), enabled=enabled)
        _save(context, tx, plan, row, dict(settings), enabled)
        for name, plain in given.items():
            if name not in plan.type.secrets:
                raise InvalidValue(pointer=f"/secrets/{name}", expected=_NO_SUCH_SECRET)
            secrets.set_secret(context, tx, plan.owner, name, plain)

    changes.run(context, unit)


def forget_secret(context: Context, app: str, key: str, name: str) -> None:
    """Remove one secret; what needs it stops. Raises Forbidden, NotFound."""
    _check_right(context)

    def unit(tx: Transaction) -> None:
        plan = connection_plan(plans_in(context.workspace, tx), app, key)
        secrets.remove_secret(tx, plan.owner, name)

    changes.run(context, unit)


def test(context: Context, app: str, key: str) -> dict[str, Any]:
    """Try it as it is saved, with no transaction open, and keep how it went. Raises Forbidden, NotFound,
    ConnectionNotReady where it was never set up."""
    _check_right(context)
    plan = connection_plan(plan_cache(context.workspace).latest(), app, key)
    with context.workspace.database.read() as connection:
        row = find_setup(connection, plan)
        if row is None:
            raise ConnectionNotReady(title=plan.title)
        made = opened(context, connection, plan, row.settings)
    problem = None
    try:
        plan.type.test(made, context.now())
    except OutsideError as error:
        problem = {"code": error.code, "detail": {locale: error.sentence(locale) for locale in LOCALES}}
    t = connection_setup
    # How a try went is no change of business data, and says nothing of what was saved meanwhile.
    with context.workspace.database.write() as tx:
        mine = (t.c.app == plan.app, t.c.key == plan.key, t.c.revision == row.revision)
        tx.execute(sa.update(t).where(*mine).values(tested_at=context.now(), problem=problem))
    return get(context, app, key)


def _shown(connection: sa.Connection, plan: ConnectionPlan) -> dict[str, Any]:
    """{"plan", "settings", "enabled", "revision", "changed_by", "changed_at", "tested_at", "problem", "secrets"};
    revision 0: it was never set up, and its settings are those that the app offers."""
    row = find_setup(connection, plan)
    return {
        "plan": plan,
        "settings": dict(plan.offered) if row is None else row.settings,
        "enabled": row is not None and bool(row.enabled),
        "revision": 0 if row is None else row.revision,
        "changed_by": None if row is None else row.changed_by,
        "changed_at": None if row is None else row.changed_at,
        "tested_at": None if row is None else row.tested_at,
        "problem": None if row is None else row.problem,
        "secrets": secrets.marks(connection, plan.owner),
    }


def _save(
    context: Context, tx: Transaction, plan: ConnectionPlan, row: Any, settings: dict[str, Any], enabled: bool
) -> None:
    values = {
        "settings": settings,
        "enabled": enabled,
        "revision": (row.revision if row else 0) + 1,
        "changed_by": context.actor.identity,
        "changed_at": context.now(),
        # What was tried is not what stands there now.
        "tested_at": None,
        "problem": None,
    }
    statement = insert_on(tx.dialect.name, connection_setup).values(app=plan.app, key=plan.key, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["app", "key"], set_=values))
    before = {**row.settings, "enabled": bool(row.enabled)} if row else {}
    after = {**settings, "enabled": enabled}
    patch: Patch = [
        {"op": "set", "path": [name], "before": before.get(name), "after": after.get(name)}
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
    change_of(tx).entry("connection", plan.name, plan.name, "change" if row else "create", patch)


def _loaded(plan: ConnectionPlan, settings: Mapping[str, Any]) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = plan.type.Settings().load(settings)
    except ValidationError as error:
        raise Problems([_wrong(name, found) for name, found in error.normalized_messages().items()]) from None
    return loaded


def _wrong(name: str, found: Any) -> PlatformError:
    reason = found[0] if isinstance(found, list) and found else found
    words = getattr(reason, "words", {"zh-CN": "请按说明填写", "en": str(reason)})
    expected = {"zh-CN": f"有效的设置：{words['zh-CN']}", "en": f"a valid setting. {words['en']}"}
    return InvalidValue(pointer=f"/settings/{name}", expected=expected)


def _check_given(given: Mapping[str, str]) -> None:
    for name, plain in given.items():
        if not isinstance(plain, str) or not 0 < len(plain) <= _LONGEST_SECRET or not plain.isprintable():
            raise InvalidValue(pointer=f"/secrets/{name}", expected=_SECRET)


def _check_needed(plan: ConnectionPlan, loaded: dict[str, Any], have: set[str], *, enabled: bool) -> None:
    """What is switched on has what it needs."""
    for name in plan.type.needed_secrets(loaded) if enabled else ():
        if name not in have:
            raise Required(pointer=f"/secrets/{name}", title=plan.type.secrets[name])


def _check_right(context: Context) -> None:
    if not has_right(context, plan_cache(context.workspace).latest(), RIGHT):
        raise Forbidden


_SECRET = {"zh-CN": "一行密钥，不含换行", "en": "the secret in one line, without breaks"}
_NO_SUCH_SECRET = {"zh-CN": "这种连接要用的密钥", "en": "a secret that connections of this sort have"}
