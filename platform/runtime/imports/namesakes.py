"""References to a directory that a column of names may fill besides its own field: a lead's company is a customer's
name, too."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .. import directory
from ..context import Context
from ..definitions import Plans
from ..errors import NotFound
from ..forms import FieldPlan, FormPlan, form_plan
from ..people import FormAccess
from .fillable import fillable
from .matching import called
from .targets import targets

# A column is one of names when this share of them is known, or nearly.
_SHARE = 0.3


def asks_directory(plans: Plans, plan: FormPlan, columns: Sequence[Mapping[str, Any]]) -> bool:
    """Whether names in the columns are those of a directory, which takes a while."""
    known = fillable(plan)
    fields = (known[target.field] for target in targets(columns) if target.field in known)
    referring = (form_plan(plans, *field.settings["target"]) for field in fields if field.type.links == "record")
    return any(target.names is not None for target in referring)


def namesakes(plans: Plans, plan: FormPlan, access: FormAccess) -> dict[str, frozenset[str]]:
    """Reference → what the names of the records it refers to are called, folded."""
    found = {}
    for field in plan.linked("record"):
        if field.key in plan.writable and access.writable(field.key, "create"):
            target = form_plan(plans, *field.settings["target"])
            if target.names is not None:
                found[field.key] = called(target.fields[target.names.legal])
    return found


def knows_some(context: Context, connection: sa.Connection, field: FieldPlan, names: Sequence[str]) -> bool:
    """Whether enough of the names are those of records, as the actor may see them."""
    try:
        app, form = field.settings["target"]
        found = directory.match_all(context, app, form, names, connection=connection)
    except NotFound:
        return False
    return sum(match.how != "none" for match in found) >= max(len(names) * _SHARE, 1)
