"""Names of the persons and records that lines point to, as far as the reader may see them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...fields.columns import Column
from ...files import described
from ...forms import FieldPlan, form_plan
from ...people import KINDS, Naming
from ..reading import reading_of, titles_in
from ..record import Record


def linking_columns(field: FieldPlan) -> list[Column]:
    """The columns of the field's lines that point to something with a name."""
    return [column for column in field.columns.values() if column.type.links not in (None, "file")]


def filed_columns(field: FieldPlan) -> list[Column]:
    """The columns of the field's lines that hold files."""
    return [column for column in field.columns.values() if column.type.links == "file"]


def describe_line_files(
    connection: sa.Connection, records: Sequence[Record], dumped: Sequence[dict[str, Any]], fields: Sequence[FieldPlan]
) -> None:
    """Put what is known of files in the place of their ids."""
    keys = [(field.key, column.key) for field in fields for column in filed_columns(field)]
    cells = [
        (line, name)
        for item in dumped
        for key, name in keys
        for line in item["values"].get(key) or ()
        if line.get(name)
    ]
    known = described(connection, {id for line, name in cells for id in line[name]}) if cells else {}
    for line, name in cells:
        line[name] = [known[id] for id in line[name] if id in known]


def add_line_labels(
    context: Context,
    connection: sa.Connection,
    plans: Plans,
    records: Sequence[Record],
    dumped: Sequence[dict[str, Any]],
    fields: Sequence[FieldPlan],
) -> None:
    """Labels under "field/line id/column", one question for each column that points to records."""
    for field in fields:
        for column in linking_columns(field):
            cells = [
                (item["labels"], f"{field.key}/{line['id']}/{column.key}", id)
                for record, item in zip(records, dumped, strict=True)
                for line in record.values.get(field.key) or ()
                if (id := line.get(column.key)) is not None
            ]
            if cells:
                names = _names(context, connection, plans, column, {id for _, _, id in cells})
                for labels, place, id in cells:
                    labels[place] = names.get(id)


def _names(context: Context, connection: sa.Connection, plans: Plans, column: Column, ids: set[str]) -> dict[str, str]:
    if (kind := column.type.links) in KINDS:
        naming = Naming(context, connection, plans)
        return {id: name for id in ids if (name := naming.name(kind, id))}
    reading = reading_of(context, connection, plans, form_plan(plans, *column.settings["target"]))
    return titles_in(context, reading, ids) if reading else {}
