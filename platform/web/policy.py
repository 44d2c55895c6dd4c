"""Each route's policy: who may ask it at all. A route without one keeps the server from starting.

    @policy.person                  anybody signed in; the view's first argument is his Context
    @policy.right("people.manage")  who holds that right on the workspace; likewise
    @policy.public                  who has the link of a public form, in the route's <token>; the Visit it opens
    @policy.anonymous               everybody; the view's first argument is the Edge

What one may see of the rows and fields behind a route is decided by the runtime, never here. A request with the header
Loomwork-Preview, which names an app, is answered as if that app's drafts held, and writes nothing.
"""

import functools
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import Flask, request

from ..builder import drafts
from ..runtime.context import Context
from ..runtime.definitions import plan_cache
from ..runtime.errors import Forbidden, NotSignedIn
from ..runtime.identifiers import new_id
from ..runtime.intake import open_link
from ..runtime.people import csrf_token, has_right, in_his_pilots, signed_in
from .edge import Edge, current_edge
from .errors import CsrfFailed
from .locale import locale_of

COOKIE = "loomwork_session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER = "Bearer "
# Who builds works on what holds for everybody, whatever pilots hold for him: by this right, and in rooms for which one
# needs another.
_BUILDS = "apps.build"
_BUILDING = frozenset({"lineage", "market", "operations", "rehearsals", "replays"})
# What is written to a person is read by nobody who looks with his eyes.
_LETTERS = frozenset({"messages", "sendings"})

View = Callable[..., Any]


class Policy(NamedTuple):
    """`kind` is anonymous, public, person or right; `right` is set for the last."""

    kind: str
    right: str | None = None


class MissingPolicy(Exception):
    """A route has no policy; the server does not start."""


def anonymous(view: View) -> View:
    """Everybody may ask."""

    @functools.wraps(view)
    def open_to_all(*positional: Any, **arguments: Any) -> Any:
        return view(current_edge(), *positional, **arguments)

    return _marked(open_to_all, Policy("anonymous"))


def public(view: View) -> View:
    """Whoever has the link may ask: its token proves nothing else, and no session counts here."""

    @functools.wraps(view)
    def for_visitors(*positional: Any, token: str, **arguments: Any) -> Any:
        edge = current_edge()
        surroundings = {"locale": locale_of(request.headers.get("Accept-Language")), "address": request.remote_addr}
        return view(open_link(edge.installation, token, request_id=new_id(), **surroundings), *positional, **arguments)

    return _marked(for_visitors, Policy("public"))


def person(view: View) -> View:
    """Anybody signed in may ask."""

    @functools.wraps(view)
    def for_persons(*positional: Any, **arguments: Any) -> Any:
        with _entered() as context:
            return view(context, *positional, **arguments)

    return _marked(for_persons, Policy("person"))


def right(name: str) -> Callable[[View], View]:
    """Whoever holds the right `name` may ask; the right's existence is no secret, so others get 403."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def for_holders(*positional: Any, **arguments: Any) -> Any:
            with _entered(name) as context:
                require_right(context, name)
                return view(context, *positional, **arguments)

        return _marked(for_holders, Policy("right", name))

    return decorate


@contextmanager
def _entered(right: str | None = None) -> Iterator[Context]:
    """Who asks, to use `right`: where his pilots hold, unless he builds; or in surroundings where drafts hold and
    nothing is written, if that is what he asks for."""
    context = enter(current_edge())
    app = request.environ.get("HTTP_LOOMWORK_PREVIEW")
    if app is None:
        builds = right == _BUILDS or request.blueprint in _BUILDING
        yield context if builds else in_his_pilots(context)
        return
    eyes = drafts.Eyes(request.headers.get("Loomwork-Preview-Role"), request.headers.get("Loomwork-Preview-Person"))
    if eyes.person is not None and request.blueprint in _LETTERS:
        raise Forbidden
    with drafts.preview(context, app, eyes) as surroundings:
        yield surroundings


def require_right(context: Context, name: str) -> None:
    """Raise Forbidden unless the actor holds the right `name`."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if not has_right(context, plans, name):
        raise Forbidden


def enter(edge: Edge) -> Context:
    """Who asks, as a Context. Raises NotSignedIn, or CsrfFailed for a write without the session's token."""
    # The environ instead of Flask's proxies: this runs before everything else, each time.
    environ = request.environ
    header: str = environ.get("HTTP_AUTHORIZATION", "")
    by_token = header.startswith(_BEARER)
    secret = header[len(_BEARER) :].strip() if by_token else request.cookies.get(COOKIE, "")
    found = signed_in(edge.installation, edge.clock, secret, "token" if by_token else "session") if secret else None
    if found is None:
        raise NotSignedIn
    writes = environ["REQUEST_METHOD"] not in _SAFE_METHODS
    if writes and not by_token:
        _check_csrf(secret, environ.get("HTTP_X_CSRF_TOKEN", ""))
    return Context(
        found.workspace,
        found.actor,
        locale=locale_of(environ.get("HTTP_ACCEPT_LANGUAGE")),
        provenance="api" if by_token else "typed",
        request_id=new_id() if writes else None,
        address=environ.get("REMOTE_ADDR"),
        revision=found.definition_revision,
    )


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """The policy of a route by its endpoint."""
    return getattr(app.view_functions[endpoint], "policy", None)


def check_policies(app: Flask) -> None:
    """Raise MissingPolicy when a route of the application names none."""
    missing = sorted(rule.rule for rule in app.url_map.iter_rules() if policy_of(app, rule.endpoint) is None)
    if missing:
        raise MissingPolicy(f"routes without a policy: {', '.join(missing)}")


def _check_csrf(secret: str, given: str) -> None:
    if not hmac.compare_digest(given.encode(), csrf_token(secret).encode()):
        raise CsrfFailed


def _marked(view: View, policy: Policy) -> View:
    view.policy = policy  # type: ignore[attr-defined]  # functions carry their policy as an attribute
    return view
