"""What an intake would make of a body, told to who manages it and not kept: each field with its value or what is wrong
with it, then the record by the real way in, in a transaction that is taken back."""

from collections.abc import Mapping
from typing import Any

import orjson

from .. import changes, records
from ..context import Context
from ..definitions import plans_in
from ..errors import NotFound, PlatformError
from ..fields import Reader
from ..forms import FieldPlan
from ..identifiers import new_id
from ..localized import text
from ..records.reading import reader_of
from ..storage import Transaction
from ..triggers.body_paths import ABSENT, value_at
from .endpoints import check_right, find_endpoint, valid_secrets
from .plan import IntakePlan, intake_plan
from .taking_in import make_records


class _TakenBack(Exception):
    """The record was made and is looked at: undo everything."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__()
        self.told = told


def fields_of(context: Context, app: str, key: str, body: Any, paths: Mapping[str, str] | None = None) -> list[Any]:
    """[{"field", "title", "path", "found", "shown", "problem"}] of the fields it writes, or that `paths` (field → path)
    would write instead of its map; `path` is None where all records get the value. Raises Forbidden, NotFound."""
    plan = intake_plan(check_right(context), app, key)
    own = {one: one for one in (*plan.fields, *plan.parameters)}
    wished = (
        own | dict(plan.paths)
        if paths is None
        else {one: path for one, path in paths.items() if one in plan.form.writable}
    )
    reader = reader_of(context)
    told = [
        _of_field(context, reader, plan.form.fields[one], path, value_at(body, path)) for one, path in wished.items()
    ]
    fixed = [_of_field(context, reader, plan.form.fields[one], None, value) for one, value in plan.fixed.items()]
    return told + fixed


def try_out(context: Context, app: str, key: str, body: Any) -> dict[str, Any]:
    """{"ready", "proved", "made", "problem", "values"}: whether it takes anything at present, whether what is signed
    with its secret is let in, and whether a record would be made, with which values ([{"title", "shown"}]) or why not.

    Raises Forbidden, NotFound.
    """
    check_right(context)

    def unit(tx: Transaction) -> dict[str, Any]:
        plan = intake_plan(plans_in(context.workspace, tx), app, key)
        acting = context.acting_as(plan.actor, plan.channel.provenance)
        source = {"intake": plan.name, "delivery": new_id()}
        (item,) = make_records(acting, tx, plan, source, "test", [(0, body)])
        values = _values(context, tx, plan, item["record"]) if item["record"] else []
        raise _TakenBack(
            _standing(context, tx, plan, body)
            | {
                "made": item["record"] is not None,
                "problem": item["problem"] and item["problem"][context.locale],
                "values": values,
            }
        )

    try:
        return changes.run(context, unit)
    except _TakenBack as end:
        return end.told


def _standing(context: Context, tx: Transaction, plan: IntakePlan, body: Any) -> dict[str, Any]:
    row = find_endpoint(tx.connection, plan.name)
    if row is None or not plan.channel.signs:
        return {"ready": not plan.channel.signs and not (row and row.paused), "proved": None}
    known = valid_secrets(context, tx.connection, plan, row)
    ready = row.token_hash is not None and not row.paused and bool(known)
    if not known:
        return {"ready": ready, "proved": None}
    incoming = plan.channel.signed(known[0], orjson.dumps(body), context.now())
    try:
        plan.channel.proved(plan.settings, known, incoming, context.now())
    except PlatformError:
        return {"ready": ready, "proved": False}
    return {"ready": ready, "proved": True}


def _values(context: Context, tx: Transaction, plan: IntakePlan, id: str) -> list[dict[str, str]]:
    """The record as who asks would read it."""
    try:
        made = records.get(context, plan.form.app, plan.form.key, id, connection=tx.connection)
    except NotFound:
        return []
    reader = reader_of(context)
    return [
        {"title": text(field.title, context.locale), "shown": shown}
        for key, field in plan.form.fields.items()
        if made.values.get(key) is not None and (shown := field.type.text(made.values[key], field.settings, reader))
    ]


def _of_field(context: Context, reader: Reader, field: FieldPlan, path: str | None, value: Any) -> dict[str, Any]:
    told = {"field": field.key, "title": text(field.title, context.locale), "path": path}
    told |= {"found": value is not ABSENT, "shown": None, "problem": None}
    if value is ABSENT:
        return told
    try:
        stored = field.load(value)
    except PlatformError as error:
        return told | {"problem": error.sentence(context.locale)}
    if stored is None:
        return told
    return told | {"shown": field.type.text(stored, field.settings, reader)}
