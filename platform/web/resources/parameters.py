"""The parameters of an installed app: what they are now, and changing them."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from ...builder.packages.parameters import change_parameters, parameters_of
from ...runtime.context import Context
from ...runtime.localized import text
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import ParametersBody
from ..package_schemas import ParametersSchema

blueprint = Blueprint("parameters", __name__, url_prefix="/api/v1/apps")


@blueprint.route("/<app>/parameters")
@answers(ParametersSchema)
@policy.right("market.install")
def items(context: Context, app: str) -> Response:
    """Each parameter with its words, default and present value."""
    return _answer(context, app)


@blueprint.route("/<app>/parameters", methods=["PATCH"])
@answers(ParametersSchema)
@policy.right("market.install")
@blueprint.arguments(ParametersBody)
def change(context: Context, body: dict[str, Any], app: str) -> Response:
    """Set some of them; the others stay. All or none."""
    change_parameters(context, app, body["parameters"])
    return _answer(context, app)


def in_words(parameter: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """A declared parameter in the reader's language."""
    texts = {name: text(parameter.get(name), locale) for name in ("title", "summary", "group", "unit")}
    options = [option | {"title": text(option["title"], locale)} for option in parameter.get("options", ())]
    return {**parameter, **texts, "options": options}


def _answer(context: Context, app: str) -> Response:
    return json({"items": [in_words(parameter, context.locale) for parameter in parameters_of(context, app)]})
