"""The decisions of an app as a list, and those that depart from a rule: as far as the reader sees their records.

A deviation is shown with the row of days on which the same person had one under the same rule, one after the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ... import records
from ...calendars import local_day
from ...context import Context
from ...definitions import Plans, plan_cache
from ...errors import InvalidDefinition, NotFound
from ...exports import Cell, take_along, workbook_of
from ...forms import FormPlan, form_plan
from ...localized import Localized, listed, text
from ...people import organisation_of
from ...records.querying.compiler import Reading
from ...storage.types import dump_moment, load_moment
from ...triggers.given import now_given
from .. import tables
from ..definition.plan import NodePlan, workflow_plan
from .explaining import Explanation
from .words import cause_words

_t, _instance, _deviation = tables.decision, tables.instance, tables.deviation
MOST = 200
ANY, LARGEST, IN_A_ROW = NARROWINGS = ("any", "largest", "in_a_row")
_DISPATCH = "dispatch"
_MOST_EXPORTED = 10_000
_NOTED = {"zh-CN": "人工记入", "en": "Noted by a person"}
_HEADS = {
    "zh-CN": ("时间", "记录", "分派给", "规则", "未分派原因", "由谁改派", "改派原因", "偏差", "偏差说明", "连续天数"),
    "en": ("At", "Record", "Given to", "Rule", "Cause", "Given by", "Reason", "Deviation", "Note", "Days in a row"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """`since` and `until` bound the moment. `deviating`: only those that depart from a rule, "any" of them, the
    "largest" of each day, or those "in_a_row" of days; how many that are each rule says."""

    since: datetime | None = None
    until: datetime | None = None
    person: str | None = None
    rule: str | None = None
    cause: str | None = None
    deviating: str | None = None


class Noting(NamedTuple):
    """A rule by which deviations are noted, as it stands now, and what the list narrows to by it."""

    title: Localized
    largest_a_day: int
    days_in_a_row: int


def list_decisions(
    context: Context, app: str, wanted: Wanted, *, limit: int = 50, cursor: str | None = None
) -> dict[str, Any]:
    """{"items", "next_cursor", "causes", "deviation_rules"}, newest first; see web/dispatch_schemas.py. Raises NotFound
    where the app dispatches nothing that the reader sees."""
    with context.workspace.database.read() as connection:
        listing = _Listing(context, connection, app)
        rows = listing.rows(wanted, min(limit, MOST) + 1, cursor)
        items = listing.shown(rows[: min(limit, MOST)])
        more = rows[min(limit, MOST) - 1].id if len(rows) > min(limit, MOST) else None
        return {
            "items": items,
            "next_cursor": more,
            "causes": listing.causes(wanted),
            "deviation_rules": [
                one._asdict() | {"title": text(one.title, context.locale)} for one in listing.rules.values()
            ],
        }


def decisions_workbook(context: Context, app: str, wanted: Wanted) -> bytes:
    """The same list as a spreadsheet, up to 10,000 rows. Raises as `list_decisions`, Forbidden for who may not export
    the records."""
    with context.workspace.database.read() as connection:
        listing = _Listing(context, connection, app)
        take_along(context, listing.plans, listing.forms, f"{app}.decisions", {"of": "decisions"})
        rows = listing.rows(wanted, _MOST_EXPORTED, None)
        return workbook_of(_HEADS.get(context.locale, _HEADS["en"]), _cells(listing, rows))


def _cells(listing: "_Listing", rows: list[Any]) -> Iterator[list[Cell]]:
    for start in range(0, len(rows), MOST):
        for one in listing.shown(rows[start : start + MOST]):
            noted = one["deviations"]
            yield [
                load_moment(one["at"]).astimezone(listing.zone).replace(tzinfo=None),
                one["record_title"],
                one["person"],
                one["rule"],
                one["cause"],
                one["by"],
                one["reason"],
                listed((note["title"] for note in noted), listing.locale),
                listed((note["reason"] for note in noted if note["reason"]), listing.locale),
                max((note["days"] for note in noted), default=None),
            ]


class _Listing:
    def __init__(self, context: Context, connection: sa.Connection, app: str) -> None:
        self._context = context
        self._connection = connection
        self._app = app
        self.plans: Plans = plan_cache(context.workspace).at(connection)
        self._people = organisation_of(context.workspace, connection)
        self.locale = context.locale
        self.zone = ZoneInfo(context.workspace.zone)
        nodes = list(self._nodes())
        # By its key; several workflows may note under one.
        self.rules = {key: rule for _, node in nodes for key, rule in self._noting(node)}
        forms = sorted({form for form, _ in nodes})
        self._readings = {form: reading for form in forms if (reading := self._reading(form)) is not None}
        if not self._readings:
            raise NotFound

    @property
    def forms(self) -> list[FormPlan]:
        """The forms whose records were dispatched and may be seen."""
        return [reading.plan for reading in self._readings.values()]

    def rows(self, wanted: Wanted, limit: int, cursor: str | None) -> list[Any]:
        query = sa.select(_t, _instance.c.form, _instance.c.workflow, _instance.c.hash).join(
            _instance, _instance.c.id == _t.c.instance_id
        )
        conditions = self._conditions(wanted)
        if cursor:
            conditions.append(_t.c.id < cursor)
        return list(self._connection.execute(query.where(*conditions).order_by(_t.c.id.desc()).limit(limit)))

    def causes(self, wanted: Wanted) -> list[dict[str, Any]]:
        """How many decisions found nobody, by cause, most first."""
        number = sa.func.count()
        query = sa.select(_t.c.cause, number).join(_instance, _instance.c.id == _t.c.instance_id)
        found = self._connection.execute(
            query.where(*self._conditions(wanted), _t.c.cause.is_not(None)).group_by(_t.c.cause).order_by(number.desc())
        )
        locale = self._context.locale
        return [{"cause": row[0], "title": cause_words(row[0], [], locale), "count": row[1]} for row in found]

    def shown(self, rows: list[Any]) -> list[dict[str, Any]]:
        titles = self._titles(rows)
        notes = self._notes([row.id for row in rows])
        return [self._item(row, titles, notes.get(row.id, [])) for row in rows]

    def _item(self, row: Any, titles: Mapping[str, str], notes: list[Any]) -> dict[str, Any]:
        explanation = Explanation(self._context, self._connection, row, row)
        named = {one["key"]: one["title"] for one in explanation.settings.get("deviations", ())}
        owner, form = row.form.split(".", 1)
        return {
            "id": row.id,
            "at": dump_moment(row.at),
            "app": owner,
            "form": form,
            "record": row.record_id,
            "record_title": titles.get(row.record_id, ""),
            "person": self._people.name(row.chosen) or None,
            "rule": explanation.rule(),
            "cause": explanation.cause(),
            "by": self._people.name(row.by) or None,
            "reason": row.reason,
            "deviations": [
                {
                    "title": text(named.get(note.rule, _NOTED), self._context.locale),
                    "reason": note.reason,
                    "by": self._people.name(note.by) or None,
                    "days": self._days(note),
                }
                for note in notes
            ],
        }

    def _days(self, note: Any) -> int:
        """On how many days in a row, up to this one, the person had a deviation under the rule."""
        d = _deviation.c
        query = sa.select(d.at).where(
            d.app == note.app, d.rule == note.rule, d.person_id == note.person_id, d.at <= note.at,
            d.at > note.at - timedelta(days=61),
        )  # fmt: skip
        zone = self._context.workspace.zone
        days = {local_day(at, zone) for at in self._connection.execute(query).scalars()}
        day: date = local_day(note.at, zone)
        count = 0
        while day in days:
            count, day = count + 1, day - timedelta(days=1)
        return count

    def _picked(self, narrowed: str, conditions: list[sa.ColumnElement[bool]]) -> list[str]:
        """The decisions with the largest deviations of each day, or with enough days in a row; the newest if many. What
        a person noted, or a rule that is gone, is always among the largest and never in a row."""
        d = _deviation.c
        query = (
            sa.select(_deviation).join(_t, _t.c.id == d.decision_id).join(_instance, _instance.c.id == _t.c.instance_id)
        )
        found = self._connection.execute(
            query.where(*conditions).order_by(d.at.desc(), d.decision_id).limit(_MOST_EXPORTED)
        )
        picked = self._in_a_row(found) if narrowed == IN_A_ROW else self._largest(found)
        return list(dict.fromkeys(note.decision_id for note in picked))

    def _in_a_row(self, notes: Iterable[Any]) -> Iterator[Any]:
        for note in notes:
            rule = self.rules.get(note.rule)
            if rule is not None and self._days(note) >= rule.days_in_a_row:
                yield note

    def _largest(self, notes: Iterable[Any]) -> Iterator[Any]:
        """Of each day and rule; sizes of different rules say nothing of each other."""
        by_day: dict[tuple[date, str], list[Any]] = {}
        for note in notes:
            by_day.setdefault((local_day(note.at, self._context.workspace.zone), note.rule), []).append(note)
        for (_, key), of_day in by_day.items():
            rule = self.rules.get(key)
            ordered = sorted(of_day, key=lambda one: Decimal(one.size), reverse=True)
            yield from ordered[: None if rule is None else rule.largest_a_day]

    def _notes(self, ids: list[str]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        query = sa.select(_deviation).where(_deviation.c.decision_id.in_(ids)).order_by(_deviation.c.rule)
        for note in self._connection.execute(query):
            found.setdefault(note.decision_id, []).append(note)
        return found

    def _titles(self, rows: list[Any]) -> dict[str, str]:
        titles: dict[str, str] = {}
        for name in {row.form for row in rows}:
            owner, form = name.split(".", 1)
            ids = [row.record_id for row in rows if row.form == name]
            titles |= records.titles(self._context, owner, form, ids, connection=self._connection)
        return titles

    def _conditions(self, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
        seen = [
            sa.and_(_instance.c.form == form, _t.c.record_id.in_(sa.select(rows.c.id)))
            for form, reading in self._readings.items()
            if (rows := reading.rows_showing([])) is not None
        ]
        conditions = [_t.c.app == self._app, sa.or_(sa.false(), *seen)]
        if wanted.since is not None:
            conditions.append(_t.c.at >= wanted.since)
        if wanted.until is not None:
            conditions.append(_t.c.at < wanted.until)
        for column, value in ((_t.c.chosen, wanted.person), (_t.c.rule, wanted.rule), (_t.c.cause, wanted.cause)):
            if value is not None:
                conditions.append(column == value)
        if wanted.deviating is not None:
            conditions.append(_t.c.id.in_(sa.select(_deviation.c.decision_id).where(_deviation.c.app == self._app)))
        if wanted.deviating in (LARGEST, IN_A_ROW):
            conditions.append(_t.c.id.in_(self._picked(wanted.deviating, conditions)))
        return conditions

    def _nodes(self) -> Iterator[tuple[str, NodePlan]]:
        """The dispatching steps of the app, each with the form ("app.form") whose records it dispatches."""
        for definition in self.plans.documents("workflow", self._app):
            plan = workflow_plan(self.plans, definition.app, definition.key)
            if plan.form is not None:
                yield from ((plan.form.name, node) for node in plan.nodes.values() if node.type.key == _DISPATCH)

    def _noting(self, node: NodePlan) -> Iterator[tuple[str, Noting]]:
        parameters = self.plans.parameters(self._app)
        for one in node.settings["deviations"]:
            counts = (now_given(one[name].tree, parameters) for name in ("largest_a_day", "days_in_a_row"))
            yield one["key"], Noting(one["title"], *counts)

    def _reading(self, form: str) -> Reading | None:
        try:
            plan = form_plan(self.plans, *form.split(".", 1))
            return Reading(self._context, self._connection, self.plans, plan)
        except (NotFound, InvalidDefinition):
            return None
