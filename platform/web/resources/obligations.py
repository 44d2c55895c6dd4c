"""Obligations of an app: what there is, and the duties of a period, those not met first."""

from flask import Response, request
from flask_smorest import Blueprint

from ...runtime.calendars import local_day
from ...runtime.calendars.periods import described_period, read_period
from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from ...runtime.localized import listed_in_all
from ...runtime.metrics import obligations
from .. import policy
from ..answers import answers, json, query
from ..obligation_schemas import DutiesSchema, ObligationsSchema
from ..reading import whole_number

blueprint = Blueprint("obligations", __name__, url_prefix="/api/v1/apps/<app>/obligations")

_DUTIES = query(
    {
        "period": "As for metrics: 2026-01, 2026-W02, 2026-01-05, or a unit: month",
        "state": "Only those that are missing, open, late or on_time; several joined by commas",
        "person": "Only those of this person",
        "department": "Only those of people who were then in this department",
        "cursor": "next_cursor of the page before",
    },
    {"limit": "Duties a page, 1 to 200"},
)


@blueprint.route("")
@answers(ObligationsSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """The app's obligations; those over forms of which one reads nothing are absent."""
    return json({"items": obligations.listed(context, app)})


@blueprint.route("/<key>/duties")
@answers(DutiesSchema, parameters=_DUTIES)
@policy.person
def duties(context: Context, app: str, key: str) -> Response:
    """Who owes what in a period, in which state, and how to find the records that meet it."""
    obligation = obligations.readable_obligation(context, app, key)
    today = local_day(context.now(), context.workspace.zone)
    try:
        period = read_period(request.args.get("period") or "month", today)
    except InvalidValue as error:
        error.pointer = "/period"
        raise
    wanted = obligations.Wanted(
        _states(request.args.get("state") or ""),
        request.args.get("person") or None,
        request.args.get("department") or None,
    )
    counts = obligations.summary(context, obligation, period, wanted)
    page = obligations.duties(
        context,
        obligation,
        period,
        wanted,
        limit=whole_number("limit", 50, obligations.MOST),
        offset=_offset(request.args.get("cursor") or "0"),
    )
    return json(
        {
            "period": described_period(period, today),
            "as_of": context.now(),
            "counts": counts,
            "items": page["items"],
            "next_cursor": None if page["next"] is None else str(page["next"]),
        }
    )


def _states(given: str) -> tuple[str, ...]:
    states = tuple(one for one in given.split(",") if one)
    if not set(states) <= set(obligations.STATES):
        expected = listed_in_all(obligations.STATES)
        raise InvalidValue(pointer="/state", expected=expected)
    return states


def _offset(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 9:
        expected = {"zh-CN": "上一页给出的 next_cursor", "en": "next_cursor of the page before"}
        raise InvalidValue(pointer="/cursor", expected=expected)
    return int(cursor)
