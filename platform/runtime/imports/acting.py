"""In whose name an import works."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ..context import SYSTEM, Actor, Context
from ..people import person_actor


def acting_for(context: Context, connection: sa.Connection, run: Mapping[str, Any]) -> Context:
    """The context of a run's importer with the rights he has now. Raises NotFound for who has left."""
    if (actor := run["actor"]) is not None:
        public = Actor(kind="public", app=actor["app"], name=actor["name"], roles=frozenset(actor["roles"]))
        return context.acting_as(public, "import")
    person_id = run["person_id"]
    if person_id is None:
        return context.acting_as(SYSTEM, "import")
    return context.acting_as(person_actor(context.workspace, person_id, connection), "import")
