"""Why this person: the last dispatch of an instance, as far as the reader may see the candidates."""

from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...errors import InvalidDefinition, NotFound
from ...localized import text
from ...people import organisation_of
from ...rankings import ranking_plan
from ...records.querying.compiler import Reading
from .. import tables

_t = tables.decision
_RULES = {
    "best": {"zh-CN": "匹配度最高者", "en": "The best match"},
    "among_top": {"zh-CN": "先取前几名，再选匹配度最高者", "en": "The best match among the first few"},
    "nobody": {"zh-CN": "没有合适的人选", "en": "Nobody fitted"},
}


def explain(context: Context, connection: sa.Connection, instance: Any) -> dict[str, Any] | None:
    """{"rule", "candidates", "excluded"} of the newest decision; None when there was none.

    A candidate is shown to who may read its record; the parts of a score to who may read every field of it.
    """
    query = sa.select(_t).where(_t.c.instance_id == instance.id).order_by(_t.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    readable, whole = _readable(context, connection, row)
    people, locale = organisation_of(context.workspace, connection), context.locale
    candidates = [one for one in row.candidates if one["record"] in readable or one["chosen"]]
    return {
        "rule": text(_RULES.get(row.rule, row.rule), locale),
        "candidates": [
            {
                "person": people.name(one["person"]),
                "score": one["score"] if one["record"] in whole else "",
                "chosen": one["chosen"],
                "parts": _parts(one["parts"], locale) if one["record"] in whole else [],
            }
            for one in candidates
        ],
        # Reasons tell of candidates' records too.
        "excluded": [
            {"person": people.name(one["person"]), "reason": text(one["reason"], locale)}
            for one in row.excluded
            if one["record"] in whole and one["person"]
        ],
    }


def _parts(parts: list[dict[str, Any]], locale: str) -> list[dict[str, Any]]:
    return [part | {"title": text(part["title"], locale)} for part in parts]


def _readable(context: Context, connection: sa.Connection, row: Any) -> tuple[set[str], set[str]]:
    """Ids of the candidates whose records the reader sees, and of those he sees in full."""
    plans = plan_cache(context.workspace).latest()
    try:
        form = ranking_plan(plans, row.app, row.ranking).form
        records = [one["record"] for one in (*row.candidates, *row.excluded)]
        found = Reading(context, connection, plans, form).some(records)
    except (NotFound, InvalidDefinition):
        return set(), set()
    whole = {record.id for record in found if record.values.keys() >= form.fields.keys()}
    return {record.id for record in found}, whole
