"""Records of an app as sample data of its package, as far as who packs sees them and they name nobody.

Left out are fields that point to persons, departments, roles and files, detail lines, and references to forms that do
not go along: elsewhere nobody would be found.
"""

import csv
import io
from collections.abc import Collection, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from ...runtime import records
from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.exports.cells import cell_of
from ...runtime.fields import Reader
from ...runtime.forms import FieldPlan, FormPlan, form_plan

MOST_ROWS = 200


def in_order(plans: Plans, app: str, forms: Collection[str]) -> list[str]:
    """The forms, those that others refer to first, as sample data is loaded."""
    left = [form_plan(plans, app, form) for form in sorted(forms)]
    found: list[str] = []
    while left:
        free = [plan for plan in left if not _referred(plan, {one.key for one in left} - {plan.key})] or left[:1]
        found += [plan.key for plan in free]
        left = [plan for plan in left if plan not in free]
    return found


def sample_file(context: Context, plans: Plans, app: str, form: str, before: Collection[str]) -> bytes:
    """The newest records, oldest first, as csv by field key; references lead to the forms in `before`."""
    plan = form_plan(plans, app, form)
    found = records.query(context, app, form, records.Query(sort=("-created_at",), limit=MOST_ROWS)).items
    dumped = records.dump_records(context, found)
    columns = list(_columns(plan, before))
    reader = Reader("zh-CN", ZoneInfo(context.workspace.zone))
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([field.key for field in columns])
    for record, told in zip(reversed(found), reversed(dumped), strict=True):
        table.writerow([_cell(field, record, told, reader) for field in columns])
    return written.getvalue().encode()


def _columns(plan: FormPlan, before: Collection[str]) -> Iterator[FieldPlan]:
    for field in plan.writable.values():
        to = field.settings["target"][1] if field.type.links == "record" else None
        named = field.type.links is None or to in before
        if field.type.imported and field.type.side is None and not field.type.counted and named:
            yield field


def _referred(plan: FormPlan, forms: Collection[str]) -> bool:
    return any(field.settings["target"] in {(plan.app, form) for form in forms} for field in plan.linked("record"))


def _cell(field: FieldPlan, record: records.Record, told: dict[str, Any], reader: Reader) -> str:
    stored = record.values.get(field.key)
    if stored is None:
        return ""
    if field.type.links:
        return told["labels"].get(field.key) or ""
    cell = cell_of(field.type, stored, field.settings, reader)
    return "" if cell is None else str(cell)
