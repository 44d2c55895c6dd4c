"""The pages: built files of the front with hashed names, and the shells that every page address leads to."""

from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.utils import safe_join

from ...runtime.errors import NotFound
from ...runtime.intake import open_link
from .. import policy
from ..edge import Edge
from ..headers import content_policy
from ..media import media_type_of

blueprint = Blueprint("front", __name__)

_YEAR = "public, max-age=31536000, immutable"


@blueprint.route("/assets/<path:name>")
@policy.anonymous
def asset(edge: Edge, name: str) -> Response:
    """A file whose name changes with its content; browsers keep it for good."""
    return _file(edge.settings.front / "assets", name, _YEAR)


@blueprint.route("/m/", defaults={"path": ""})
@blueprint.route("/m/<path:path>")
@policy.anonymous
def phone(edge: Edge, path: str) -> Response:
    """The phone's pages."""
    return _file(edge.settings.front, "phone.html", "no-cache")


@blueprint.route("/preview/<path:path>")
@policy.anonymous
def preview(edge: Edge, path: str) -> Response:
    """The pages as drafts would make them. The designer shows them in a frame; no other site may."""
    answer = _file(edge.settings.front, "preview.html", "no-cache")
    answer.headers["Content-Security-Policy"] = content_policy(ancestors="'self'")
    return answer


@blueprint.route("/f/<token>")
@policy.anonymous
def public(edge: Edge, token: str) -> Response:
    """A public form's page. Sites that its intake names may embed it, and no other; what it shows it asks the API."""
    answer = _file(edge.settings.front, "public.html", "no-cache")
    try:
        origins = open_link(edge.installation, token).plan.settings["origins"]
    except NotFound:
        origins = []
    answer.headers["Content-Security-Policy"] = content_policy(ancestors=" ".join(origins) or "'none'")
    return answer


@blueprint.route("/f/embed.js")
@policy.anonymous
def embedding(edge: Edge) -> Response:
    """The script for pages that embed a form: gives its frame the height that the form asks for."""
    answer = _file(edge.settings.front, "embed.js", "public, max-age=3600")
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@blueprint.route("/", defaults={"path": ""})
@blueprint.route("/<path:path>")
@policy.anonymous
def desk(edge: Edge, path: str) -> Response:
    """The desk's pages; a few files lie beside them, such as the icon."""
    if path.startswith("api/"):
        raise NotFound
    if "/" not in path and "." in path:
        return _file(edge.settings.front, path, "public, max-age=3600")
    return _file(edge.settings.front, "index.html", "no-cache")


def _file(folder: Path, name: str, keep: str) -> Response:
    path = safe_join(str(folder), name)
    if path is None or not Path(path).is_file():
        raise NotFound
    file = Path(path)
    answer = Response(content_type=media_type_of(file.suffix))
    answer.headers["Cache-Control"] = keep
    facts = file.stat()
    answer.set_etag(f"{facts.st_mtime_ns:x}-{facts.st_size:x}")
    answer.make_conditional(request)
    if answer.status_code != 304:
        answer.set_data(file.read_bytes())
    return answer
