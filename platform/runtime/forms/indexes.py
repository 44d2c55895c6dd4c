"""The indexes of a form's table: for each indexed field, for what every list asks, and those the form declares.

A declared index, {"key", "fields": [key, …]}, serves lists that filter by its first fields and sort by its last, such
as ["area", "urgency", "created_at"]. Each ends with the id, as every order does, and with the moment of deletion, so
that counting and skipping the living rows reads the index alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from .fields import LONGEST_INDEXED, FieldPlan, unknown_field
from .locating import located, wrong
from .naming import index_name

_MOST_DECLARED = 10
_MOST_COLUMNS = 5
INDEXED_SYSTEM = ("created_at", "created_by", "updated_at", "owner", "flow_state")


def declare_indexes(
    table: sa.Table, document: Mapping[str, Any], fields: Mapping[str, FieldPlan], worded: Mapping[str, str]
) -> None:
    """Attach them to the table. Raises InvalidDefinition with a pointer into the document."""
    # By the id alone: the newest first, as lists stand unless they say otherwise.
    columns: set[tuple[str, ...]] = {("id",), ("created_at", "id"), ("owner", "id")}
    for field in fields.values():
        if field.unique:
            _unique(table, field)
        elif field.indexed and field.type.many:
            _list(table, field)
        elif field.indexed:
            columns.add((field.key, "id"))
        if field.indexed and field.key in worded:
            columns.add((worded[field.key], "id"))
    with located("/indexes"):
        for names in _declared(document.get("indexes", ()), fields):
            # By the last one lists are sorted.
            columns.add((*names[:-2], worded.get(names[-2], names[-2]), "id"))
    gone = table.c.deleted_at
    # The recycle bin's: no living record is in it.
    name = index_name(table.name, ("deleted_at",))
    sa.Index(name, gone, sqlite_where=gone.is_not(None), postgresql_where=gone.is_not(None))
    for names in sorted(columns):
        sa.Index(index_name(table.name, names), *(table.c[name] for name in names), gone)


def _list(table: sa.Table, field: FieldPlan) -> None:
    """SQLite has no index that serves a list."""
    index = sa.Index(index_name(table.name, (field.key,)), table.c[field.key], postgresql_using="gin")
    index.ddl_if(dialect="postgresql")


def _unique(table: sa.Table, field: FieldPlan) -> None:
    living = table.c.deleted_at.is_(None)
    name = index_name(table.name, (field.key,), unique=True)
    sa.Index(name, table.c[field.key], unique=True, sqlite_where=living, postgresql_where=living)


def _declared(indexes: Sequence[Mapping[str, Any]], fields: Mapping[str, FieldPlan]) -> Iterator[tuple[str, ...]]:
    if len(indexes) > _MOST_DECLARED:
        raise wrong("", f"最多 {_MOST_DECLARED} 个索引", f"a form has at most {_MOST_DECLARED} indexes")
    keys: set[str] = set()
    for position, index in enumerate(indexes):
        with located(f"/{position}"):
            if index["key"] in keys:
                raise wrong("/key", f"两个索引的标识都是「{index['key']}」", f"two indexes have the key {index['key']}")
            keys.add(index["key"])
            yield (*_columns(index["fields"], fields), "id")


def _columns(names: Sequence[str], fields: Mapping[str, FieldPlan]) -> Iterator[str]:
    if not 1 < len(names) <= _MOST_COLUMNS:
        raise wrong(
            "/fields", f"索引由 2–{_MOST_COLUMNS} 个字段组成", f"an index is made of 2 to {_MOST_COLUMNS} fields"
        )
    length = 0
    for position, name in enumerate(names):
        with located(f"/fields/{position}"):
            if name in names[:position]:
                raise wrong("", f"字段「{name}」写了两次", f"the field {name} is named twice")
            if name not in INDEXED_SYSTEM:
                length += _length(name, fields)
            if length > LONGEST_INDEXED:
                raise wrong(
                    "",
                    f"索引中的文字合计最长 {LONGEST_INDEXED} 字",
                    f"the texts of an index may have up to {LONGEST_INDEXED} characters together",
                )
        yield name


def _length(name: str, fields: Mapping[str, FieldPlan]) -> int:
    """The characters that a text field may hold; 0 for other fields."""
    if name not in fields:
        raise unknown_field(name, "")
    field = fields[name]
    if not field.type.sortable:
        raise wrong("", f"字段「{name}」不能建索引", f"the field {name} cannot be indexed")
    longest: int = field.settings.get("max_length", 0)
    return longest
