"""Unique over several fields: {"key": "one_a_month", "unique": ["account", "month"], "message": …}.

An index of the database holds it, among living records; as in SQL, an empty value is equal to none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..localized import Localized, listed_in_all
from .fields import FieldPlan, unknown_field
from .locating import wrong
from .naming import index_name


@dataclass(frozen=True, slots=True)
class UniqueTogether:
    """The message is shown at the last of the fields."""

    key: str
    fields: tuple[str, ...]
    message: Localized


def compile_unique(documents: Sequence[dict[str, Any]], fields: Mapping[str, FieldPlan]) -> tuple[UniqueTogether, ...]:
    """The form's constraints. Raises InvalidDefinition with a pointer into the form."""
    found = []
    for index, document in enumerate(documents):
        if "unique" not in document:
            continue
        for place, key in enumerate(document["unique"]):
            pointer = f"/checks/{index}/unique/{place}"
            if key not in fields:
                raise unknown_field(key, pointer)
            if not fields[key].type.sortable:
                raise wrong(
                    pointer, f"字段「{key}」不能参与唯一约束", f"the field {key} cannot be part of what is unique"
                )
        found.append(UniqueTogether(document["key"], tuple(document["unique"]), _message(document, fields)))
    return tuple(found)


def declare_unique(table: sa.Table, constraints: Sequence[UniqueTogether]) -> None:
    """The indexes that hold them."""
    living = table.c.deleted_at.is_(None)
    for one in constraints:
        sa.Index(
            index_name(table.name, one.fields, unique=True),
            *(table.c[key] for key in one.fields),
            unique=True,
            sqlite_where=living,
            postgresql_where=living,
        )


def _message(document: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> Localized:
    if "message" in document:
        message: Localized = document["message"]
        return message
    titles = listed_in_all(fields[key].title for key in document["unique"])
    return {"zh-CN": f"已有记录的{titles['zh-CN']}与此相同", "en": f"Another record has the same {titles['en']}"}
