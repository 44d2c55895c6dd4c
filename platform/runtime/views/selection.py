"""What all view types say of the records they show: columns, a filter, an order, and which field plays which part."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ..forms import FieldPlan, FormPlan
from ..forms.locating import wrong
from ..records import Query
from ..records.querying.declared import check_filter, field_named, own_field
from ..records.querying.question import MAX_SORT
from .view import Look


class SortSchema(Schema):
    """One step of the order; empty values come last either way."""

    field = fields.String(required=True, metadata={"field": True, "how": "sorts"})
    descending = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class SelectionSchema(Schema):
    """Settings of every view type."""

    columns = fields.List(fields.String(metadata={"field": True, "how": "shows"}), load_default=list)
    # As in the API: {"field", "operator", "value"}, or {"all": […]}, {"any": […]}.
    filter = fields.Raw(load_default=None, allow_none=True, metadata={"filter": True})
    sort = fields.List(fields.Nested(SortSchema), load_default=list, validate=validate.Length(max=MAX_SORT))


def part(*, required: bool = False) -> fields.String:
    """A setting that names the field of the form which plays this part."""
    how: dict[str, Any] = {"required": True} if required else {"load_default": None, "allow_none": True}
    return fields.String(**how, metadata={"field": True, "how": "reads" if required else "shows"})


def selected(
    settings: Mapping[str, Any],
    form: FormPlan,
    limit: int,
    *,
    parts: Mapping[str, str] | None = None,
    needs: tuple[str, ...] = (),
    options: Mapping[str, Any] | None = None,
) -> Look:
    """The look for settings that a `SelectionSchema` loaded. `needs`: the parts without which the view is none.

    Raises InvalidDefinition with a pointer into the settings.
    """
    columns = [own_field(form, key, f"/columns/{i}") for i, key in enumerate(settings["columns"])]
    if len(set(columns)) != len(columns):
        raise wrong("/columns", "同一列出现了两次", "a column appears twice")
    reads = check_filter(form, settings["filter"], "/filter") if settings["filter"] is not None else frozenset()
    query = Query(
        filter=settings["filter"],
        sort=tuple(_sort(form, step, f"/sort/{i}/field") for i, step in enumerate(settings["sort"])),
        limit=limit,
    )
    playing = dict(parts or {})
    needed = reads | {playing[name] for name in needs}
    return Look(tuple(columns or form.fields), query, needed, playing, dict(options or {}))


def played(
    settings: Mapping[str, Any],
    form: FormPlan,
    wanted: Mapping[str, tuple[Callable[[FieldPlan], bool], Mapping[str, str]]],
) -> dict[str, str]:
    """Part → the field that plays it, for the parts that settings name. `wanted`: what each part takes, and its words.

    Raises InvalidDefinition.
    """
    found = {}
    for name, (fits, words) in wanted.items():
        if (key := settings[name]) is None:
            continue
        own_field(form, key, f"/{name}")
        if not fits(form.fields[key]):
            raise wrong(
                f"/{name}",
                f"「{key}」不能用在这里，需要{words['zh-CN']}",
                f"{key} cannot stand here; {words['en']} can",
            )
        found[name] = key
    return found


def _sort(form: FormPlan, step: Mapping[str, Any], pointer: str) -> str:
    """ "budget" or "-budget"."""
    found = field_named(form, step["field"], pointer)
    if not found.sortable:
        raise wrong(pointer, f"「{found.key}」不能排序", f"{found.key} cannot be sorted by")
    return f"-{found.key}" if step["descending"] else found.key
