"""What values point to must exist: persons active, records readable by the writer, files his own. Asked in the
writing transaction; the records stay locked until its end, so that nobody deletes them meanwhile."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..context import Context
from ..definitions import Plans
from ..errors import PlatformError, Problems
from ..files import Use, claim
from ..forms import FieldPlan, FormPlan, form_plan
from ..people import organisation_of
from ..storage import Transaction
from .errors import PersonUnknown, RecordUnknown
from .reading import reading_of


def check_links(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, row: Mapping[str, Any], keys: Iterable[str]
) -> None:
    """Check the fields `keys` of a row about to be written. Raises Problems with a pointer per field."""
    problems: list[PlatformError] = []
    for key in keys:
        field, value = plan.fields[key], row[key]
        if value is None or field.type.links is None:
            continue
        if field.type.links == "person" and not _is_active(context, tx, value):
            problems.append(PersonUnknown(pointer=f"/values/{key}"))
        elif field.type.links == "record" and not _is_readable(context, tx, plans, field, value):
            problems.append(RecordUnknown(pointer=f"/values/{key}"))
    if problems:
        raise Problems(problems)


def claim_files(context: Context, tx: Transaction, plan: FormPlan, row: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Bind the files of the fields `keys` to the written row. Raises FileUnknown for one that is not the writer's."""
    for key in keys:
        if plan.fields[key].type.links == "file":
            claim(tx, context, row[key] or (), Use("record", plan.name, row["id"], key))


def _is_active(context: Context, tx: Transaction, id: str) -> bool:
    person = organisation_of(context.workspace, tx.connection).person(id)
    return person is not None and person.active


def _is_readable(context: Context, tx: Transaction, plans: Plans, field: FieldPlan, id: str) -> bool:
    reading = reading_of(context, tx.connection, plans, form_plan(plans, *field.settings["target"]))
    return reading is not None and bool(reading.some([id], lock=True))
