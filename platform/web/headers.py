"""Headers that every answer carries: what the page may load, and that nobody may frame, sniff or cache it.

They are added outside Flask, where headers are a plain list: Flask's own way cost a tenth of a whole request.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

from ..runtime.storage.clock import stopwatch_s

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Styles: the component library of the desk writes style elements at run; scripts come from files of our own only.
_CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {ancestors}; frame-src {frames}"
)
# X-Frame-Options is for browsers that do not know frame-ancestors; all others go by the policy alone.
_ALWAYS = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
_HSTS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")

BEGAN = "loomwork.began_s"


def content_policy(*, ancestors: str = "'none'", frames: str = "'none'") -> str:
    """The policy of a page: which sites may frame it, and which it may frame."""
    return _CONTENT_POLICY.format(ancestors=ancestors, frames=frames)


def install_headers(app: Flask, *, https: bool, frames: tuple[str, ...] = ()) -> None:
    """Add the headers to all answers of the application, errors included, and note when each request began.
    `frames`: origins of pages that forms may embed, beside our own: designers frame previews."""
    policy = content_policy(frames=" ".join(("'self'", *frames)))
    # A resource may say something narrower of its own.
    unless_set = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    inner: WSGIApplication = app.wsgi_app

    def with_headers(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ[BEGAN] = stopwatch_s()
        secure = https or environ.get("wsgi.url_scheme") == "https"

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said = {name for name, _ in headers}
            headers = headers + _ALWAYS + [pair for pair in unless_set.items() if pair[0] not in said]
            return start_response(status, [*headers, _HSTS] if secure else headers, *more)

        return inner(environ, start)

    app.wsgi_app = with_headers  # type: ignore[method-assign]  # Flask's own documented way to wrap an application
