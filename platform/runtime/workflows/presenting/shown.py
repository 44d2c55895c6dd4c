"""Values as people read them: for messages, titles and the facts of the inbox."""

from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...fields.base import Reader
from ...forms.fields import FieldPlan
from ...people import KINDS, Naming


def shown_text(context: Context, connection: sa.Connection, field: FieldPlan, stored: Any, reader: Reader) -> str:
    """One stored value as text; an id is replaced by the name of what it points to."""
    if stored is None:
        return ""
    if field.type.links in KINDS:
        plans = plan_cache(context.workspace).latest()
        return Naming(context, connection, plans).name(field.type.links, str(stored)) or ""
    if field.type.links is not None:
        return ""
    return field.type.text(stored, field.settings, reader)


def reader_of(context: Context) -> Reader:
    """For whom the context's actor reads."""
    return reader_in(context, context.locale)


def reader_in(context: Context, locale: str) -> Reader:
    """Somebody who reads that language, in the workspace's zone."""
    return Reader(locale, ZoneInfo(context.workspace.zone))
