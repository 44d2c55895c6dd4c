"""Names that nobody knows, typed where one chooses from a directory: counted, then asked about, then decided.

A submit counts its unknown names in a transaction of their own before anything else, so that a refused submit counts
too. At the number that the field says, those it names are asked; after its time without a decision the name blocks
every submit that uses it. Records written meanwhile stay empty there and are filled by the decision.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..calendars import after
from ..changes import change_of, run
from ..context import Context
from ..definitions import Plans, plan_cache
from ..errors import NotFound, PlatformError, Problems
from ..fields.reference import typed_name
from ..forms import FieldPlan, FormPlan, form_plan
from ..identifiers import new_id
from ..jobs import enqueue
from ..localized import listed_in_all
from ..people import ADMINISTRATOR, organisation_of, resolve_people
from ..records.errors import RecordUnknown
from ..records.followers import Follower, Written, follower
from ..records.submission.drafting import draft_problems
from ..storage import Transaction
from ..storage.inserting import insert_on
from .errors import UnknownName, UnknownNameRefused, UnknownNameWaiting
from .keys import keys_of
from .matching import match
from .tables import unknown_name, unknown_name_use

_t, _use = unknown_name, unknown_name_use
_LONGEST_KEY = 300
# Jobs of rooms above: those who are asked get a to-do; it is taken back (see `workflows/asked_names`).
ASKED, FORGOTTEN = "unknown_name.asked", "unknown_name.forgotten"


def settle_names(
    context: Context, app: str, form: str, values: Mapping[str, Any], *, once: str | None = None
) -> Mapping[str, Any]:
    """The values of a submit, with ids where a typed name turned out to be a record's. Unknown ones are counted.

    `once` names the submit, so that sending it again does not count again. Raises Problems with a pointer per field:
    UnknownNameWaiting, UnknownNameRefused, UnknownName for a field that must be filled.
    """
    plans = plan_cache(context.workspace).latest()
    if plans.find("form", app, form) is None:
        return values
    plan = form_plan(plans, app, form)
    typed = _typed(plans, plan, values)
    if not typed:
        return values
    settled, problems = dict(values), []
    submit = once or context.request_id or new_id()
    for key, name in typed.items():
        field = plan.fields[key]
        if (id := _known(context, plans, field, name)) is not None:
            settled[key] = id
            continue
        noted = f"{submit}/{key}"[:80]
        settled[key] = {"name": name, "noted": noted}
        row = run(context, lambda tx, f=field, n=name, o=noted: count_name(context, tx, plan, f, n, o))  # type: ignore[misc]
        if (problem := _problem(context, plan, field, row)) is not None:
            problem.pointer = f"/values/{key}"
            problems.append(problem)
    if problems:
        told = {problem.pointer for problem in problems}
        others = draft_problems(context, plans, plan, values)
        raise Problems([*problems, *(error for error in others if error.pointer not in told)])
    return settled


def count_names(context: Context, plan: FormPlan, uses: Iterable[tuple[str, str, str]]) -> None:
    """Count (field, name, once) of many submits in a transaction of their own, before any of them is written."""

    def unit(tx: Transaction) -> None:
        for key, name, once in listed:
            count_name(context, tx, plan, plan.fields[key], name, once)

    # In one order, so that two that count the same names do not wait for each other.
    if listed := sorted(uses, key=lambda use: (key_of(use[1]), use[2])):
        run(context, unit)


def count_name(context: Context, tx: Transaction, plan: FormPlan, field: FieldPlan, name: str, once: str) -> Any:
    """Count one use of a name, ask when there are enough, and return its row."""
    target, key = ".".join(field.settings["target"]), key_of(name)
    fresh = {
        "id": new_id(),
        "target": target,
        "key": key,
        "name": name,
        "field": f"{plan.name}.{field.key}",
        "uses": 0,
        "state": "counting",
        "asked": [],
        "first_at": context.now(),
        "revision": 1,
    }
    tx.execute(
        insert_on(tx.dialect.name, _t).values(fresh).on_conflict_do_nothing(index_elements=[_t.c.target, _t.c.key])
    )
    which = sa.select(_t).where(_t.c.target == target, _t.c.key == key)
    row = tx.execute(which.with_for_update()).one()
    use = {"name_id": row.id, "once": once, "by": context.actor.identity, "at": context.now()}
    added = (
        insert_on(tx.dialect.name, _use)
        .values(use)
        .on_conflict_do_nothing(index_elements=[_use.c.name_id, _use.c.once])
    )
    if tx.execute(added.execution_options(preserve_rowcount=True)).rowcount == 0:
        return row
    changed: dict[str, Any] = {"uses": row.uses + 1}
    unknown = field.settings["unknown"]
    if row.state == "counting" and row.uses + 1 >= unknown["count_to"]:
        changed |= _asking(context, tx, plan, unknown)
        ask = {"name": row.id, "initiator": context.actor.person_id}
        enqueue(context, tx, ASKED, ask, key=f"{ASKED}/{row.id}/{row.revision}")
        patch = [{"op": "set", "path": ["state"], "before": "counting", "after": "asked"}]
        change_of(tx).entry("unknown_name", target, row.id, "ask", patch)
    tx.execute(sa.update(_t).where(_t.c.id == row.id).values(changed))
    return tx.execute(which).one()


def key_of(name: str) -> str:
    """The key under which a name is counted: spelling, blanks and width make no difference."""
    return (keys_of(name).key or name.casefold())[:_LONGEST_KEY]


def blocks(row: Any, now: datetime) -> bool:
    """Whether the name has waited too long for its decision."""
    return row.state == "asked" and row.blocks_at is not None and row.blocks_at <= now


@follower
def user(plans: Plans, plan: FormPlan) -> Follower | None:
    """Notes which records wait for a decision, and holds every way of writing to what was decided."""
    counting = {field.key: field for field in plan.linked("record") if field.settings.get("unknown") is not None}
    if not counting:
        return None

    def note(context: Context, tx: Transaction, written: Written) -> None:
        for key, field in counting.items():
            if (name := typed_name(written.sent.get(key))) is None:
                continue
            id = written.row["id"]
            once = written.sent[key].get("noted") or f"{change_of(tx).id}/{id}/{key}"[:80]
            row = count_name(context, tx, plan, field, name, once)
            if (problem := _problem(context, plan, field, row)) is not None:
                problem.pointer = f"/values/{key}"
                raise Problems([problem])
            waits = {"form": plan.name, "field": key, "record_id": id}
            tx.execute(sa.update(_use).where(_use.c.name_id == row.id, _use.c.once == once).values(waits))

    return note


def _typed(plans: Plans, plan: FormPlan, values: Mapping[str, Any]) -> dict[str, str]:
    """Field → typed name, for fields that count unknown names."""
    counting: frozenset[str] = plans.once(
        ("unknown_names", plan.name),
        lambda: frozenset(one.key for one in plan.linked("record") if one.settings.get("unknown") is not None),
    )
    found = ((key, typed_name(values[key])) for key in counting & values.keys())
    return {key: name for key, name in found if name is not None}


def _known(context: Context, plans: Plans, field: FieldPlan, name: str) -> str | None:
    """The record that the name means beyond doubt, as far as the actor may see it."""
    try:
        app, form = field.settings["target"]
        return match(context, app, form, name).id
    except NotFound:
        return None


def _asking(context: Context, tx: Transaction, plan: FormPlan, unknown: Mapping[str, Any]) -> dict[str, Any]:
    """Whom to ask: those the field names, else the administrators; and until when."""
    actor = context.actor.person_id
    data: dict[str, Any] = {"actor": actor, "initiator": actor, "record": {}}
    persons = resolve_people(context, tx.connection, unknown["ask"], data, app=plan.app)
    if not persons:
        persons = organisation_of(context.workspace, tx.connection).holders(ADMINISTRATOR, context.now())
    now = context.now()
    blocks_at = after(now, unknown["decide_within"], context.workspace.zone)
    return {"state": "asked", "asked": persons, "asked_at": now, "blocks_at": blocks_at}


def _problem(context: Context, plan: FormPlan, field: FieldPlan, row: Any) -> PlatformError | None:
    """Why a submit with the name is refused now; None where it may go on without it."""
    if row.state == "refused":
        return UnknownNameRefused(name=row.name, reason=row.reason)
    if row.state in ("created", "same"):
        # It is known by now, and not for these eyes.
        return RecordUnknown()
    if blocks(row, context.now()):
        organisation = organisation_of(context.workspace)
        who = listed_in_all([*filter(None, map(organisation.name, row.asked))] or ["—"])
        return UnknownNameWaiting(name=row.name, since=_local(context, row.asked_at), who=who)
    if field.required:
        count_to = field.settings["unknown"]["count_to"]
        return UnknownName(name=row.name, title=field.title, count=row.uses, count_to=count_to)
    return None


def _local(context: Context, moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(context.workspace.zone)):%Y-%m-%d %H:%M}"
