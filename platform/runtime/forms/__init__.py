"""Forms: a form document becomes a `FormPlan` once per publishing: a typed table, loaders, rules, checks, the order of
computing. `evolution.py` brings the tables of a workspace up to what is published.

Start at `plan.py`; the records room runs plans, nothing here touches rows.
"""

from .describing import describe
from .environment import form_environment
from .evolution import build_tables, changed_types, evolve
from .fields import FieldPlan
from .formula_names import form_name, formula_names
from .options import check_options
from .plan import FormPlan, form_plan, form_plans, incoming, incoming_lines, no_form
from .schema import form_schema, options_schema
from .side import SidePlan
from .standing_in import stand_ins, stand_ins_by_form

__all__ = [
    "FieldPlan",
    "FormPlan",
    "SidePlan",
    "build_tables",
    "changed_types",
    "check_options",
    "describe",
    "evolve",
    "form_environment",
    "form_name",
    "form_plan",
    "form_plans",
    "form_schema",
    "formula_names",
    "incoming",
    "incoming_lines",
    "no_form",
    "options_schema",
    "stand_ins",
    "stand_ins_by_form",
]
