"""Why this person: a logged decision, as far as the reader may see the candidates and the record.

A candidate is shown to who may read its record; figures and reasons, which tell of its fields, to who may read all of
them. What the rule read of the record is shown as far as the reader sees those fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import InvalidDefinition, NotFound
from ...forms import form_plan
from ...localized import text
from ...people import Organisation, organisation_of
from ...rankings import ranking_plan, shown
from ...records.querying.compiler import Reading
from .. import tables
from ..definition.pinned import pinned_plan
from .words import cause_words, rule_words, sentence, term_words

_t, _instance, _deviation = tables.decision, tables.instance, tables.deviation
_MOST_TRIED = 20


def get_explanation(context: Context, connection: sa.Connection, id: str) -> "Explanation":
    """One decision, for who may read its record. Raises NotFound."""
    row = connection.execute(sa.select(_t).where(_t.c.id == id)).one_or_none()
    if row is None:
        raise NotFound
    instance = connection.execute(sa.select(_instance).where(_instance.c.id == row.instance_id)).one()
    explanation = Explanation(context, connection, row, instance)
    explanation.record()
    return explanation


@dataclass(frozen=True, slots=True)
class _Seen:
    """Records of candidates that the reader sees, and those he sees in full."""

    readable: frozenset[str]
    whole: frozenset[str]


class Explanation:
    """One decision for one reader."""

    def __init__(self, context: Context, connection: sa.Connection, row: Any, instance: Any) -> None:
        self.row = row
        self.instance = instance
        self._context = context
        self._connection = connection
        self._plans: Plans = plan_cache(context.workspace).latest()
        self._people: Organisation = organisation_of(context.workspace, connection)

    def record(self) -> Any:
        """The record it is about. Raises NotFound for who may not see it."""
        form = form_plan(self._plans, *self.instance.form.split(".", 1))
        return Reading(self._context, self._connection, self._plans, form).one(self.row.record_id)

    def dump(self) -> dict[str, Any]:
        """See web/dispatch_schemas.py: Decision."""
        row, details, locale = self.row, self.row.details, self._context.locale
        among = details.get("among")
        return {
            "id": row.id,
            "at": row.at,
            "rule": self.rule(),
            "because": self._because(),
            "cause": self.cause(),
            "number": details.get("number"),
            "as_of": details.get("as_of"),
            "by": self._people.name(row.by) or None,
            "reason": row.reason,
            "count": details.get("count", 0) if self._seen.whole else 0,
            "terms": [
                {"key": one["key"], "title": text(one["title"], locale), "weight": one["weight"]}
                for one in details.get("terms", ())
            ],
            "candidates": [
                self._candidate(one, among)
                for one in row.candidates
                if one["record"] in self._seen.readable or one["person"] == row.chosen
            ]
            or self._bare(),
            "excluded": [
                {
                    "person": self._people.name(one["person"]),
                    "person_id": one["person"],
                    "reason": text(one["reason"], locale),
                    "until": one["until"],
                }
                for one in row.excluded
                if one["record"] in self._seen.whole and one["person"]
            ],
            "left_out": details.get("left_out", 0) if self._seen.whole else 0,
            "others": self._others(),
            "deviations": self._deviations(),
        }

    def rule(self) -> str:
        """ "高预算且火线 → 前 3 名中随机一人"."""
        row, details, locale = self.row, self.row.details, self._context.locale
        among = details.get("among")
        said = rule_words(row.rule, details.get("pick"), len(among) if among else details.get("count"), locale)
        # Rules that the node's settings give a name.
        title = (self.settings.get(row.rule) or {}).get("title") if row.rule in ("among_top", "stays_with") else None
        return f"{text(title, locale)} → {said}" if title else said

    def cause(self) -> str | None:
        """Why nobody was chosen."""
        row = self.row
        return cause_words(row.cause, row.details.get("reasons", []), self._context.locale) if row.cause else None

    def compare(self, one: str, other: str) -> list[str]:
        """Why the person `one` and not `other`: sentences, the deciding one first. Raises NotFound for somebody whom
        the reader may not see among the candidates."""
        row, locale, name = self.row, self._context.locale, self._people.name
        mine, theirs = self._logged(one), self._logged(other)
        if mine is None:
            raise NotFound
        names = {"one": name(one), "other": name(other)}
        if theirs is None:
            return self._why_left_out(other, names)
        own, others = mine["score"], theirs["score"]
        scores = names | {"own": self._points(own), "others": self._points(others)}
        if row.rule == "override" and one == row.chosen:
            first = sentence("override", locale, by=name(row.by))
        elif row.rule == "stays_with" and one == row.chosen:
            first = sentence("stays", locale, **names)
        elif one == row.chosen and not self._considered(theirs):
            first = sentence("not_top", locale, **scores)
        elif one == row.chosen and row.details.get("number") and self._considered(theirs):
            first = sentence("drawn", locale, number=row.details["number"], **names)
        elif one == row.chosen and row.details.get("pick") == "least_loaded":
            first = sentence("least", locale, **names)
        else:
            first = sentence("equal" if own == others else "best", locale, **scores)
        return [first, *self._differing(mine, theirs, names)]

    def tried(self, weights: Mapping[str, Decimal]) -> list[dict[str, Any]]:
        """The order that other weights (by term) would have given on the figures of then, of the candidates kept."""
        terms = self.row.details.get("terms", ())
        weighed = [weights.get(one["key"], Decimal(one["weight"])) for one in terms]
        found = []
        for one in self.row.candidates:
            if one["record"] in self._seen.whole:
                score = sum((Decimal(s) * w for s, w in zip(one["shares"], weighed, strict=True)), Decimal())
                found.append((-score, one["place"], one))
        return [
            {
                "person": self._people.name(one["person"]),
                "person_id": one["person"],
                "score": shown(-score),
                "was": place,
            }
            for score, place, one in sorted(found, key=lambda each: each[:2])[:_MOST_TRIED]
        ]

    @property
    def sees_all(self) -> bool:
        """Whether the reader sees somebody's figures at all."""
        return bool(self._seen.whole)

    def _candidate(self, one: Mapping[str, Any], among: list[str] | None) -> dict[str, Any]:
        whole, locale = one["record"] in self._seen.whole, self._context.locale
        terms = self.row.details.get("terms", ())
        return {
            "person": self._people.name(one["person"]),
            "person_id": one["person"],
            "place": one["place"] if whole else None,
            "score": one["score"] if whole else "",
            "chosen": one["person"] == self.row.chosen,
            "considered": among is None or one["record"] in among,
            "parts": [
                {
                    "key": term["key"],
                    "title": text(term["title"], locale),
                    "weight": term["weight"],
                    "value": value,
                    "score": shown(Decimal(share) * Decimal(term["weight"])),
                }
                for term, value, share in zip(terms, one["values"], one["shares"], strict=True)
            ]
            if whole
            else [],
        }

    def _bare(self) -> list[dict[str, Any]]:
        """Who was chosen otherwise than by a ranking."""
        row = self.row
        if row.chosen is None:
            return []
        who = {"person": self._people.name(row.chosen), "person_id": row.chosen, "chosen": True, "considered": True}
        return [who | {"place": None, "score": "", "parts": []}]

    def _because(self) -> list[dict[str, str]]:
        """What the rule read: fields of the record that the reader sees, and parameters, with their values."""
        read, locale = self.row.details.get("reads") or {}, self._context.locale
        owner, key = self.instance.form.split(".", 1)
        try:
            form = form_plan(self._plans, owner, key)
            seen = self.record().values.keys()
        except (NotFound, InvalidDefinition):
            return []
        declared = {one["key"]: one for one in self._plans.apps[self.row.app].manifest.get("parameters", ())}
        fields = [
            {"title": text(form.fields[name].title, locale), "text": text(words, locale) or "—"}
            for name, words in read.get("fields", {}).items()
            if name in seen and name in form.fields
        ]
        parameters = [
            {"title": text(declared[name].get("title", name), locale), "text": _said(value)}
            for name, value in read.get("params", {}).items()
            if name in declared
        ]
        return [*fields, *parameters]

    def _others(self) -> list[dict[str, Any]]:
        """What other rules would have done."""
        return [
            {
                "title": text(one["title"], self._context.locale),
                "person": self._people.name(one["person"]) or None,
                "score": one["score"],
            }
            for one in self.row.details.get("others", ())
            if self._seen.whole and (one["record"] is None or one["record"] in self._seen.whole)
        ]

    def _deviations(self) -> list[dict[str, Any]]:
        if not self.sees_all:
            return []
        query = sa.select(_deviation).where(_deviation.c.decision_id == self.row.id).order_by(_deviation.c.rule)
        titles = {one["key"]: one["title"] for one in self.settings.get("deviations", ())}
        return [
            {
                "title": text(titles.get(row.rule), self._context.locale) or None,
                "by": self._people.name(row.by) or None,
                "reason": row.reason,
            }
            for row in self._connection.execute(query)
        ]

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The node's settings, as they were."""
        i = self.instance
        plan = pinned_plan(self._context.workspace, self._connection, i.app, i.workflow, i.hash)
        node = plan.nodes.get(self.row.node)
        return node.settings if node is not None else {}

    def _logged(self, person: str) -> Mapping[str, Any] | None:
        """The candidate's entry, as far as the reader sees it whole."""
        whole = self._seen.whole
        return next((o for o in self.row.candidates if o["person"] == person and o["record"] in whole), None)

    def _considered(self, one: Mapping[str, Any]) -> bool:
        among = self.row.details.get("among")
        return among is None or one["record"] in among

    def _why_left_out(self, other: str, names: Mapping[str, str]) -> list[str]:
        locale = self._context.locale
        whole = self._seen.whole
        for one in self.row.excluded:
            if one["person"] == other and one["record"] in whole:
                reason = str(text(one["reason"], locale))
                return [sentence("left_out", locale, reason=reason, **names)]
        if not self.sees_all:
            raise NotFound
        return [sentence("unknown", locale, count=len(self.row.candidates), **names)]

    def _differing(self, mine: Mapping[str, Any], theirs: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
        """The terms in which they differ, the weightiest difference first."""
        found = []
        for at, term in enumerate(self.row.details.get("terms", ())):
            weight = Decimal(term["weight"])
            own, others = Decimal(mine["shares"][at]) * weight, Decimal(theirs["shares"][at]) * weight
            if own != others:
                title = text(term["title"], self._context.locale)
                points = {
                    "own": self._points(own),
                    "others": self._points(others),
                    "by": self._points(abs(own - others)),
                }
                words = term_words(self._context.locale, own > others, title=title, **names, **points)
                found.append((-abs(own - others), words))
        return [words for _, words in sorted(found)]

    def _points(self, score: Any) -> str:
        """A score in words; in hundredths where the weights are fractions of one."""
        scale = 100 if all(Decimal(one["score"]) <= 1 for one in self.row.candidates) else 1
        return shown(Decimal(score) * scale)

    @cached_property
    def _seen(self) -> _Seen:
        row = self.row
        try:
            form = ranking_plan(self._plans, row.app, row.ranking).form
            records = [one["record"] for one in (*row.candidates, *row.excluded)]
            others = [one["record"] for one in row.details.get("others", ()) if one["record"]]
            wanted = list(dict.fromkeys([*records, *others]))
            found = Reading(self._context, self._connection, self._plans, form).some(wanted) if wanted else []
        except (NotFound, InvalidDefinition):
            return _Seen(frozenset(), frozenset())
        whole = frozenset(record.id for record in found if record.values.keys() >= form.fields.keys())
        return _Seen(frozenset(record.id for record in found), whole)


def _said(value: Any) -> str:
    return "—" if value is None else str(value)
