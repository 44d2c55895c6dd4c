"""How a person matched columns before: found again by the header, or else by each column's name."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..forms import FormPlan
from ..storage import Transaction
from .headers import folded
from .tables import import_mapping

_LOOKED_AT = 5


def remembered(
    context: Context, connection: sa.Connection, plan: FormPlan, names: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Column name → {"field", "cleanings"}, and the options of the last import with this very header."""
    t = import_mapping
    mine = (t.c.person_id == context.actor.person_id) & (t.c.app == plan.app) & (t.c.form == plan.key)
    rows = connection.execute(
        sa.select(t.c.header, t.c.chosen).where(mine).order_by(t.c.at.desc()).limit(_LOOKED_AT)
    ).all()
    header = _header(names)
    same = next((row.chosen for row in rows if row.header == header), None)
    if same is not None:
        return same["columns"], same["options"]
    found: dict[str, Any] = {}
    for row in reversed(rows):
        # A column that was left out in another file may matter in this one.
        found |= {name: chosen for name, chosen in row.chosen["columns"].items() if chosen["field"]}
    return found, {}


def remember(
    context: Context, tx: Transaction, plan: FormPlan, columns: Sequence[Mapping[str, Any]], options: Mapping[str, Any]
) -> None:
    """Keep what was chosen, for the next file with this header."""
    if context.actor.person_id is None:
        return
    t = import_mapping
    key = {
        "person_id": context.actor.person_id,
        "app": plan.app,
        "form": plan.key,
        "header": _header([column["name"] for column in columns]),
    }
    chosen = {
        "columns": {column["name"]: _kept(column) for column in columns},
        "options": dict(options),
    }
    tx.execute(sa.delete(t).where(*(t.c[name] == value for name, value in key.items())))
    tx.execute(sa.insert(t), key | {"chosen": chosen, "at": context.now()})


def _kept(column: Mapping[str, Any]) -> dict[str, Any]:
    also = [one["field"] for one in column["also"]]
    return {"field": column["field"], "cleanings": column["cleanings"], "also": also}


def _header(names: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(map(folded, names)).encode()).hexdigest()
