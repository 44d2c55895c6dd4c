"""Errors become RFC 9457 problem documents in the caller's language; unknown ones a code to copy and a log line."""

import errno
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from ..runtime.errors import (
    BadRequest,
    DiskFull,
    Forbidden,
    InvalidValue,
    NotFound,
    NotSignedIn,
    PlatformError,
    Problems,
    Unavailable,
)
from ..runtime.identifiers import new_id
from ..runtime.logs import Log
from ..runtime.storage import is_away
from .answers import dumped
from .errors import BodyTooLarge, MethodNotAllowed, UnexpectedError, UnsupportedBody
from .locale import locale_of_request

_log = Log("loomwork.web")

_BY_STATUS: dict[int, PlatformError] = {
    401: NotSignedIn(),
    403: Forbidden(),
    404: NotFound(),
    405: MethodNotAllowed(),
    413: BodyTooLarge(),
    415: UnsupportedBody(expected="application/json"),
    503: Unavailable(),
}


def install_problems(app: Flask) -> None:
    """Let every error of the application leave as a problem document."""
    app.register_error_handler(PlatformError, problem)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _unexpected)


def problem(error: PlatformError) -> Response:
    """The answer for an error."""
    document = error.problem(locale_of_request())
    answer = Response(dumped(document), error.status, content_type="application/problem+json")
    if (wait_s := error.context.get("retry_after_s")) is not None:
        answer.headers["Retry-After"] = str(wait_s)
    return answer


def _http_problem(error: HTTPException) -> Response:
    if (messages := getattr(error, "data", {}).get("messages")) is not None:
        return problem(_unfit_body(messages))
    if error.code is None or error.response is not None or error.code < 400:
        return Response(error.get_body(), error.code or 500, error.get_headers())
    reason = {"zh-CN": "格式有误", "en": "its form is wrong"}
    answer = problem(_BY_STATUS.get(error.code) or BadRequest(reason=reason))
    if error.code == 405:
        answer.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    return answer


def _unfit_body(messages: dict[str, Any]) -> PlatformError:
    """What marshmallow found, by place; its own English words are for programmers and stay in the log."""
    errors: list[PlatformError] = [
        InvalidValue(pointer=pointer, expected={"zh-CN": "有效的值", "en": "a valid value"})
        for location in messages.values()
        for pointer in (_pointers(location, "") if isinstance(location, dict) else [""])
    ]
    return Problems(errors or [BadRequest(reason={"zh-CN": "不是 JSON", "en": "it is no JSON"})])


def _pointers(messages: dict[Any, Any], above: str) -> list[str]:
    found: list[str] = []
    for key, below in messages.items():
        place = above if key == "_schema" else f"{above}/{key}"
        found += _pointers(below, place) if isinstance(below, dict) else [place]
    return found


def _unexpected(error: Exception) -> Response:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return problem(DiskFull())
    if isinstance(error, sa.exc.DBAPIError) and is_away(error):
        _log.warning("database away", endpoint=request.endpoint, error=type(error).__name__)
        answer = problem(Unavailable())
        answer.headers["Retry-After"] = "5"
        return answer
    reference = new_id()[-10:]
    # The kind of error and the place, never values: what people typed does not belong into a log.
    _log.error(
        "unexpected_error", reference=reference, endpoint=request.endpoint, error=type(error).__name__, at=_place(error)
    )
    return problem(UnexpectedError(reference=reference))


def _place(error: BaseException) -> str:
    trace, lines = error.__traceback__, []
    while trace:
        lines.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(lines[-6:])
