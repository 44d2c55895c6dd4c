"""What a document of a workflow says of its ways while somebody works on it: the outcomes of each step and
scope, with titles, and who replies there.

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
    """Node or scope → {"shape", "takes_limits", "outcomes": [{"key", "title", "optional"}], "sends", "replies"}, by its
    key: what it is left by, whether another system answers it, and how people may."""
    nodes = [one for one in _objects(document.get("nodes")) if one.get("type") in node_types]
    return {str(one.get("key", "")): _node(one, locale) for one in nodes} | {
        str(one.get("key", "")): _scope(one, locale) for one in _objects(document.get("scopes"))
    }


def _node(node: Mapping[str, Any], locale: str) -> dict[str, Any]:
    type_ = node_types.get(node["type"])
    left_by = _left_by(node)
    outcomes, titles, replies = _by_settings(type_, node.get("settings"))
    bounded = [TOO_OFTEN] if node.get("most_visits") is not None else []
    titles = {TOO_OFTEN: TOO_OFTEN_TITLE} | left_by | titles
    return {
        "shape": type_.shape,
        "takes_limits": type_.takes_limits,
        "outcomes": [
            {"key": one, "title": str(text(titles.get(one, one), locale)), "optional": one in type_.optional}
            for one in dict.fromkeys([*outcomes, *left_by, *bounded])
        ],
        "sends": type_.sends,
        "replies": [] if type_.sends else list(replies),
    }


def _scope(scope: Mapping[str, Any], locale: str) -> dict[str, Any]:
    outcomes = [
        {"key": one, "title": str(text(title, locale)), "optional": False} for one, title in _left_by(scope).items()
    ]
    return {"shape": "scope", "takes_limits": True, "outcomes": outcomes, "sends": False, "replies": []}


def _left_by(part: Mapping[str, Any]) -> dict[str, Any]:
    """What its deadlines leave it by, with words."""
    limits = _objects(part.get("limits"))
    return {one["leave_by"]: one.get("title") or one["leave_by"] for one in limits if one.get("leave_by")}


def _objects(raw: Any) -> list[dict[str, Any]]:
    return [one for one in (raw if isinstance(raw, list) else []) if isinstance(one, dict)]


def _by_settings(type_: NodeType, settings: Any) -> tuple[tuple[str, ...], dict[str, Any], tuple[str, ...]]:
    """Outcomes, their titles, and how people may reply."""
    try:
        loaded = load_settings(type_.Settings(), settings if isinstance(settings, dict) else {})
        return type_.outcomes_of(loaded), dict(type_.outcome_titles(loaded)), type_.replies_of(loaded)
    except InvalidDefinition:
        return type_.outcomes, dict(type_.words), ()
