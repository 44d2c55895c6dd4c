"""Views make indexes when they are published: by the field they are made of, then in their order."""

from typing import Any

import sqlalchemy as sa

from loomwork.runtime.context import Context
from tests.company import CUSTOMER, DEAL, ROLES, Install


def view(key: str, type: str, **settings: Any) -> dict[str, Any]:
    return {"kind": "view", "key": key, "form": "deal", "type": type, "title": key, "settings": settings}


def indexed(context: Context) -> set[tuple[str | None, ...]]:
    """The columns of each index, without the id and the moment of deletion that all end with."""
    with context.workspace.database.read() as connection:
        found = sa.inspect(connection).get_indexes("crm__deal")
    return {tuple(one["column_names"])[:-2] for one in found if one["column_names"][-2:] == ["id", "deleted_at"]}


def test_what_views_group_filter_and_sort_by_is_indexed_and_no_longer_when_they_change(
    context: Context, install: Install
) -> None:
    install([CUSTOMER, DEAL, *ROLES])
    before = indexed(context)
    views = [
        view("board", "kanban", by="status", sort=[{"field": "due", "descending": True}]),
        view("days", "calendar", starts="due"),
        view("visits", "table", sort=[{"field": "visits"}, {"field": "amount"}]),
        view("kinds", "table", group=["source"]),
        # There already, and what cannot be in an index or is not sorted by its values.
        view("dear", "table", sort=[{"field": "amount"}]),
        view("urgent", "table", sort=[{"field": "urgent"}]),
        view("banded", "table", group=["seller"]),
    ]
    install([CUSTOMER, DEAL, *ROLES, *views])
    assert indexed(context) - before == {("status", "due"), ("due",), ("visits",), ("source",)}
    install([view("board", "kanban", by="urgent"), view("visits", "table"), view("kinds", "table")])
    assert indexed(context) - before == {("urgent",), ("due",)}
