"""Pools of an app: what lies in them, claiming and the other acts, moves, holdings, figures."""

from typing import Any

from flask import Response, request

from ...runtime import pools, records
from ...runtime.context import Context
from ...runtime.errors import NotFound
from .. import policy
from ..answers import answers, json, query
from ..blueprint import Blueprint
from ..pool_schemas import (
    HandOverBody,
    HoldingsSchema,
    PoolActBody,
    PoolActsSchema,
    PoolFiguresSchema,
    PoolMovesSchema,
    PoolPageSchema,
    PoolSchema,
    PoolsSchema,
    RecordStandingSchema,
)
from ..reading import filter_of, flag, whole_number

blueprint = Blueprint("pools", __name__, url_prefix="/api/v1")

_POOL = "/apps/<app>/pools/<key>"
_LYING = query(
    {
        "filter": "As for records",
        "sort": "As for records; without it what changed last stands first",
        "cursor": "next_cursor of the page before",
        "search": "Words in the text fields that one sees",
    },
    {"limit": "1 to 200", "count": "1: count all"},
)
_MOVES = query(
    {
        "record": "Only those of this record",
        "person": "Only those by, to or from this person",
        "act": "Only of this kind: claimed, assigned, transferred, returned, recycled, put_in, left, warned, "
        "protected, unprotected, missed",
        "cursor": "next_cursor of the page before",
    },
    {"limit": "1 to 200"},
)


@blueprint.route("/pools")
@answers(PoolsSchema)
@policy.person
def all_pools(context: Context) -> Response:
    """The pools of all apps from which one may claim, or which one manages."""
    return json({"items": [pools.described(context, pool) for pool in pools.pools_for(context)]})


@blueprint.route("/apps/<app>/pools")
@answers(PoolsSchema)
@policy.person
def items(context: Context, app: str) -> Response:
    """Those of an app."""
    return json({"items": [pools.described(context, pool) for pool in pools.pools_for(context, app)]})


@blueprint.route(_POOL)
@answers(PoolSchema)
@policy.person
def show(context: Context, app: str, key: str) -> Response:
    """One pool, with what one may still claim."""
    return json(pools.described(context, pools.readable_pool(context, app, key)))


@blueprint.route(f"{_POOL}/records")
@answers(PoolPageSchema, parameters=_LYING)
@policy.person
def lying(context: Context, app: str, key: str) -> Response:
    """A page of what lies there, with since when and why. Members see the fields that the pool shows."""
    wanted = records.Query(
        filter=filter_of(request.args.get("filter")),
        sort=tuple(name for name in (request.args.get("sort") or "").split(",") if name),
        limit=whole_number("limit", 50, 200),
        cursor=request.args.get("cursor") or None,
        search=request.args.get("search") or "",
        count=flag("count"),
    )
    page, places = pools.lying(context, pools.readable_pool(context, app, key), wanted)
    dumped = records.dump_records(context, page.items)
    return json(
        {
            "items": [{"record": record, "place": places.get(record["id"])} for record in dumped],
            "next_cursor": page.next_cursor,
            "total": page.total,
            "total_exact": page.total_exact,
        }
    )


@blueprint.route(f"{_POOL}/acts/<act>", methods=["POST"])
@answers(PoolActsSchema)
@policy.person
@blueprint.arguments(PoolActBody)
def do(context: Context, body: dict[str, Any], app: str, key: str, act: str) -> Response:
    """claim, assign, return, transfer, put_in, protect or unprotect: each record by itself, with what it was refused
    for."""
    if act not in pools.ACTS:
        raise NotFound
    pool = pools.readable_pool(context, app, key)
    wish = pools.Wish(body["person"], body["reason"], body["comment"], body["until"])
    return _done(context, pool, pools.act(context, app, key, act, body["records"], wish))


@blueprint.route(f"{_POOL}/hand-over", methods=["POST"])
@answers(PoolActsSchema)
@policy.person
@blueprint.arguments(HandOverBody)
def hand_over(context: Context, body: dict[str, Any], app: str, key: str) -> Response:
    """Give all that a person holds to somebody else, or back into the pool."""
    pool = pools.readable_pool(context, app, key)
    return _done(context, pool, pools.hand_over(context, pool, body["person"], body["to"], body["comment"]))


@blueprint.route(f"{_POOL}/holdings")
@answers(HoldingsSchema)
@policy.person
def holdings(context: Context, app: str, key: str) -> Response:
    """Who holds how many, those who have left or are no members any more first; for managers."""
    return json({"items": pools.holdings(context, pools.readable_pool(context, app, key))})


@blueprint.route(f"{_POOL}/moves")
@answers(PoolMovesSchema, parameters=_MOVES)
@policy.person
def moves(context: Context, app: str, key: str) -> Response:
    """What happened, newest first: all of it for managers, for others that of a record they see."""
    asked = {name: request.args.get(name) or None for name in ("record", "person", "act")}
    pool = pools.readable_pool(context, app, key)
    return json(
        pools.moves(
            context,
            pool,
            **asked,
            limit=whole_number("limit", 50, 200),
            before=request.args.get("cursor") or None,
        )
    )


@blueprint.route(f"{_POOL}/figures")
@answers(PoolFiguresSchema, parameters=query(numbers={"days": "Of so many days, today among them: 1 to 92"}))
@policy.person
def figures(context: Context, app: str, key: str) -> Response:
    """What lies there by cause and age, claims by person and day, returns, conflicts; for managers."""
    return json(pools.figures(context, pools.readable_pool(context, app, key), whole_number("days", 7, 92)))


@blueprint.route("/apps/<app>/forms/<form>/records/<id>/pool")
@answers(RecordStandingSchema)
@policy.person
def standing(context: Context, app: str, form: str, id: str) -> Response:
    """Where a record stands among the pools of its form, and what one may do with it there."""
    return json({"standing": pools.of_record(context, app, form, id)})


def _done(context: Context, pool: pools.PoolPlan, done: list[tuple[str, Any]]) -> Response:
    items = [
        {
            "record": id,
            "problem": None if error is None else {"code": error.code, "detail": error.sentence(context.locale)},
        }
        for id, error in done
    ]
    return json({"items": items, "quota": pools.described(context, pool)["quota"]})
