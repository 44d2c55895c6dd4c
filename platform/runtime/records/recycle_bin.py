"""The recycle bin of a form: what was deleted of late, for those who may bring it back."""

from dataclasses import replace
from datetime import timedelta

from ..context import Context
from ..errors import Forbidden
from ..people import access_to
from .querying.question import Page, Query
from .reading import open_reading

# How long deleted records can be brought back.
KEPT = timedelta(days=60)


def deleted(context: Context, app: str, form: str, query: Query) -> Page:
    """A page of the records that were deleted in the last 60 days and that the actor could read; last deleted first
    unless `query` sorts otherwise. Who may delete may restore. Raises Forbidden, and as `records.query`."""
    with open_reading(context, app, form) as reading:
        if not access_to(context, reading.plans, app, form).may("delete"):
            raise Forbidden
        # Deleting is the last that happens to a record.
        wanted = query if query.sort else replace(query, sort=("-updated_at",))
        return reading.page(wanted, deleted_since=context.now() - KEPT)
