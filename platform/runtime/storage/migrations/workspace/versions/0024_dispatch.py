"""Dispatch: decisions keep bounded explanations, causes and who overrode them; who was chosen last; deviations."""

from collections.abc import Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

LONG = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")

_documents = ("candidates", "excluded", "details")
_decision = sa.table("decision", *map(sa.column, ("id", "app", "chosen", "at", *_documents)))


def key(length: int) -> sa.String:
    """Short text compared byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of the version before up to this one."""
    op.add_column("decision", sa.Column("cause", key(120), nullable=True))
    op.add_column("decision", sa.Column("details", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("decision", sa.Column("by", key(26), nullable=True))
    op.add_column("decision", sa.Column("reason", LONG, nullable=True))
    op.create_index("ix_decision_at", "decision", ["app", "at", "id"])
    op.create_index("ix_task_load", "task", ["app", "state", "assignee"])
    op.create_table(
        "last_chosen",
        sa.Column("app", key(120), nullable=False),
        sa.Column("group_name", key(120), nullable=False),
        sa.Column("person_id", key(26), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("app", "group_name", "person_id", name="pk_last_chosen"),
    )
    op.create_table(
        "deviation",
        sa.Column("decision_id", key(26), nullable=False),
        sa.Column("rule", key(120), nullable=False),
        sa.Column("app", key(120), nullable=False),
        sa.Column("person_id", key(26), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("size", key(20), nullable=False),
        sa.Column("by", key(26), nullable=True),
        sa.Column("reason", LONG, nullable=True),
        sa.PrimaryKeyConstraint("decision_id", "rule", name="pk_deviation"),
    )
    op.create_index("ix_deviation_at", "deviation", ["app", "at"])
    _keep_what_was()


def _keep_what_was() -> None:
    """Decisions so far in the form they have now, and who was chosen last."""
    connection = op.get_bind()
    d = _decision.c
    for row in connection.execute(sa.select(d.id, d.candidates, d.excluded)).all():
        candidates, excluded = orjson.loads(row.candidates), orjson.loads(row.excluded)
        documents = {
            "candidates": [_candidate(one, place) for place, one in enumerate(candidates[:50], start=1)],
            "excluded": [{"rule": "where", "until": None, **one} for one in excluded[:50]],
            "details": _details(candidates, excluded),
        }
        texts = {name: orjson.dumps(document).decode() for name, document in documents.items()}
        connection.execute(sa.update(_decision).where(d.id == row.id).values(texts))
    chosen = sa.select(d.app, sa.literal(""), d.chosen, sa.func.max(d.at)).where(d.chosen.is_not(None))
    last = sa.table("last_chosen", *map(sa.column, ("app", "group_name", "person_id", "at")))
    names = ["app", "group_name", "person_id", "at"]
    connection.execute(sa.insert(last).from_select(names, chosen.group_by(d.app, d.chosen)))


def _candidate(one: Mapping[str, Any], place: int) -> dict[str, Any]:
    parts = one.get("parts", [])
    return {
        "person": one["person"],
        "record": one["record"],
        "score": one["score"],
        "values": [part["value"] for part in parts],
        "shares": [_share(part) for part in parts],
        "place": place,
    }


def _share(part: Mapping[str, Any]) -> str:
    weight = float(part["weight"])
    return f"{float(part['score']) / weight:.4f}" if weight else "0"


def _details(candidates: Any, excluded: Any) -> dict[str, Any]:
    parts = candidates[0].get("parts", []) if candidates else []
    return {
        "terms": [{name: part[name] for name in ("key", "title", "weight")} for part in parts],
        "count": len(candidates),
        "left_out": len(excluded),
        "reasons": [],
        "among": None,
        "number": None,
        "as_of": None,
        "others": [],
    }
