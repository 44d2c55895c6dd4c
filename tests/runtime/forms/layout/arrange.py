"""A layout on a small form, for the tests of item types."""

from collections.abc import Sequence
from typing import Any

from loomwork.runtime.definitions import Definition, InstalledApp, Plans
from loomwork.runtime.forms import FormPlan, form_plan
from loomwork.runtime.forms.layout import Reader, tell_layout

FIELDS: list[dict[str, Any]] = [
    {"key": "title", "type": "text", "title": "Title"},
    {"key": "note", "type": "text", "title": "Note", "required": True},
    {
        "key": "status",
        "type": "stage",
        "title": "Status",
        "settings": {"stages": ["new", "won"], "moves": [{"key": "win", "from": "new", "to": "won"}]},
    },
]
ALL = {"title": "write", "note": "write", "status": "write"}


def arranged(*layout: dict[str, Any], rules: Sequence[dict[str, Any]] = ()) -> FormPlan:
    """A form with this layout, compiled. Raises InvalidDefinition."""
    document = {
        "kind": "form", "key": "f", "title": "Form", "fields": FIELDS, "layout": list(layout), "rules": list(rules)
    }  # fmt: skip
    definition = Definition("app", "form", "f", 1, "h", document)
    return form_plan(Plans(1, [InstalledApp("app", "1", {})], [definition], {}), "app", "f")


def told(*layout: dict[str, Any], seen: dict[str, str] | None = None, frames: tuple[str, ...] = ()) -> Any:
    """The layout as a reader gets it who sees the fields `seen`; all of them when absent."""
    return tell_layout(arranged(*layout).layout, Reader(ALL if seen is None else seen, "en", frames))


def around(item: dict[str, Any], *within: str) -> dict[str, Any]:
    """The item in something it may stand in."""
    if "form" in within:
        return item
    if "tab" in within:
        return around({"key": "around_tab", "tab": "T", "items": [item]}, "tabs")
    return {"key": "around_tabs", "tabs": [item]}
