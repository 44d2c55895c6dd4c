"""The duties of an obligation as one statement: person, day, department, when due, how many records meet it, state.

A duty is shown to who would see the record that meets it: rights are asked of a record as that person would make it.
Records are read through the reader's own view of the form, so what he may not see meets nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from ...calendars.periods import Period
from ...changes.tables import change, change_entry
from ...context import Context
from ...errors import InvalidValue, LimitExceeded, NotFound
from ...expressions import ExpressionError
from ...forms import FormPlan
from ...people.organisation import Organisation, organisation_of
from ...people.tables import membership, person, role_member
from ...records.errors import BadQuery, UnknownField
from ...records.querying.catalogue import find
from ...records.querying.compiler import Reading
from ...records.querying.question import Query
from ...records.reading import open_reading
from ...records.rights import row_data
from ...storage.types import Moment
from ..dimensions import department_of
from ..errors import MetricNotPermitted
from ..periods_sql import bounds_of
from .days import DutyDays, duty_days
from .plan import ObligationPlan

_NEVER = datetime(9999, 12, 30, tzinfo=UTC)


class Duties:
    """What an obligation owes in some periods, as its reader sees it. Raises NotFound, MetricNotPermitted."""

    def __init__(
        self, context: Context, connection: sa.Connection, obligation: ObligationPlan, periods: Sequence[Period]
    ) -> None:
        self._context = context
        self._connection = connection
        self._plan = obligation
        with open_reading(context, obligation.form.app, obligation.form.key, connection) as reading:
            self._reading = reading
        if not obligation.reads <= self._reading.readable:
            raise MetricNotPermitted
        self._organisation = organisation_of(context.workspace, connection)
        self.days: DutyDays = duty_days(context, self._reading.plans, obligation, self._organisation, periods)

    def statement(self) -> sa.Subquery | None:
        """period, day (its place in `days`), person, department, subject, due, done, state of each duty; None where
        nobody owes anything. state: "on_time", "late", "missing", or "open" while it is neither done nor due."""
        if not self.days.days:
            return None
        days = self._table()
        owed = self._owed(days)
        if owed is None:
            return None
        met = self._met(days)
        same = [met.c.day == owed.c.day]
        if self._plan.person is not None:
            same.append(met.c.person == owed.c.person)
        if self._plan.record is not None:
            same.append(met.c.subject == owed.c.subject)
        done, timely = (sa.func.coalesce(column, 0) for column in (met.c.done, met.c.timely))
        enough = self._plan.at_least
        state = sa.case(
            (timely >= enough, "on_time"),
            (owed.c.due >= sa.literal(self._context.now(), Moment()), "open"),
            (done >= enough, "late"),
            else_="missing",
        )
        joined = owed.join(met, sa.and_(*same), isouter=True)
        return sa.select(owed, done.label("done"), state.label("state")).select_from(joined).subquery("duties")

    def _owed(self, days: Any) -> sa.Subquery | None:
        """Who owes something on which day."""
        statement = self._by_record(days) if self._plan.subject is not None else self._by_person(days)
        if statement is None:
            return None
        inner = statement.subquery("persons")
        at = days.c.at
        holds = sa.and_(membership.c.valid_from <= at, _until(membership) > at)
        placed = (
            sa.select(
                days.c.period,
                inner.c.day,
                inner.c.person,
                department_of(inner.c.person, holds).label("department"),
                inner.c.subject,
                days.c.due,
                days.c.calendar,
            )
            .join_from(inner, days, days.c.number == inner.c.day)
            .subquery("placed")
        )
        every = sa.select(*(column for column in placed.c if column.key != "calendar"))
        if self.days.calendars:
            own = sa.case(self.days.calendars, value=placed.c.department, else_=0)
            every = every.where(placed.c.calendar == own)
        if self._plan.department is not None:
            every = every.where(placed.c.department.in_(self._below(self._plan.department)))
        return every.subquery("owed")

    def _by_person(self, days: Any) -> sa.Select[Any] | None:
        """The holders of the role, or the people of departments, on the day."""
        held = membership if self._plan.role is None else role_member
        whose = held.c.role == self._plan.role if self._plan.role is not None else sa.true()
        known = self._connection.execute(sa.select(held.c.person_id).where(whose).distinct()).scalars()
        allowed = self._allowed(known)
        if allowed is None:
            return None
        at = days.c.at
        statement = sa.select(
            held.c.person_id.label("person"), days.c.number.label("day"), sa.null().label("subject")
        ).join_from(held, days, sa.and_(held.c.valid_from <= at, _until(held) > at))
        return statement.where(whose, allowed(held.c.person_id, at)).distinct()

    def _by_record(self, days: Any) -> sa.Select[Any] | None:
        """The person in a field of each record there was on the day."""
        plan = self._plan
        assert plan.subject is not None
        assert plan.field is not None
        with open_reading(self._context, plan.subject.app, plan.subject.key, self._connection) as reading:
            table = _rows(reading, plan.subject, plan.subject_reads, plan.subject_where, (plan.field, "created_at"))
        known = self._connection.execute(sa.select(table.c[plan.field]).distinct()).scalars()
        allowed = self._allowed(one for one in known if one is not None)
        if allowed is None:
            return None
        held = table.c[plan.field]
        statement = sa.select(held.label("person"), days.c.number.label("day"), table.c.id.label("subject"))
        return statement.join_from(table, days, table.c.created_at <= days.c.at).where(allowed(held, days.c.at))

    def _met(self, days: Any) -> sa.Subquery:
        """How many records meet it, by person, day and record, and how many of them were there in time."""
        plan = self._plan
        keys = [key for key in (plan.person, plan.record) if key is not None]
        rows = _rows(self._reading, plan.form, plan.reads, plan.where, (plan.day, "created_at", *keys), self._span())
        day = rows.c[plan.day]
        first, after = ("first", "after") if isinstance(day.type, sa.Date) else ("begins", "ends")
        names = {"person": plan.person, "subject": plan.record}
        groups = [rows.c[key].label(name) for name, key in names.items() if key is not None]
        timely = sa.func.sum(sa.case((rows.c.created_at <= days.c.due, 1), else_=0))
        statement = sa.select(
            days.c.number.label("day"), *groups, sa.func.count().label("done"), timely.label("timely")
        )
        inside = sa.and_(day >= days.c[first], day < days.c[after])
        if isinstance(day.type, sa.Date) and all((one.own.after - one.own.first).days == 1 for one in self.days.days):
            inside = day == days.c.first  # Both databases find equal days at once, and days between only one by one.
        return statement.join_from(rows, days, inside).group_by(days.c.number, *groups).subquery("met")

    def _span(self) -> list[Any]:
        """All the days together, for an index."""
        found = find(self._plan.form, self._plan.day)
        assert found is not None, "it was checked when it was published"
        zone = self._context.workspace.zone
        spans = [bounds_of(one.own, found.column, zone) for one in self.days.days]
        return [found.column >= min(first for first, _ in spans), found.column < max(after for _, after in spans)]

    def _table(self) -> Any:
        """The days as a small table; `number` is their place."""
        types: dict[str, Any] = {"number": sa.Integer(), "period": sa.Integer(), "calendar": sa.Integer()}
        types |= {"first": sa.Date(), "after": sa.Date()}
        types |= dict.fromkeys(("begins", "ends", "at", "due"), Moment())
        zone = self._context.workspace.zone
        rows = [
            (number, one.period, one.calendar, one.own.first, one.own.after, *one.own.moments(zone), one.at, one.due)
            for number, one in enumerate(self.days.days)
        ]
        return sa.values(*(sa.column(name, type_) for name, type_ in types.items()), name="days").data(rows).cte("days")

    def _allowed(self, persons: Iterable[str]) -> Any:
        """The condition on person and moment for those whose duties the reader may see; None when nobody's. Who left
        owes nothing from then on."""
        known = set(persons)
        left = self._left(known)
        if not self._reading.reads_everything:
            known = {id for id in known if self._would_see(id)}
        if not known:
            return None
        still, gone = sorted(known - left.keys()), sorted(known & left.keys())

        def condition(column: Any, at: Any) -> sa.ColumnElement[bool]:
            until = [sa.and_(column == id, at < sa.literal(left[id], Moment())) for id in gone]
            return sa.or_(column.in_(still), *until)

        return condition

    def _would_see(self, person: str) -> bool:
        """Whether the reader would see a record of that person with all that the obligation reads."""
        at = self._context.now()
        row = dict.fromkeys(self._plan.form.fields) | dict.fromkeys(("owner", "created_by"), person)
        row["department"] = self._organisation.department(person, at)
        if self._plan.person is not None:
            row[self._plan.person] = person
        data = row_data(self._context, row, self._connection)
        return self._reading.rights.reads_row(data) and self._plan.reads <= self._reading.rights.seen(data)

    def _left(self, persons: Collection[str]) -> dict[str, datetime]:
        """Since when those who left are gone; the change record knows."""
        gone = [id for id in persons if (one := self._organisation.person(id)) is None or not one.active]
        if not gone:
            return {}
        t = change_entry.c
        entries = (
            sa.select(t.object_id, sa.func.max(change.c.at))
            .join_from(change_entry, change, change.c.id == t.change_id)
            .where(t.object_kind == person.name, t.object_id.in_(gone))
            .group_by(t.object_id)
        )
        found = {row[0]: row[1] for row in self._connection.execute(entries)}
        return {id: found.get(id, self._context.now()) for id in gone}

    def _below(self, department: str) -> list[str]:
        organisation: Organisation = self._organisation
        now = self._context.now()
        return [id for id in organisation.departments if department in organisation.above(id, now)]


def _rows(
    reading: Reading, form: FormPlan, reads: Iterable[str], where: Any, names: Iterable[str], more: Sequence[Any] = ()
) -> sa.Subquery:
    """The rows that the reader sees with all that is read, with these columns and the id. Raises MetricNotPermitted."""
    if not set(reads) <= reading.readable:
        raise MetricNotPermitted
    scopes = [scope for key in sorted(reads) if (scope := reading.visible(key)) is not None]
    columns = []
    for name in dict.fromkeys(("id", *names)):
        found = find(form, name)
        assert found is not None, "it was checked when it was published"
        columns.append(found.column.label(name))
    try:
        statement = reading.matching(sa.select(*columns), Query(filter=where))
    except (UnknownField, ExpressionError, BadQuery, InvalidValue, LimitExceeded, NotFound):
        # The document was checked when it was published: what is missing now is a right.
        raise MetricNotPermitted from None
    return statement.where(*scopes, *more).subquery()


def _until(dated: sa.Table) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(dated.c.valid_until, sa.literal(_NEVER, Moment()))
