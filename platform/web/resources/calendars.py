"""Working calendars: whose hours are which, what each date of a year is, and changing them."""

import re
from collections.abc import Iterable
from typing import Any

from flask import Response

from ...builder.calendars import (
    add_calendar,
    change_calendar,
    offered_calendars,
    own_calendars,
    previewed_year,
    withdraw_calendar,
    worked_year,
)
from ...runtime.calendars import Dated, Shift
from ...runtime.context import Context
from ...runtime.definitions import Definition
from ...runtime.errors import NotFound
from ...runtime.localized import text
from ...runtime.people import organisation_of
from .. import policy
from ..answers import answers, empty, json
from ..blueprint import Blueprint
from ..bodies import CalendarBody
from ..calendar_schemas import CalendarsSchema, CalendarYearSchema, DaysOffSchema
from ..reading import expected_revision

blueprint = Blueprint("calendars", __name__, url_prefix="/api/v1/calendars")

_RIGHT = "calendars.manage"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_IF_MATCH = [{"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"}}]


@blueprint.route("")
@answers(CalendarsSchema)
@policy.right(_RIGHT)
def items(context: Context) -> Response:
    """The company's calendar first, then those of departments; `offered`: what installed apps bring, to copy from."""
    return _all(context)


@blueprint.route("", methods=["POST"])
@answers(CalendarsSchema, 201)
@policy.right(_RIGHT)
@blueprint.arguments(CalendarBody)
def add(context: Context, body: dict[str, Any]) -> Response:
    """Set up another calendar."""
    add_calendar(context, body["document"])
    return _all(context, 201)


@blueprint.route("/<key>", methods=["PUT"])
@answers(CalendarsSchema, parameters=_IF_MATCH)
@policy.right(_RIGHT)
@blueprint.arguments(CalendarBody)
def change(context: Context, body: dict[str, Any], key: str) -> Response:
    """Replace a calendar. 428 without If-Match; 409 with the current one when somebody saved first."""
    change_calendar(context, key, body["document"], expected_revision())
    return _all(context)


@blueprint.route("/<key>", methods=["DELETE"])
@answers(None, 204, parameters=_IF_MATCH)
@policy.right(_RIGHT)
def withdraw(context: Context, key: str) -> Response:
    """Its departments go by the company's calendar; the company's own goes back to the usual one."""
    withdraw_calendar(context, key, expected_revision())
    return empty()


@blueprint.route("/years/<year>", methods=["POST"])
@answers(CalendarYearSchema)
@policy.right(_RIGHT)
@blueprint.arguments(CalendarBody)
def year(context: Context, body: dict[str, Any], year: str) -> Response:
    """Each date of a year as a calendar, saved or not, would have it. Nothing is written."""
    if not _YEAR.fullmatch(year):
        raise NotFound
    found = previewed_year(context, body["document"], int(year))
    days = [
        {
            "works": bool(one.shifts),
            "hours": _hours(one.shifts),
            "why": one.why,
        }
        | _named(context, one)
        for one in found
    ]
    return json(
        {
            "year": int(year),
            "working_days": sum(day["works"] for day in days),
            "announced": not any(day["why"] == "expected" for day in days),
            "days": days,
        }
    )


@blueprint.route("/years/<year>/days-off")
@answers(DaysOffSchema)
@policy.person
def free_days(context: Context, year: str) -> Response:
    """The dates of a year on which the company does not work, and its hours: what a view over time shades."""
    if not _YEAR.fullmatch(year):
        raise NotFound
    found = worked_year(context, int(year))
    return json(
        {
            "items": [_named(context, one) for one in found.off],
            "otherwise": [_named(context, one) | {"hours": _hours(one.shifts)} for one in found.otherwise],
            "week": [_hours(shifts) for shifts in found.week],
        }
    )


def _named(context: Context, day: Dated) -> dict[str, Any]:
    return {"date": day.day.isoformat(), "title": text(day.title, context.locale) if day.title else None}


def _hours(shifts: Iterable[Shift]) -> list[list[str]]:
    return [[_time(start), _time(end)] for start, end in shifts]


def _all(context: Context, status: int = 200) -> Response:
    names = organisation_of(context.workspace).departments
    own = [
        _document(context, one)
        | {
            "revision": one.revision,
            "departments": {id: names.get(id, id) for id in one.document.get("departments", ())},
        }
        for one in own_calendars(context)
    ]
    offered = [_document(context, one) | {"app": one.app} for one in offered_calendars(context)]
    return json({"items": own, "offered": offered}, status)


def _document(context: Context, definition: Definition) -> dict[str, Any]:
    title = text(definition.document["title"], context.locale)
    return {"key": definition.key, "title": title, "document": definition.document}


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
