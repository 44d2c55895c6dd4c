"""Duplicates: jobs look through a form's names, all or those written since the last look; people see the groups they
may see, and merge or dismiss them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from .. import records
from ..changes import change_of, run
from ..context import Context
from ..definitions import plan_cache
from ..errors import Forbidden, NotFound
from ..forms import FormPlan, form_plan
from ..jobs import BULK, Job, enqueue, outside_handler
from ..localized import Localized, text
from ..people import access_to
from ..records.querying.compiler import Reading
from ..records.reading import open_reading
from ..storage import Transaction
from ..storage.inserting import insert_on
from .errors import NoNames
from .following import mark, written_since
from .index import name_index
from .pairing import Pairs, find_pairs, find_pairs_of, groups_of
from .tables import duplicate_pair, duplicate_scan
from .watching import COMPARE

JOB = "directory.find_duplicates"
_MOST_PAIRS = 5000
_MOST_GROUPS = 100
_LARGEST_GROUP = 10
_MOST_COUNTED = 100
_AT_ONCE = 400
_pair, _scan = duplicate_pair, duplicate_scan
_WORDS: dict[str, Localized] = {
    "identifier": {"zh-CN": "{field}相同", "en": "the same {field}"},
    "name": {"zh-CN": "名称相同", "en": "the same name"},
    "core": {"zh-CN": "除公司形式和地名外相同", "en": "the same but for legal form and place"},
    "sound": {"zh-CN": "读音相同", "en": "they sound the same"},
    "alike": {"zh-CN": "同城且名称相近", "en": "similar names in one town"},
}


def look_for_duplicates(context: Context, app: str, form: str) -> dict[str, Any] | None:
    """Have a job look through the form. Returns the state of the scan. Raises NotFound, Forbidden, NoNames."""
    plan = _plan(context, app, form, to_merge=True)

    def unit(tx: Transaction) -> None:
        running = tx.execute(sa.select(_scan.c.state).where(_scan.c.form == plan.name)).scalar_one_or_none()
        if running == "running":
            return
        tx.execute(sa.delete(_scan).where(_scan.c.form == plan.name))
        begun = {"form": plan.name, "state": "running", "at": context.now(), "records": 0, "pairs": 0}
        tx.execute(sa.insert(_scan), begun)
        enqueue(context, tx, JOB, {"form": plan.name}, lane=BULK)

    run(context, unit)
    return _scan_state(context, plan)


def duplicates(context: Context, app: str, form: str) -> dict[str, Any]:
    """{"scan": {"state", "at", "records"}, "may_merge", "items": [{"records": [record], "reasons": [words],
    "score"}]}: groups of which the actor sees two records at least, the surest first. Raises NotFound, NoNames."""
    plan = _plan(context, app, form, to_merge=False)
    with open_reading(context, app, form) as reading:
        rows = _open_pairs(reading, plan)
        by_pair = {(row.one, row.other): row for row in rows}
        items = [made for group in groups_of(by_pair) if (made := _group(context, reading, group, by_pair))]
    items.sort(key=lambda item: -item["score"])
    return {
        "scan": _scan_state(context, plan),
        "may_merge": _may_merge(context, plan),
        "items": items[:_MOST_GROUPS],
    }


def dismiss(context: Context, app: str, form: str, ids: Sequence[str]) -> None:
    """Say that these are different records; they are not proposed together again. Raises NotFound, Forbidden."""
    plan = _plan(context, app, form, to_merge=True)
    with open_reading(context, app, form) as reading:
        if len({record.id for record in reading.some(ids)}) != len(set(ids)):
            raise NotFound

    def unit(tx: Transaction) -> None:
        which = (_pair.c.form == plan.name, _pair.c.one.in_(ids), _pair.c.other.in_(ids))
        tx.execute(sa.update(_pair).where(*which).values(dismissed_by=context.actor.identity[:26]))
        patch = [{"op": "add", "path": ["different"], "after": sorted(ids)}]
        change_of(tx).entry("duplicates", plan.name, min(ids), "dismiss", patch)

    run(context, unit)


def waiting(context: Context, app: str, form: str) -> int:
    """How many groups wait to be looked at by the actor, of the surest hundred pairs; 0 for who may not merge them.

    Raises NotFound, NoNames."""
    plan = _plan(context, app, form, to_merge=False)
    if not _may_merge(context, plan):
        return 0
    with open_reading(context, app, form) as reading:
        rows = _open_pairs(reading, plan)[:_MOST_COUNTED]
        seen = {record.id: record for record in reading.some([id for row in rows for id in (row.one, row.other)])}
    both = [row for row in rows if row.one in seen and row.other in seen]
    told = [row for row in both if any(_visible(plan, why, seen[row.one], seen[row.other]) for why in row.reasons)]
    return len(groups_of((row.one, row.other) for row in told))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a look found: among how many records, up to which name; `fresh`: those it was about, None for all."""

    count: int
    pairs: Pairs
    mark: int | None
    fresh: frozenset[str] | None = None


def _look(context: Context, job: Job) -> _Found:
    plan = _named_plan(context, job.payload["form"])
    if plan is None:
        return _Found(0, {}, None)
    since = _since(context, plan) if job.kind == COMPARE else None
    with context.workspace.database.read() as connection:
        reached = mark(connection, plan.name)
        fresh = None if since is None else written_since(connection, plan.name, since)
    entries = name_index(context.workspace, plan).snapshot(context).entries
    pairs = find_pairs(entries) if fresh is None else find_pairs_of(entries, fresh)
    return _Found(len(entries), pairs, reached, fresh)


def _since(context: Context, plan: FormPlan) -> int | None:
    with context.workspace.database.read() as connection:
        return connection.execute(sa.select(_scan.c.mark).where(_scan.c.form == plan.name)).scalar_one_or_none()


def _settle(context: Context, tx: Transaction, job: Job, found: _Found) -> None:
    form = job.payload["form"]
    _forget_open(tx, form, found.fresh)
    dismissed = {
        (row.one, row.other)
        for row in tx.execute(
            sa.select(_pair.c.one, _pair.c.other).where(_pair.c.form == form, _pair.c.dismissed_by.is_not(None))
        )
    }
    best = sorted(found.pairs.items(), key=lambda item: -item[1][0].score)[:_MOST_PAIRS]
    rows = [
        {
            "form": form,
            "one": one,
            "other": other,
            "score": reasons[0].score,
            "reasons": [{"by": reason.by, "field": reason.field} for reason in reasons],
            "dismissed_by": None,
            "found_at": context.now(),
        }
        for (one, other), reasons in best
        if (one, other) not in dismissed
    ]
    for row in rows:
        # Another look at the same names may have written it a moment ago.
        tx.execute(insert_on(tx.dialect.name, _pair).values(row).on_conflict_do_nothing())
    pairs = sa.select(sa.func.count()).where(_pair.c.form == form, _pair.c.dismissed_by.is_(None))
    done = {"at": context.now(), "records": found.count, "pairs": tx.execute(pairs).scalar_one(), "mark": found.mark}
    if job.kind == JOB:
        tx.execute(sa.update(_scan).where(_scan.c.form == form).values(done | {"state": "done"}))
    elif tx.execute(sa.select(_scan.c.form).where(_scan.c.form == form)).one_or_none() is not None:
        tx.execute(sa.update(_scan).where(_scan.c.form == form).values(done))
    else:
        tx.execute(sa.insert(_scan), done | {"form": form, "state": "done"})


def _forget_open(tx: Transaction, form: str, fresh: Collection[str] | None) -> None:
    """What was found before and is now found anew, or no longer is."""
    undecided = sa.delete(_pair).where(_pair.c.form == form, _pair.c.dismissed_by.is_(None))
    if fresh is None:
        tx.execute(undecided)
        return
    ids = sorted(fresh)
    for begin in range(0, len(ids), _AT_ONCE):
        some = ids[begin : begin + _AT_ONCE]
        tx.execute(undecided.where(_pair.c.one.in_(some) | _pair.c.other.in_(some)))


for _kind in (JOB, COMPARE):
    outside_handler(_kind, call=_look, settle=_settle)


def _plan(context: Context, app: str, form: str, *, to_merge: bool) -> FormPlan:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if not access_to(context, plans, app, form).grants:
        raise NotFound
    plan = form_plan(plans, app, form)
    if plan.names is None:
        raise NoNames(form=plan.title)
    if to_merge and not _may_merge(context, plan):
        raise Forbidden
    return plan


def _named_plan(context: Context, name: str) -> FormPlan | None:
    plans = plan_cache(context.workspace).latest()
    app, _, form = name.partition(".")
    if plans.find("form", app, form) is None:
        return None
    plan = form_plan(plans, app, form)
    return plan if plan.names is not None else None


def _may_merge(context: Context, plan: FormPlan) -> bool:
    access = access_to(context, plan_cache(context.workspace).latest(), plan.app, plan.key)
    return access.may("change") and access.may("delete")


def _scan_state(context: Context, plan: FormPlan) -> dict[str, Any] | None:
    with context.workspace.database.read() as connection:
        row = connection.execute(sa.select(_scan).where(_scan.c.form == plan.name)).one_or_none()
    return None if row is None else {"state": row.state, "at": row.at, "records": row.records}


def _open_pairs(reading: Reading, plan: FormPlan) -> list[Any]:
    open_ones = sa.select(_pair).where(_pair.c.form == plan.name, _pair.c.dismissed_by.is_(None))
    return list(reading.connection.execute(open_ones.order_by(_pair.c.score.desc()).limit(_MOST_PAIRS)))


def _group(
    context: Context, reading: Reading, ids: list[str], by_pair: Mapping[tuple[str, str], Any]
) -> dict[str, Any] | None:
    seen = {record.id: record for record in reading.some(ids)}
    pairs = [row for (one, other), row in by_pair.items() if one in seen and other in seen]
    reasons: dict[str, int] = {}
    linked: set[str] = set()
    for row in pairs:
        shown = [r for r in row.reasons if _visible(reading.plan, r, seen[row.one], seen[row.other])]
        for reason in shown:
            reasons.setdefault(_words(context, reading.plan, reason), row.score)
        linked |= {row.one, row.other} if shown else set()
    if len(linked) < 2:
        return None
    shown_records = [seen[id] for id in sorted(linked)][:_LARGEST_GROUP]
    return {
        "records": records.dump_records(context, shown_records),
        "reasons": list(reasons),
        "score": max(reasons.values()),
    }


def _visible(plan: FormPlan, reason: Mapping[str, str], *both: records.Record) -> bool:
    assert plan.names is not None
    return all((reason["field"] or plan.names.legal) in record.values for record in both)


def _words(context: Context, plan: FormPlan, reason: Mapping[str, str]) -> str:
    title = text(plan.fields[reason["field"]].title, context.locale) if reason["field"] in plan.fields else ""
    return str(text(_WORDS[reason["by"]], context.locale)).format(field=title)
