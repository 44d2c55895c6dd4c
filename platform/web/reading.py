"""Read what a request says: JSON bodies, If-Match, Idempotency-Key, numbers and moments of the query."""

import math
import re
from datetime import datetime
from typing import Any

import orjson
from flask import request

from ..runtime.context import Context
from ..runtime.errors import BadRequest, InvalidValue, PreconditionRequired
from ..runtime.localized import listed
from ..runtime.records import Box
from .edge import current_edge
from .errors import BodyTooLarge, UnsupportedBody

_REVISION = re.compile(r'(?:W/)?"?(\d{1,9})"?', re.ASCII)
_KEY = re.compile(r"[\x21-\x7e]{1,100}")


def json_body(*allowed: str) -> dict[str, Any]:
    """The JSON object of the body, which may have the members `allowed` and no others.

    The hot paths read their bodies so; others declare a marshmallow schema. Raises BadRequest, UnsupportedBody.
    """
    if request.mimetype != "application/json":
        # Also keeps foreign pages from sending a body without asking first.
        raise UnsupportedBody(expected="application/json")
    if (request.content_length or 0) > current_edge().settings.largest_json_bytes:
        raise BodyTooLarge
    try:
        body = orjson.loads(request.get_data(cache=False))
    except orjson.JSONDecodeError:
        raise BadRequest(reason={"zh-CN": "不是 JSON", "en": "it is no JSON"}) from None
    if not isinstance(body, dict):
        raise BadRequest(reason={"zh-CN": "应为 JSON 对象", "en": "it must be a JSON object"})
    for name in body:
        if name not in allowed:
            # What is not named here cannot be set: owner, state, revision, author, time.
            expected = {"zh-CN": f"这些项：{listed(allowed, 'zh-CN')}", "en": f"these members: {listed(allowed, 'en')}"}
            raise InvalidValue(pointer=f"/{name}", expected=expected)
    return body


def values_of(body: dict[str, Any]) -> dict[str, Any]:
    """The member "values", an object. Raises InvalidValue."""
    values = body.get("values")
    if not isinstance(values, dict):
        raise InvalidValue(pointer="/values", expected={"zh-CN": "字段与值", "en": "fields and their values"})
    return values


def confirmed_of(body: dict[str, Any], context: Context) -> frozenset[str] | None:
    """The warnings that somebody has seen; None for a program that does not say, since nobody sits before it.

    Raises InvalidValue.
    """
    confirmed = body.get("confirmed", None if context.provenance == "api" else [])
    if confirmed is None:
        return None
    if not isinstance(confirmed, list) or not all(isinstance(key, str) for key in confirmed):
        raise InvalidValue(
            pointer="/confirmed", expected={"zh-CN": "一组校验的标识", "en": "a list of the keys of checks"}
        )
    return frozenset(confirmed)


def filter_of(text: str | None) -> Any:
    """A filter of the query, JSON; None for none. Raises BadRequest."""
    if not text:
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise BadRequest(reason={"zh-CN": "筛选条件不是 JSON", "en": "the filter is no JSON"}) from None


def expected_revision() -> int:
    """The revision in If-Match. Raises PreconditionRequired when there is none to be read."""
    match = _REVISION.fullmatch(request.headers.get("If-Match", "").strip())
    if match is None:
        raise PreconditionRequired
    return int(match[1])


def idempotency_key() -> str | None:
    """The Idempotency-Key: up to 100 visible ASCII characters. Raises BadRequest for another."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        reason = {"zh-CN": "Idempotency-Key 应为 1–100 个字符", "en": "Idempotency-Key must have 1 to 100 characters"}
        raise BadRequest(reason=reason)
    return key


def whole_number(name: str, default: int, largest: int) -> int:
    """The number `name` of the query, 1 to `largest`. Raises InvalidValue."""
    text = request.args.get(name)
    if text is None or text == "":
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(largest)) and 1 <= int(text) <= largest):
        raise InvalidValue(pointer=f"/{name}", expected={"zh-CN": f"1–{largest} 的整数", "en": f"1 to {largest}"})
    return int(text)


def moment(name: str) -> datetime | None:
    """The moment `name` of the query, 2026-01-05T00:00:00+08:00; None where it is not named. Raises BadRequest."""
    raw = request.args.get(name)
    if not raw:
        return None
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadRequest(
            reason={"zh-CN": "时间要带时区，例如 2026-01-05T00:00:00+08:00", "en": "a moment needs its zone"}
        )
    return found


def box_of(text: str | None) -> Box | None:
    """ "south,west,north,east" in degrees; None for none. Raises InvalidValue."""
    if not text:
        return None
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        south, west, north, east = (math.nan,) * 4
    if not (-90 <= south <= north <= 90 and abs(west) <= 180 and abs(east) <= 180):
        raise InvalidValue(
            pointer="/box",
            expected={"zh-CN": "南,西,北,东，例如 29,121,30,122", "en": "south,west,north,east, such as 29,121,30,122"},
        )
    return Box(south, west, north, east)


def flag(name: str) -> bool:
    """True when the query says `name`=1."""
    return request.args.get(name) == "1"
