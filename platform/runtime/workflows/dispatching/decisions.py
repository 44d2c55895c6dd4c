"""The dispatch log: who was chosen and why, whom a node chose before, and how loaded people are now."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...identifiers import new_id
from ...localized import LOCALES
from ...storage import Transaction
from ...storage.inserting import insert_on
from .. import tables
from ..engine.state import Token
from ..engine.unit import Unit
from ..node import Chosen, Decide
from ..presenting.shown import reader_in, shown_text

_task, _decision, _last, _deviation = tables.task, tables.decision, tables.last_chosen, tables.deviation
_INSERT = sa.insert(_decision)
_OPEN_TASKS = ("delivered", "seen", "accepted")
# For any record, whatever its group.
_ANY = ""


def log_decision(unit: Unit, token: Token, effect: Decide, *, by: str | None = None, reason: str | None = None) -> None:
    """Write a decision with its explanation, and when its person was chosen."""
    id, app = new_id(), unit.instance.app
    unit.tx.execute(
        _INSERT,
        {
            "id": id,
            "instance_id": unit.instance.id,
            "app": app,
            "node": token.node,
            "visit": token.visit,
            "record_id": unit.instance.record_id,
            "at": unit.now,
            "ranking": effect.ranking,
            "rule": effect.rule,
            "chosen": effect.chosen,
            "cause": effect.details.get("cause"),
            "candidates": list(effect.candidates),
            "excluded": list(effect.excluded),
            "details": {**effect.details, "reads": _values_read(unit, effect)},
            "by": by,
            "reason": reason,
        },
    )
    if effect.chosen is not None:
        _remember(unit, effect.chosen, effect.group)
    for rule, size in effect.deviations.items():
        row = {"decision_id": id, "rule": rule, "app": app, "person_id": effect.chosen, "at": unit.now, "size": size}
        unit.tx.execute(sa.insert(_deviation), row)


def chosen_before(unit: Unit, node: str) -> list[Chosen]:
    """Whom the node chose for this instance, first to last."""
    t = _decision
    query = sa.select(t.c.chosen, t.c.at).where(
        t.c.instance_id == unit.instance.id, t.c.node == node, t.c.chosen.is_not(None)
    )
    return [Chosen(row.chosen, row.at) for row in unit.tx.execute(query.order_by(t.c.id))]


def person_facts(tx: Transaction, app: str, group: str | None) -> Mapping[str, Mapping[str, Any]]:
    """By person: open tasks and the last times chosen, of the app's workflows. Nothing that is over is counted."""
    # By state as well, as the index has them: grouped by person alone, SQLite may walk all to-dos there ever were.
    open_tasks = (
        sa.select(_task.c.assignee, sa.func.count().label("number"))
        .where(_task.c.app == app, _task.c.state.in_(_OPEN_TASKS))
        .group_by(_task.c.state, _task.c.assignee)
    )
    last = sa.select(_last.c.person_id, _last.c.group_name, _last.c.at).where(
        _last.c.app == app, _last.c.group_name.in_((_ANY, group or _ANY))
    )
    tasks = Counter[str]()
    for row in tx.execute(open_tasks):
        tasks[row.assignee] += row.number
    chosen = {(row.person_id, row.group_name): row.at for row in tx.execute(last)}
    return {
        one: {
            "open_tasks": tasks[one],
            "last_assigned_at": chosen.get((one, _ANY)),
            "last_here_at": chosen.get((one, group or _ANY)),
            "held": 0,
        }
        for one in {*tasks, *(person for person, _ in chosen)}
    }


def _remember(unit: Unit, person: str, group: str | None) -> None:
    statement = insert_on(unit.tx.dialect.name, _last)
    keep = statement.on_conflict_do_update(
        index_elements=["app", "group_name", "person_id"], set_={"at": statement.excluded.at}
    )
    names = dict.fromkeys((_ANY, group or _ANY))
    rows = [{"app": unit.instance.app, "group_name": name, "person_id": person, "at": unit.now} for name in names]
    unit.tx.execute(keep, rows)


def _values_read(unit: Unit, effect: Decide) -> dict[str, Any]:
    """What the rule read, as people read it: {"fields": {key: words}, "params": {key: value}}."""
    fields = unit.plan.form.fields if unit.plan.form is not None else {}
    read = [path[1] for path in effect.reads if path[0] == "record" and len(path) > 1 and path[1] in fields]
    params = [path[1] for path in effect.reads if path[0] == "param"]
    known = unit.parameters() if params else {}
    context, connection = unit.context, unit.tx.connection
    values = unit.subject.values if read else {}
    return {
        "fields": {
            key: {
                locale: shown_text(context, connection, fields[key], values.get(key), reader_in(context, locale))
                for locale in LOCALES
            }
            for key in dict.fromkeys(read)
        },
        "params": {key: known.get(key) for key in dict.fromkeys(params)},
    }
