"""When a record first entered a stage, from the change record, as SQL on the form's rows."""

from datetime import datetime

import sqlalchemy as sa

from ...changes.tables import change, change_entry
from ...forms import FormPlan
from ...storage.json_sql import becomes
from ...storage.types import Moment


def entered(form: FormPlan, field: str, stage: str) -> sa.ColumnElement[datetime]:
    """The moment at which the row's stage field first became `stage`; NULL when it never did."""
    found = (
        sa.select(sa.func.min(change.c.at))
        .join_from(change_entry, change, change.c.id == change_entry.c.change_id)
        .where(
            change_entry.c.object_kind == "record",
            change_entry.c.object_id == form.table.c.id,
            becomes(change_entry.c.patch, field, stage),
        )
    )
    return sa.type_coerce(found.correlate(form.table).scalar_subquery(), Moment())
