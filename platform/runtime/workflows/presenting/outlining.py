"""What a document of a workflow says of its ways while somebody works on it: the outcomes of each step, with titles.

It may be wrong in any way; of what cannot be read, what its type always has is told."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidDefinition
from ...forms.settings_loading import load_settings
from ...localized import text
from ..definition.graph import TOO_OFTEN
from ..node import NodeType, node_types
from .flow import TOO_OFTEN_TITLE


def outline(document: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """Node → {"shape", "takes_limits", "outcomes": [{"key", "title", "optional"}]}, by its key."""
    nodes = document.get("nodes")
    known = [one for one in (nodes if isinstance(nodes, list) else []) if isinstance(one, dict)]
    return {str(one.get("key", "")): _node(one, locale) for one in known if one.get("type") in node_types}


def _node(node: Mapping[str, Any], locale: str) -> dict[str, Any]:
    type_ = node_types.get(node["type"])
    limits = node.get("limits")
    own = [one for one in (limits if isinstance(limits, list) else []) if isinstance(one, dict)]
    left_by = {one["leave_by"]: one.get("title") or one.get("key") for one in own if one.get("leave_by")}
    outcomes, titles = _outcomes(type_, node.get("settings"))
    bounded = [TOO_OFTEN] if node.get("most_visits") is not None else []
    titles = {TOO_OFTEN: TOO_OFTEN_TITLE} | left_by | titles
    return {
        "shape": type_.shape,
        "takes_limits": type_.takes_limits,
        "outcomes": [
            {"key": one, "title": str(text(titles.get(one, one), locale)), "optional": one in type_.optional}
            for one in dict.fromkeys([*outcomes, *left_by, *bounded])
        ],
    }


def _outcomes(type_: NodeType, settings: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    try:
        loaded = load_settings(type_.Settings(), settings if isinstance(settings, dict) else {})
        return type_.outcomes_of(loaded), dict(type_.outcome_titles(loaded))
    except InvalidDefinition:
        return type_.outcomes, dict(type_.words)
