"""Formulas for an editor: text to tree with its errors, a tree back to text."""

from typing import Any

from flask import Response

from ...runtime import records
from ...runtime.context import Context
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import FormulaBody, FormulaValueBody, PrintBody
from ..formula_schemas import FormulaSchema, FormulaTextSchema, FormulaValueSchema

blueprint = Blueprint("formulas", __name__, url_prefix="/api/v1/apps/<app>/forms/<form>/formulas")


@blueprint.route("/check", methods=["POST"])
@answers(FormulaSchema)
@policy.person
@blueprint.arguments(FormulaBody)
def check(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """Read a formula's text: its tree and type, or what is wrong and where; with a record, also its value there."""
    found = records.check_formula(context, app, form, body["text"], message=body["message"], record=body["record"])
    return json(found)


@blueprint.route("/value", methods=["POST"])
@answers(FormulaValueSchema)
@policy.person
@blueprint.arguments(FormulaValueBody)
def value(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """What a stored expression comes to on a record. 422 where it names what is not there."""
    return json(records.formula_value(context, app, form, body["tree"], body["record"]))


@blueprint.route("/print", methods=["POST"])
@answers(FormulaTextSchema)
@policy.person
@blueprint.arguments(PrintBody)
def print_text(context: Context, body: dict[str, Any], app: str, form: str) -> Response:
    """The text of a stored expression."""
    return json({"text": records.print_tree(context, app, form, body["tree"])})
