"""Live conditions: a formula worked out by the database for every row of a list, with the rights of who reads.

{"formula": tree} stands in a filter like any other condition. It holds only in rows where the reader sees every field
that it reads; what it asks of other forms becomes a subquery under his rights there.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...errors import LimitExceeded
from ...expressions import Environment, Type, check_tree, questions, references, sql_expression
from ...forms import FormPlan, form_environment, form_plan
from ...forms.computing import check_condition
from ...forms.system_columns import ASKED_SYSTEM
from ...people import actor_values
from ..derived.asking import Asking
from ..rights import rights_on
from ..surroundings import surrounding
from .compiler import Reading

# Each is a subquery for every row that is looked at.
_MOST_QUESTIONS = 3


def reader_environment(context: Context, plans: Plans, plan: FormPlan, readable: frozenset[str]) -> Environment:
    """What an expression may read for the context's actor: the fields he sees in some row, here and in other forms."""
    fields = {key: field for key, field in plan.fields.items() if key in readable}
    environment = form_environment(plans, plan.app, fields)

    def rows_of(form: str) -> Mapping[str, Type] | None:
        types = environment.forms(form) if environment.forms else None
        seen = rights_on(context, plans, form_plan(plans, plan.app, form)).readable if types else frozenset()
        if not types or not seen:
            return None
        return {name: type_ for name, type_ in types.items() if name in seen or name in ASKED_SYSTEM}

    def pointing(form: str) -> Mapping[str, str]:
        seen = rows_of(form) or {}
        known = environment.pointing(form) if environment.pointing else {}
        return {name: target for name, target in known.items() if name in seen}

    return replace(environment, forms=rows_of, pointing=pointing)


def live_condition(context: Context, reading: Reading, tree: Any) -> sa.ColumnElement[bool]:
    """The rows in which a condition holds. Raises ExpressionError, LimitExceeded."""
    environment = reader_environment(context, reading.plans, reading.plan, reading.readable)
    check_condition(tree, environment)
    scopes = [scope for key in sorted(read_by(reading.plan, tree)) if (scope := reading.visible(key)) is not None]
    return sa.and_(*scopes, _element(context, reading, tree, environment))


def live_value(context: Context, reading: Reading, tree: Any) -> sa.ColumnElement[Any]:
    """What a formula gives for each row; whoever selects it shows only rows in which its fields are visible. Raises
    ExpressionError, LimitExceeded."""
    environment = reader_environment(context, reading.plans, reading.plan, reading.readable)
    check_tree(tree, environment)
    return _element(context, reading, tree, environment)


def read_by(plan: FormPlan, tree: Any) -> set[str]:
    """The form's own fields that a formula reads. Raises ExpressionError."""
    return {path[1] for path in references(tree) if len(path) > 1 and path[0] == "record" and path[1] in plan.fields}


def _element(context: Context, reading: Reading, tree: Any, environment: Environment) -> sa.ColumnElement[Any]:
    plan, connection = reading.plan, reading.connection
    if len(questions(tree, environment)) > _MOST_QUESTIONS:
        what = {"zh-CN": "一个公式里对其他表单的查询", "en": "questions to other forms in one formula"}
        raise LimitExceeded(what=what, limit=_MOST_QUESTIONS)
    asking = Asking(context, reading.plans, plan.app, connection)
    plain = {"actor": actor_values(context, connection), "param": plan.parameters}

    def resolve(path: tuple[str, ...]) -> Any:
        if len(path) == 2 and path[0] == "record":
            return reading.derived[path[1]] if path[1] in reading.derived else plan.table.c.get(path[1])
        if len(path) == 2 and path[0] in plain:
            return plain[path[0]].get(path[1])
        return surrounding(context, plan.calendar, path[0]) if len(path) == 1 else None

    return sql_expression(
        tree,
        resolve,
        connection.dialect.name,
        ask=lambda question: asking.element(question, resolve, connection),
        environment=environment,
    )
