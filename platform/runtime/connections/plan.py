"""Connections that a workspace has: those its apps ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...connectors.base import ConnectorType, connector_types
from ..definitions import Definition, Plans
from ..localized import Localized


@dataclass(frozen=True, slots=True, eq=False)
class ConnectionPlan:
    """A connection by its document. `offered` are the settings with which its form begins."""

    app: str
    key: str
    title: Localized
    help: Localized | None
    type: ConnectorType
    offered: Mapping[str, Any]

    @property
    def owner(self) -> str:
        """Whose its secrets are."""
        return f"connection:{self.name}"

    @property
    def name(self) -> str:
        return f"{self.app}.{self.key}"


def connection_plan(plans: Plans, app: str, key: str) -> ConnectionPlan:
    """`key` may be "other_app.key". Raises NotFound."""
    definition = plans.get("connection", app, key)
    return plans.once(("connection", definition.app, definition.key), lambda: _compile(definition))


def connection_plans(plans: Plans) -> list[ConnectionPlan]:
    """All."""
    return [connection_plan(plans, one.app, one.key) for one in plans.documents("connection")]


def _compile(definition: Definition) -> ConnectionPlan:
    document = definition.document
    return ConnectionPlan(
        definition.app,
        definition.key,
        document["title"],
        document.get("help"),
        connector_types.get(document["connector"]),
        document.get("settings", {}),
    )
