"""Note a decision as one that should have gone otherwise: it stands in the list of deviations, with the reason."""

import sqlalchemy as sa

from ... import changes
from ...changes import change_of
from ...context import Context
from ...errors import Forbidden
from ...storage import Transaction
from ...storage.inserting import insert_on
from .. import tables
from .explaining import get_explanation

_t = tables.deviation
# No rule of a node is called so.
_BY_HAND = ""


def note_deviation(context: Context, decision: str, reason: str) -> None:
    """For who sees the candidates' figures; noted again, the newer reason stays. Raises NotFound, Forbidden."""

    def unit(tx: Transaction) -> None:
        explanation = get_explanation(context, tx.connection, decision)
        if not explanation.sees_all or context.actor.person_id is None:
            raise Forbidden
        row = explanation.row
        noted = {"at": row.at, "by": context.actor.person_id, "reason": reason}
        identity = {"decision_id": row.id, "rule": _BY_HAND, "app": row.app, "person_id": row.chosen}
        statement = insert_on(tx.dialect.name, _t).values({**identity, **noted, "size": "0"})
        tx.execute(statement.on_conflict_do_update(index_elements=["decision_id", "rule"], set_=noted))
        patch = [{"op": "add", "path": ["deviation"], "after": reason}]
        change_of(tx).entry("decision", row.app, row.id, "change", patch)

    changes.run(context, unit)


def forget_deviation(context: Context, decision: str) -> None:
    """Take the note away again. Raises NotFound, Forbidden."""

    def unit(tx: Transaction) -> None:
        explanation = get_explanation(context, tx.connection, decision)
        if not explanation.sees_all:
            raise Forbidden
        tx.execute(sa.delete(_t).where(_t.c.decision_id == explanation.row.id, _t.c.rule == _BY_HAND))
        change_of(tx).entry(
            "decision", explanation.row.app, explanation.row.id, "change", [{"op": "remove", "path": ["deviation"]}]
        )

    changes.run(context, unit)
