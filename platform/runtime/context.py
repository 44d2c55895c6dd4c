"""Who acts, where, and how: the one explicit object that every act of the runtime is given."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from .localized import DEFAULT_LOCALE
from .storage import Clock, Workspace

Provenance = Literal[
    "typed", "import", "ocr", "chat", "api", "sync", "workflow", "system", "install", "webhook", "public_form", "mail"
]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `roles` are "app.role" keys; an app acts with the rights its package declared."""

    kind: Literal["person", "app", "system", "public"]
    person_id: str | None = None
    name: str = ""
    app: str | None = None
    account_id: str | None = None
    session_id: str | None = None
    roles: frozenset[str] = frozenset()
    departments: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    # Of who is known for one visit only: what he uploads is his alone until he sends it.
    visit: str | None = None

    @property
    def identity(self) -> str:
        """What columns such as created_by hold: the person's id, else the visit, else the kind and app."""
        return self.person_id or self.visit or (f"app:{self.app}" if self.app else self.kind)


SYSTEM = Actor(kind="system", name="system")


@dataclass(frozen=True, slots=True)
class Context:
    """One act's surroundings. Time comes from `now()` alone, so that scenarios and sandboxes can move it."""

    workspace: Workspace
    actor: Actor
    locale: str = DEFAULT_LOCALE
    provenance: Provenance = "typed"
    request_id: str | None = None
    address: str | None = None
    # The definition revision at which the request began; None: who needs to know it asks.
    revision: int | None = None

    @property
    def clock(self) -> Clock:
        return self.workspace.clock

    def now(self) -> datetime:
        """The present moment, UTC, microseconds."""
        return self.workspace.clock.now()

    def acting_as(self, actor: Actor, provenance: Provenance | None = None) -> "Context":
        """The same surroundings for another actor."""
        return replace(self, actor=actor, provenance=provenance or self.provenance)
