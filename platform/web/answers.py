"""Answers: JSON by orjson, ETags of revisions, and how an answer is described in OpenAPI."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider
from marshmallow import Schema

_JSON = "application/json"

# The body of an upload, as OpenAPI describes it.
UPLOAD = {
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        }
    },
    "required": True,
}


def dumped(value: Any) -> bytes:
    """JSON bytes. Decimals become texts, moments "2026-01-05T01:00:00Z"."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS)


def json(value: Any, status: int = 200, *, revision: int | None = None) -> Response:
    """A JSON answer; `revision` becomes its ETag."""
    answer = Response(dumped(value), status, content_type=_JSON)
    if revision is not None:
        answer.headers["ETag"] = f'"{revision}"'
    return answer


def empty() -> Response:
    """204."""
    answer = Response(status=204)
    del answer.headers["Content-Type"]
    return answer


def answers(schema: type[Schema] | None = None, status: int = 200, **more: Any) -> Callable[[Any], Any]:
    """Describe a view's answer in OpenAPI. The view dumps by itself: what is described costs no time at run.

    `more` goes into the operation as it is (parameters, requestBody, …).
    """

    def decorate(view: Any) -> Any:
        described: dict[str, Any] = {"description": "OK"}
        if schema is not None:
            described["content"] = {_JSON: {"schema": schema}}
        known = deepcopy(getattr(view, "_apidoc", {}))
        manual = known.setdefault("manual_doc", {})
        manual.setdefault("responses", {})[str(status)] = described
        manual.update(more)
        view._apidoc = known
        return view

    return decorate


def query(texts: Mapping[str, str] | None = None, numbers: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The parameters of an address with their descriptions, for `answers(parameters=…)`."""
    named = [(name, words, "string") for name, words in (texts or {}).items()]
    named += [(name, words, "integer") for name, words in (numbers or {}).items()]
    return [
        {"in": "query", "name": name, "description": words, "schema": {"type": kind}} for name, words, kind in named
    ]


class OrjsonProvider(JSONProvider):
    """Flask's own JSON by orjson."""

    def dumps(self, obj: Any, **_: Any) -> str:
        return dumped(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        return json(self._prepare_response_obj(args, kwargs))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"cannot write a {type(value).__name__} as JSON")
