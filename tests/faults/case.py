"""What the judge looks at: the rows of one look at a workspace, and what was found broken."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .place import Row


@dataclass
class Verdict:
    """What is broken, each in one sentence; empty when all promises hold."""

    violations: list[str] = field(default_factory=list)

    def expect(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.violations.append(sentence)


@dataclass
class Case:
    """The rows of one look, with those of an instance gathered."""

    tables: dict[str, list[Row]]
    records: dict[str, list[Row]]
    events: dict[str, list[Row]] = field(default_factory=dict)
    documents: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        gathered: dict[str, list[Row]] = defaultdict(list)
        for event in self.tables["instance_event"]:
            gathered[event["instance_id"]].append({**event, "data": parsed(event["data"])})
        for events in gathered.values():
            events.sort(key=lambda event: event["number"])
        self.events = dict(gathered)
        of_workflows = [row for row in self.tables["definition"] if row["kind"] == "workflow"]
        self.documents = {row["hash"]: parsed(row["document"]) for row in of_workflows}

    def of(self, instance: Row) -> list[Row]:
        return self.events.get(instance["id"], [])

    def settings(self, instance: Row, node: str, number: int) -> Row:
        """What the document that the instance ran on at an event says of a node."""
        found: Row = self._node(instance, node, number).get("settings", {})
        return found

    def ways_out_of_limits(self, instance: Row, node: str, number: int) -> set[str]:
        """The outcomes by which deadlines leave a node."""
        limits = self._node(instance, node, number).get("limits", ())
        return {limit["leave_by"] for limit in limits if "leave_by" in limit}

    def type(self, instance: Row, node: str, number: int) -> str:
        """A node's type at an event; a scope, which has visits too, has none."""
        return str(self._node(instance, node, number).get("type", ""))

    def _node(self, instance: Row, node: str, number: int) -> Row:
        moves = [event for event in self.of(instance) if event["kind"] == "moved" and event["number"] > number]
        nodes = self.documents[moves[0]["data"]["from"] if moves else instance["hash"]]["nodes"]
        return next((one for one in nodes if one["key"] == node), {})


def parsed(stored: Any) -> Any:
    """A JSON column's value; the drivers may have read it already."""
    return json.loads(stored) if isinstance(stored, str) else stored


def moment(stored: Any) -> datetime:
    """A moment as SQLite (text) or PostgreSQL stores it, UTC."""
    read: datetime = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return read.astimezone(UTC)
