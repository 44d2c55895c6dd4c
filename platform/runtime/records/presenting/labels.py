"""What values of a field read like, for figures that are told by value: names, titles and words of the reader."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...forms import FieldPlan
from ...localized import text
from ...people import KINDS, Naming
from ..querying.catalogue import Named
from ..reading import reader_of, titles

EMPTY = {"zh-CN": "未填写", "en": "Empty"}


def labels_of(
    context: Context, connection: sa.Connection, field: Named | FieldPlan, values: Iterable[Any]
) -> dict[Any, str | None]:
    """Stored value → what people read; None where the reader may not know what the value points to."""
    found: dict[Any, str | None] = {None: text(EMPTY, context.locale)}
    known = [value for value in values if value is not None]
    if field.type.links in KINDS:
        naming = Naming(context, connection, plan_cache(context.workspace).latest())
        return found | {value: naming.name(field.type.links, value) for value in known}
    if field.type.links == "record":
        app, form = field.settings["target"]
        shown = titles(context, app, form, known, connection=connection)
        return found | {value: shown.get(value) for value in known}
    reader = reader_of(context)
    return found | {value: field.type.text(value, field.settings, reader) for value in known}
