"""Statements as drivers take them: text with numbered parameters, and the conversions of their values, made once.

SQLAlchemy takes longer to prepare a statement anew than the databases take to run it. On PostgreSQL a raw cursor sends
the text as it is; the driver's usual one reads it first to find the parameters.
"""

import functools
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

_Convert = Callable[[Any], Any] | None


class Compiled(NamedTuple):
    """`binds`: name and conversion of each parameter, in order. `constants`: those whose values the statement knows."""

    text: str
    binds: tuple[tuple[str, _Convert], ...]
    constants: dict[str, Any]

    def run(self, driver: Any, values: Mapping[str, Any]) -> Any:
        """Run on a driver's connection, on PostgreSQL a `pipelined.py` one; returns its cursor. Raises the driver's
        errors."""
        if isinstance(driver, sqlite3.Connection):
            return driver.execute(self.text, self.given(values))
        return driver.run(self.text, self.given(values))

    def run_many(self, driver: Any, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run once with each of `rows`, together."""
        self.send(driver, [self.given(values) for values in rows])

    def send(self, driver: Any, given: list[list[Any]]) -> None:
        """Run once with each of the values that a driver takes, together."""
        if isinstance(driver, sqlite3.Connection):
            driver.executemany(self.text, given).close()
        else:
            driver.run_many(self.text, given)

    def given(self, values: Mapping[str, Any]) -> list[Any]:
        """The values as the driver takes them."""
        if self.constants:
            values = {**self.constants, **values}
        return [values[name] if convert is None else convert(values[name]) for name, convert in self.binds]


def compile_for(dialect: Dialect, statement: sa.Executable, names: list[str] | None = None) -> Compiled:
    """Compile a statement whose parameters are named columns (`names`, for an INSERT) or `sa.bindparam`s."""
    kind: Any = type(dialect)
    numbered = dialect if dialect.name == "sqlite" else _numbered(kind)
    compiled: Any = statement.compile(dialect=numbered, column_keys=names)  # type: ignore[attr-defined]
    binds = [(name, _converter(compiled.binds[name].type, dialect)) for name in compiled.positiontup or ()]
    constants = {name: compiled.binds[name].value for name, _ in binds if not compiled.binds[name].required}
    return Compiled(compiled.string, tuple(binds), constants)


@functools.cache
def _numbered(dialect: Any) -> Dialect:
    """The dialect with $1 for parameters."""
    made: Dialect = dialect(paramstyle="numeric_dollar")
    return made


def _converter(type_: Any, dialect: Dialect) -> _Convert:
    convert: _Convert = type_.dialect_impl(dialect).bind_processor(dialect)
    return convert
