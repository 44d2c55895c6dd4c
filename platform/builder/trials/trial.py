"""What a trial is given, and what it gives."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.errors import BadRequest
from ...runtime.forms import form_plan
from ...runtime.records import Record
from ...runtime.records.querying.compiler import Reading


@dataclass(frozen=True, slots=True)
class Given:
    """`form` ("form" or "app.form") and `record` where the document is about one; `values` by key where it asks for
    some."""

    form: str | None = None
    record: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A table in the reader's language. `empty`: what it means that there are no rows. `marked`: rows that stand out,
    by place."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    empty: str
    marked: list[int] = field(default_factory=list)


@contextmanager
def about_record(context: Context, plans: Plans, app: str, given: Given) -> Iterator[tuple[Reading, Record]]:
    """The record that is given, as its reader sees it. Raises BadRequest where none is, NotFound."""
    if given.form is None or given.record is None:
        raise BadRequest(reason={"zh-CN": "请选择一条记录", "en": "choose a record"})
    with context.workspace.database.read() as connection:
        reading = Reading(context, connection, plans, form_plan(plans, app, given.form))
        yield reading, reading.one(given.record)
