"""Dispatch decisions: the list of an app, one explained, compared, tried otherwise, noted or overridden."""

from decimal import Decimal
from typing import Any
from urllib.parse import quote

from flask import Response, request

from ...runtime.context import Context
from ...runtime.errors import InvalidValue
from ...runtime.localized import listed_in_all
from ...runtime.workflows.dispatching import listing, noting, overriding, reading
from .. import policy
from ..answers import answers, empty, json, query
from ..blueprint import Blueprint
from ..dispatch_schemas import (
    DecisionSchema,
    DecisionsSchema,
    NoteBody,
    OverrideBody,
    TriedSchema,
    TryBody,
    WhyNotSchema,
)
from ..reading import moment, whole_number
from .exports import XLSX

blueprint = Blueprint("decisions", __name__, url_prefix="/api/v1")

_WANTED = {
    "since": "Only from this moment on",
    "until": "Only before this moment",
    "person": "Only those that chose this person",
    "rule": "best, among_top, stays_with, nobody, by_hand or override",
    "cause": "Why nobody was chosen",
    "deviating": "Only those that depart from a rule: any of them, the largest of each day, or those in_a_row of days",
}
_QUERY = query(_WANTED | {"cursor": "next_cursor of the page before"}, {"limit": "1 to 200"})
_FILE_NAME = {"zh-CN": "分派记录.xlsx", "en": "dispatch decisions.xlsx"}


@blueprint.route("/apps/<app>/decisions")
@answers(DecisionsSchema, parameters=_QUERY)
@policy.person
def items(context: Context, app: str) -> Response:
    """Decisions about records that one may see, newest first, and how often nobody was found, by cause."""
    limit, cursor = whole_number("limit", 50, 200), request.args.get("cursor") or None
    return json(listing.list_decisions(context, app, _wanted(), limit=limit, cursor=cursor))


@blueprint.route("/apps/<app>/decisions.xlsx")
@answers(parameters=query(_WANTED))
@policy.person
def workbook(context: Context, app: str) -> Response:
    """The same list as a spreadsheet, for who may export the records."""
    answer = Response(listing.decisions_workbook(context, app, _wanted()), content_type=XLSX)
    name = quote(_FILE_NAME.get(context.locale, _FILE_NAME["en"]))
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/decisions/<id>")
@answers(DecisionSchema)
@policy.person
def show(context: Context, id: str) -> Response:
    """One decision, explained."""
    return json(reading.get_decision(context, id))


@blueprint.route("/decisions/<id>/comparison")
@answers(WhyNotSchema, parameters=query({"one": "A person", "other": "Another"}))
@policy.person
def comparison(context: Context, id: str) -> Response:
    """Why the person `one` and not `other`, in sentences."""
    one, other = request.args.get("one", ""), request.args.get("other", "")
    return json({"sentences": reading.compare(context, id, one, other)})


@blueprint.route("/decisions/<id>/trial", methods=["POST"])
@answers(TriedSchema)
@policy.person
@blueprint.arguments(TryBody)
def trial(context: Context, body: dict[str, Any], id: str) -> Response:
    """The order that other weights would have given then. Nothing is written."""
    weights = {key: Decimal(str(weight)) for key, weight in body["weights"].items()}
    return json({"candidates": reading.try_weights(context, id, weights)})


@blueprint.route("/decisions/<id>/override", methods=["POST"])
@answers(DecisionSchema)
@policy.person
@blueprint.arguments(OverrideBody)
def override(context: Context, body: dict[str, Any], id: str) -> Response:
    """Give the record to somebody else, with the reason; the open to-do goes along."""
    return json(reading.get_decision(context, overriding.override(context, id, body["person"], body["reason"])))


@blueprint.route("/decisions/<id>/deviation", methods=["PUT"])
@answers(status=204)
@policy.person
@blueprint.arguments(NoteBody)
def note(context: Context, body: dict[str, Any], id: str) -> Response:
    """Note it in the list of deviations."""
    noting.note_deviation(context, id, body["reason"])
    return empty()


@blueprint.route("/decisions/<id>/deviation", methods=["DELETE"])
@answers(status=204)
@policy.person
def forget(context: Context, id: str) -> Response:
    """Take the note away again."""
    noting.forget_deviation(context, id)
    return empty()


def _wanted() -> listing.Wanted:
    arguments = request.args
    return listing.Wanted(
        since=moment("since"),
        until=moment("until"),
        person=arguments.get("person") or None,
        rule=arguments.get("rule") or None,
        cause=arguments.get("cause") or None,
        deviating=_narrowing(arguments.get("deviating")),
    )


def _narrowing(asked: str | None) -> str | None:
    if asked and asked not in listing.NARROWINGS:
        raise InvalidValue(pointer="/deviating", expected=listed_in_all(listing.NARROWINGS))
    return asked or None
