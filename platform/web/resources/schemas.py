"""Descriptions for programs and those who write them: OpenAPI with a reader page, JSON Schemas of definitions."""

from pathlib import Path

from flask import Response, current_app
from flask_smorest import Blueprint

from ...builder.kinds import definition_kinds, titled_schema
from ...runtime.errors import NotFound
from .. import policy
from ..answers import json
from ..documents import openapi
from ..edge import Edge

blueprint = Blueprint("schemas", __name__, url_prefix="/api/v1")

_PAGES = Path(__file__).resolve().parent.parent / "pages"
_MEDIA = {"reader.html": "text/html; charset=utf-8", "reader.js": "text/javascript", "reader.css": "text/css"}


@blueprint.route("/openapi.json")
@policy.anonymous
def document(edge: Edge) -> Response:
    """This API as an OpenAPI document."""
    return Response(openapi(current_app), content_type="application/json")


@blueprint.route("/docs")
@policy.anonymous
def reader(edge: Edge) -> Response:
    """The page that shows the OpenAPI document to people."""
    return _page("reader.html")


@blueprint.route("/docs/<name>")
@policy.anonymous
def reader_part(edge: Edge, name: str) -> Response:
    """Script and style of the reader page."""
    return _page(name)


@blueprint.route("/schemas/<kind>")
@policy.anonymous
def schema(edge: Edge, kind: str) -> Response:
    """The JSON Schema (2020-12) of one kind of definition, with words for people; "index" lists the kinds."""
    if kind == "index":
        return json({"items": list(definition_kinds)})
    if kind not in definition_kinds:
        raise NotFound
    return json(titled_schema(kind))


def _page(name: str) -> Response:
    if name not in _MEDIA:
        raise NotFound
    return Response((_PAGES / name).read_bytes(), content_type=_MEDIA[name])
