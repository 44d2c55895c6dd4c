"""In whose name an import works."""

import sqlalchemy as sa

from ..context import SYSTEM, Context
from ..people import person_actor


def acting_for(context: Context, connection: sa.Connection, person_id: str | None) -> Context:
    """The importer's context with the rights he has now. Raises NotFound for who has left."""
    if person_id is None:
        return context.acting_as(SYSTEM, "import")
    return context.acting_as(person_actor(context.workspace, person_id, connection), "import")
