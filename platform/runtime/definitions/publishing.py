"""Store published documents: a new revision where the content changed, and the workspace's revision raised once.

This is the lowest layer of publishing: it trusts its documents. The builder checks them first, and the tables that
forms need are made by `forms` in the same transaction.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
import sqlalchemy as sa

from ..context import Context
from ..errors import InvalidDefinition
from ..storage import Transaction
from ..storage.tables import workspace_state
from . import tables
from .plans import Plans, load_plans, plan_cache

# What has to be done, in the same transaction, after whatever is published, whoever publishes it.
after_publishing: list[Callable[[Context, Transaction, Plans], None]] = []


def content_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 of the document's canonical JSON (sorted keys), hexadecimal. Raises InvalidDefinition for a document that
    is nested deeper than JSON is written here."""
    try:
        return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()
    except orjson.JSONEncodeError:
        reason = {"zh-CN": "定义嵌套过深，请拆分公式", "en": "it is nested too deeply; split the formula"}
        raise InvalidDefinition(pointer="", reason=reason) from None


def put_app(
    tx: Transaction, context: Context, key: str, version: str, manifest: Mapping[str, Any], base: list[dict[str, Any]]
) -> None:
    """Record an installed package with its pristine documents. Replaces an earlier version of the same key."""
    tx.execute(sa.delete(tables.app).where(tables.app.c.key == key))
    tx.execute(
        sa.insert(tables.app).values(
            key=key,
            version=version,
            manifest=manifest,
            base=base,
            installed_at=context.now(),
            installed_by=context.actor.identity,
        )
    )


def publish(tx: Transaction, context: Context, app: str, documents: Iterable[Mapping[str, Any]]) -> None:
    """Make `documents` (each with kind and key) the current revisions of `app`; unchanged ones keep theirs."""
    for document in documents:
        _publish_one(tx, context, app, document)
    _raise_revision(tx, context)
    for follow in after_publishing:
        follow(context, tx, tx.extras["plans"])


def withdraw(tx: Transaction, context: Context, app: str, kind: str, key: str) -> None:
    """The document holds no more; its revisions stay."""
    t = tables.definition
    same = (t.c.app == app) & (t.c.kind == kind) & (t.c.key == key)
    tx.execute(sa.update(t).where(same, t.c.current).values(current=False))
    _raise_revision(tx, context)


def set_parameters(tx: Transaction, context: Context, app: str, values: Mapping[str, Any]) -> None:
    """Set parameters of an app (JSON values, already checked)."""
    t = tables.parameter
    for key, value in values.items():
        tx.execute(sa.delete(t).where(t.c.app == app, t.c.key == key))
        tx.execute(sa.insert(t).values(app=app, key=key, value=value, changed_at=context.now()))
    _raise_revision(tx, context)
    # Whoever waits for moments may go by a parameter.
    for follow in after_publishing:
        follow(context, tx, tx.extras["plans"])


def begin_pilot(
    tx: Transaction,
    context: Context,
    app: str,
    documents: Mapping[tuple[str, str], Mapping[str, Any]],
    departments: Iterable[str],
) -> None:
    """Let `documents` of an app, by kind and key ({}: none), hold for the people of these departments (ids) and of
    those below, in place of a pilot that there was. Revisions are kept, since what begins by them goes on by them."""
    kept = []
    for (kind, key), document in documents.items():
        one: dict[str, Any] = {"kind": kind, "key": key, "document": dict(document)}
        if document:
            hash = content_hash(document)
            # One that was on pilot before, or published, has its revision already.
            revision = _revision_of(tx, app, document, hash) or _keep(tx, context, app, document, hash, current=False)
            one |= {"revision": revision, "hash": hash}
        kept.append(one)
    tx.execute(sa.delete(tables.pilot).where(tables.pilot.c.app == app))
    values = {"departments": list(departments), "documents": kept}
    tx.execute(
        sa.insert(tables.pilot).values(app=app, began_at=context.now(), began_by=context.actor.identity, **values)
    )
    _raise_revision(tx, context)


def end_pilot(tx: Transaction, context: Context, app: str) -> bool:
    """What holds for everybody holds for all again. False where there was none."""
    ended = tx.execute(sa.delete(tables.pilot).where(tables.pilot.c.app == app)).rowcount > 0
    if ended:
        _raise_revision(tx, context)
    return ended


def set_manifest(
    tx: Transaction, context: Context, app: str, manifest: Mapping[str, Any], forget: Iterable[str] = ()
) -> None:
    """Give an installed app another manifest, already checked; values of parameters to `forget` are dropped."""
    tx.execute(sa.update(tables.app).where(tables.app.c.key == app).values(manifest=manifest))
    gone = sa.delete(tables.parameter).where(tables.parameter.c.app == app, tables.parameter.c.key.in_(list(forget)))
    tx.execute(gone)
    _raise_revision(tx, context)
    for follow in after_publishing:
        follow(context, tx, tx.extras["plans"])


def _publish_one(tx: Transaction, context: Context, app: str, document: Mapping[str, Any]) -> None:
    t, same, hash = tables.definition, _same(app, document), content_hash(document)
    if tx.execute(sa.select(t.c.hash).where(same, t.c.current)).scalar() == hash:
        return
    tx.execute(sa.update(t).where(same, t.c.current).values(current=False))
    _keep(tx, context, app, document, hash, current=True)


def _keep(tx: Transaction, context: Context, app: str, document: Mapping[str, Any], hash: str, *, current: bool) -> int:
    """Write the next revision of a document. Returns its number."""
    t = tables.definition
    last: int = tx.execute(sa.select(sa.func.max(t.c.revision)).where(_same(app, document))).scalar() or 0
    tx.execute(
        sa.insert(t).values(
            app=app,
            kind=document["kind"],
            key=document["key"],
            revision=last + 1,
            hash=hash,
            document=document,
            current=current,
            published_at=context.now(),
            published_by=context.actor.identity,
        )
    )
    return last + 1


def _revision_of(tx: Transaction, app: str, document: Mapping[str, Any], hash: str) -> int | None:
    t = tables.definition
    found: int | None = tx.execute(
        sa.select(sa.func.max(t.c.revision)).where(_same(app, document), t.c.hash == hash)
    ).scalar()
    return found


def _same(app: str, document: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    t = tables.definition
    return (t.c.app == app) & (t.c.kind == document["kind"]) & (t.c.key == document["key"])


def _raise_revision(tx: Transaction, context: Context) -> None:
    column = workspace_state.c.definition_revision
    tx.execute(sa.update(workspace_state).values(definition_revision=column + 1))
    # Within this transaction what it publishes holds at once; others see it after the commit.
    revision = context.workspace.state(tx.connection).definition_revision
    tx.extras["plans"] = load_plans(tx.connection, revision)
    tx.after_commit(plan_cache(context.workspace).forget)
