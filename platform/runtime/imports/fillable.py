"""What a column of a file may fill: a field of the form, or a column of its detail lines, called "lines.article"."""

from dataclasses import replace
from typing import Any

from ..fields.columns import Column, titled
from ..forms import FieldPlan, FormPlan
from ..people import FormAccess


def fillable(plan: FormPlan) -> dict[str, FieldPlan]:
    """Key → what it fills; a column of lines is treated as a field of its own name."""
    found = dict(plan.writable)
    for field in plan.writable.values():
        if field.type.side == "lines":
            found.update((one.key, one) for one in line_fields(field))
    return found


def settable(plan: FormPlan, access: FormAccess) -> list[FieldPlan]:
    """What the actor may fill in a new record."""
    return [field for key, field in fillable(plan).items() if field.type.imported and access.writable(key, "create")]


def line_fields(field: FieldPlan) -> list[FieldPlan]:
    """The columns of a field's lines that people fill."""
    return [_line_field(field, column) for column in field.columns.values() if not column.computed]


def line_of(key: str) -> tuple[str, str] | None:
    """(field, column) for a column of lines, None for a field of the record."""
    field, dot, column = key.partition(".")
    return (field, column) if dot else None


def _line_field(field: FieldPlan, column: Column) -> FieldPlan:
    key = f"{field.key}.{column.key}"
    titles = column.title.values() if isinstance(column.title, dict) else (column.title,)
    document: dict[str, Any] = {**column.document, "aliases": [column.key, *titles]}
    # The directory counts unknown names of the record's own fields only.
    settings = {**column.settings, "unknown": None} if column.type.links == "record" else column.settings
    return replace(
        field,
        key=key,
        title=titled(field.title, column.title),
        type=column.type,
        settings=settings,
        required=column.required,
        indexed=False,
        unique=False,
        document=document,
        pointer=f"{field.pointer}/settings{column.pointer}",
        column=None,
        derived=None,
        filters=(),
        load=column.load,
        dump=column.json,
    )
