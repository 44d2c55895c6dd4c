"""Looking inside columns that hold documents, the same on both databases: whether a list holds a text, what an object
says, the words of a text with markup."""

import re
import sqlite3
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from .engines import sqlite_connection_hooks

_MARKUP = r"<[^<>]*>"
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"))


class Holds(FunctionElement[bool]):
    """Whether a column of TextList holds a text; NULL or false where the column is empty. On PostgreSQL served by a
    GIN index."""

    type = sa.Boolean()
    inherit_cache = True


class Member(FunctionElement[str]):
    """The text under a key of a Document that is an object; NULL when there is none."""

    type = sa.Text()
    inherit_cache = True


class Becomes(FunctionElement[bool]):
    """Whether one of the operations in a patch gives a field a value, on creation or later."""

    type = sa.Boolean()
    inherit_cache = True


class WithoutMarkup(FunctionElement[str]):
    """The words of HTML, without its elements."""

    type = sa.Text()
    inherit_cache = True


def holds(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """Whether the list in `column` holds `text`."""
    return Holds(column, sa.literal(text, sa.Text()))


def member(column: sa.ColumnElement[Any], key: str) -> sa.ColumnElement[str]:
    """What the object in `column` says under `key`."""
    return Member(column, sa.literal(key, sa.Text()))


def without_markup(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The words of the HTML in `column`."""
    return WithoutMarkup(column)


def words_of(html: str | None) -> str | None:
    """As `without_markup`, in Python; SQLite asks it."""
    if html is None:
        return None
    words = re.sub(_MARKUP, "", html)
    for written, sign in _SIGNS:
        words = words.replace(written, sign)
    return words


def becomes(patch: sa.ColumnElement[Any], field: str, value: Any) -> sa.ColumnElement[bool]:
    """Whether a patch of a change record, a Document, gives a field that value, a text or a parameter for one."""
    given = value if isinstance(value, sa.ColumnElement) else sa.literal(value, sa.Text())
    return Becomes(patch, sa.literal(field, sa.Text()), given)


def _register(connection: sqlite3.Connection) -> None:
    connection.create_function("words_of", 1, words_of, deterministic=True)


sqlite_connection_hooks.append(_register)


@compiles(Holds, "postgresql")
def _holds(element: Holds, compiler: SQLCompiler, **options: Any) -> str:
    column, text = (compiler.process(part, **options) for part in element.clauses)
    return f"({column} ? {text})"


@compiles(Holds, "sqlite")
def _holds_on_sqlite(element: Holds, compiler: SQLCompiler, **options: Any) -> str:
    column, text = (compiler.process(part, **options) for part in element.clauses)
    # Both parts are SQL that SQLAlchemy has just made.
    return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE json_each.value = {text})"  # noqa: S608


@compiles(Member, "postgresql")
def _member(element: Member, compiler: SQLCompiler, **options: Any) -> str:
    column, key = (compiler.process(part, **options) for part in element.clauses)
    return f"(CAST({column} AS JSONB) ->> {key})"


@compiles(Member, "sqlite")
def _member_on_sqlite(element: Member, compiler: SQLCompiler, **options: Any) -> str:
    column, key = (compiler.process(part, **options) for part in element.clauses)
    return f"({column} ->> {key})"


# Written out, for a parameter made while a statement is compiled could take the name of another.
_PATH = sa.literal_column("'path'", sa.Text)
_AFTER = sa.literal_column("'after'", sa.Text)
_OP = sa.literal_column("'op'", sa.Text)
_SET = sa.literal_column("'set'", sa.Text)
_ADD = sa.literal_column("'add'", sa.Text)
_NOWHERE = sa.literal_column("'[]'", sa.Text)


@compiles(Becomes, "postgresql")
def _becomes(element: Becomes, compiler: SQLCompiler, **options: Any) -> str:
    patch, *parts = element.clauses
    field, value = (sa.cast(part, sa.Text) for part in parts)
    step = sa.func.jsonb_array_elements(sa.cast(patch, JSONB)).column_valued("step")
    return compiler.process(_some(step, sa.func.jsonb_build_array(field), field, value), **options)


@compiles(Becomes, "sqlite")
def _becomes_on_sqlite(element: Becomes, compiler: SQLCompiler, **options: Any) -> str:
    patch, field, value = element.clauses
    step = sa.func.json_each(patch).table_valued("value").c.value
    return compiler.process(_some(step, sa.func.json_array(field), field, value), **options)


def _some(
    step: sa.ColumnElement[Any], path: sa.ColumnElement[Any], field: sa.ColumnElement[Any], value: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    """Whether there is a step that sets the value, or one that creates a record with it."""
    sets = sa.and_(
        _said(step, _OP) == _SET, _in(step, _PATH) == sa.type_coerce(path, sa.Text), _said(step, _AFTER) == value
    )
    adds = sa.and_(_said(step, _OP) == _ADD, _said(step, _PATH) == _NOWHERE, _said(_in(step, _AFTER), field) == value)
    return sa.exists().where(sa.or_(sets, adds))


def _in(document: sa.ColumnElement[Any], key: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return document.op("->", return_type=sa.Text())(key)


def _said(document: sa.ColumnElement[Any], key: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return document.op("->>", return_type=sa.Text())(key)


@compiles(WithoutMarkup, "postgresql")
def _without_markup(element: WithoutMarkup, compiler: SQLCompiler, **options: Any) -> str:
    (column,) = element.clauses
    words: sa.ColumnElement[str] = sa.func.regexp_replace(column, _MARKUP, "", "g")
    for written, sign in _SIGNS:
        words = sa.func.replace(words, written, sign)
    return compiler.process(words, **options)


@compiles(WithoutMarkup, "sqlite")
def _without_markup_on_sqlite(element: WithoutMarkup, compiler: SQLCompiler, **options: Any) -> str:
    (column,) = element.clauses
    return f"words_of({compiler.process(column, **options)})"
