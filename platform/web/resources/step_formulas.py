"""Formulas of a workflow's step for an editor: the names it may read, text to tree with its errors, a tree to text."""

from typing import Any

from flask import Response

from ...runtime.context import Context
from ...runtime.workflows import step_formulas
from .. import policy
from ..answers import answers, json
from ..blueprint import Blueprint
from ..bodies import PrintBody, StepFormulaBody
from ..formula_schemas import FormulaSchema, FormulaTextSchema, StepNamesSchema

blueprint = Blueprint(
    "step_formulas", __name__, url_prefix="/api/v1/apps/<app>/workflows/<workflow>/steps/<step>/formulas"
)
_RIGHT = "market.install"


@blueprint.route("/names")
@answers(StepNamesSchema)
@policy.right(_RIGHT)
def names(context: Context, app: str, workflow: str, step: str) -> Response:
    """What a formula of this step may read: the record, parameters, the trigger, and what steps before it tell."""
    return json({"names": step_formulas.names(context, app, workflow, step)})


@blueprint.route("/check", methods=["POST"])
@answers(FormulaSchema)
@policy.right(_RIGHT)
@blueprint.arguments(StepFormulaBody)
def check(context: Context, body: dict[str, Any], app: str, workflow: str, step: str) -> Response:
    """Read a formula's text: its tree and type, or what is wrong and where."""
    return json(step_formulas.check(context, app, workflow, step, body["text"]))


@blueprint.route("/print", methods=["POST"])
@answers(FormulaTextSchema)
@policy.right(_RIGHT)
@blueprint.arguments(PrintBody)
def print_text(context: Context, body: dict[str, Any], app: str, workflow: str, step: str) -> Response:
    """The text of a stored expression."""
    return json({"text": step_formulas.print_tree(context, app, workflow, step, body["tree"])})
