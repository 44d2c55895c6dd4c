"""Whom a ranking would put first for a record, by how many points, and whom it would leave out and why."""

from collections.abc import Sequence
from decimal import Decimal

from ...runtime.context import Actor, Context
from ...runtime.definitions import Plans
from ...runtime.localized import text
from ...runtime.people import organisation_of
from ...runtime.rankings import Ranked, rank, ranking_plan, shown
from ...runtime.records.derived.formulas import record_data
from ...runtime.records.querying.compiler import Reading
from ...runtime.storage import Transaction
from ...runtime.workflows.dispatching.decisions import person_facts
from .trial import Given, Section, about_record

_MOST = 50
_IN = {"zh-CN": "候选人", "en": "Candidates"}
_OUT = {"zh-CN": "不参加的人", "en": "Left out"}
_NOBODY = {
    "zh-CN": "没有合适的人，或者你看不到他们的数据",
    "en": "Nobody fits, or you may not see the figures of those who do",
}
_NO_ONE_OUT = {"zh-CN": "没有人被排除", "en": "Nobody is left out"}
_PERSON = {"zh-CN": "人员", "en": "Person"}
_SCORE = {"zh-CN": "得分", "en": "Score"}
_REASON = {"zh-CN": "原因", "en": "Reason"}


def try_ranking(context: Context, plans: Plans, app: str, key: str, given: Given) -> list[Section]:
    """Candidates are read with the app's rights, as when it dispatches; shown are those the reader sees in full."""
    plan = ranking_plan(plans, app, key)
    with about_record(context, plans, app, given) as (reading, record):
        tx = Transaction(reading.connection)
        as_app = context.acting_as(Actor(kind="app", app=plan.app, name=plan.app))
        data = record_data(context, reading, record)
        ranked = rank(as_app, tx, plans, plan, data, facts=lambda group: person_facts(tx, plan.app, group))
        whole = _seen(context, reading, plans, ranked)
        name = organisation_of(context.workspace, tx.connection).name
    locale = context.locale
    terms = [(str(text(term.title, locale)), ranked.weights[term.key]) for term in plan.terms]
    candidates = [one for one in ranked.candidates[:_MOST] if one.record in whole]
    out = [one for one in ranked.excluded if one.record in whole and one.person][:_MOST]
    return [
        Section(
            text(_IN, locale),
            [text(_PERSON, locale), text(_SCORE, locale), *(f"{title} × {shown(weight)}" for title, weight in terms)],
            [[name(one.person), shown(one.score), *_points(one.dump(), terms)] for one in candidates],
            text(_NOBODY, locale),
            [0] if candidates else [],
        ),
        Section(
            text(_OUT, locale),
            [text(_PERSON, locale), text(_REASON, locale)],
            [[name(str(one.person)), str(text(one.reason, locale))] for one in out],
            text(_NO_ONE_OUT, locale),
        ),
    ]


def _points(dumped: dict[str, object], terms: Sequence[tuple[str, Decimal]]) -> list[str]:
    """What each term says of one, and the points it makes: "0.8 → 24"."""
    values, shares = dumped["values"], dumped["shares"]
    assert isinstance(values, list)
    assert isinstance(shares, list)
    return [
        f"{'—' if value is None else value} → {shown(Decimal(share) * weight)}"
        for value, share, (_, weight) in zip(values, shares, terms, strict=True)
    ]


def _seen(context: Context, reading: Reading, plans: Plans, ranked: Ranked) -> frozenset[str]:
    ids = [one.record for one in ranked.candidates[:_MOST]] + [one.record for one in ranked.excluded]
    found = Reading(context, reading.connection, plans, ranked.form).some(ids) if ids else []
    return frozenset(one.id for one in found if one.values.keys() >= ranked.form.fields.keys())
