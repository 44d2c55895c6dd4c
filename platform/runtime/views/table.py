"""Table: records as rows, chosen columns, a filter, an order and so many rows a page."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ..forms import FormPlan
from ..forms.locating import wrong
from ..records import Query
from ..records.declared import check_filter, field_named, own_field
from ..records.querying import MAX_LIMIT, MAX_SORT
from .view import Look, ViewType, view_type


class SortSchema(Schema):
    """One step of the order; empty values come last either way."""

    field = fields.String(required=True, metadata={"field": True})
    descending = fields.Boolean(load_default=False, truthy={True}, falsy={False})


@view_type("table")
class Table(ViewType):
    """Records as rows. Without columns of its own it shows all fields."""

    label = {"zh-CN": "表格", "en": "Table"}
    example_settings = {
        "columns": ["title", "status"],
        "filter": {"field": "title", "operator": "not_empty"},
        "sort": [{"field": "title", "descending": True}],
        "page_rows": 20,
    }

    class Settings(Schema):
        columns = fields.List(fields.String(metadata={"field": True}), load_default=list)
        # As in the API: {"field", "operator", "value"}, or {"all": […]}, {"any": […]}.
        filter = fields.Raw(load_default=None, allow_none=True, metadata={"filter": True})
        sort = fields.List(fields.Nested(SortSchema), load_default=list, validate=validate.Length(max=MAX_SORT))
        page_rows = fields.Integer(load_default=50, strict=True, validate=validate.Range(1, MAX_LIMIT))

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        columns = [own_field(form, key, f"/columns/{i}") for i, key in enumerate(settings["columns"])]
        if len(set(columns)) != len(columns):
            raise wrong("/columns", "同一列出现了两次", "a column appears twice")
        reads = check_filter(form, settings["filter"], "/filter") if settings["filter"] is not None else frozenset()
        query = Query(
            filter=settings["filter"],
            sort=tuple(_sort(form, step, f"/sort/{i}/field") for i, step in enumerate(settings["sort"])),
            limit=settings["page_rows"],
        )
        return Look(tuple(columns or form.fields), query, frozenset(reads))


def _sort(form: FormPlan, step: Mapping[str, Any], pointer: str) -> str:
    """ "budget" or "-budget"."""
    found = field_named(form, step["field"], pointer)
    if not found.sortable:
        raise wrong(pointer, f"「{found.key}」不能排序", f"{found.key} cannot be sorted by")
    return f"-{found.key}" if step["descending"] else found.key
