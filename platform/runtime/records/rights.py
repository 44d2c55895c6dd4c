"""What an actor may do with the rows and fields of a form: his grants compiled for SQL and for memory.

Every grant stands by itself: a field is seen in a row only when one grant gives both. Nothing here is ever summed up
over rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..errors import Forbidden, NotFound
from ..expressions import compile_tree, sql_expression
from ..forms import FormPlan
from ..people import FormAccess, Grant, access_to, actor_values
from ..people.access import Verb
from .surroundings import surrounding

Predicate = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledGrant:
    """One grant. `tree` is the rows it reads (True for all); `change` and `delete` are None where not granted."""

    tree: Any
    read: Predicate
    change: Predicate | None
    delete: Predicate | None
    reads: frozenset[str]
    changes: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Rights:
    """An actor's rights on one form. `grants` are those that read; who reads nothing finds nothing."""

    plan: FormPlan
    grants: tuple[CompiledGrant, ...]
    creates: frozenset[str] | None
    everything: bool

    def seen(self, data: Mapping[str, Any]) -> frozenset[str]:
        """The fields the actor sees in data["record"]; empty also when he does not see the row (see `reads_row`)."""
        if self.everything:
            return self.grants[0].reads
        return frozenset().union(*(grant.reads for grant in self.grants if grant.read(data) is True))

    def reads_row(self, data: Mapping[str, Any]) -> bool:
        """True when the actor may see data["record"] at all."""
        return self.everything or any(grant.read(data) is True for grant in self.grants)

    def changes(self, data: Mapping[str, Any]) -> frozenset[str] | None:
        """The fields the actor may change in data["record"]; None when he may not change the row."""
        holding = [grant.changes for grant in self.grants if grant.change and grant.change(data) is True]
        return frozenset().union(*holding) if holding else None

    def deletes(self, data: Mapping[str, Any]) -> bool:
        """True when the actor may delete data["record"]."""
        return any(grant.delete and grant.delete(data) is True for grant in self.grants)

    @property
    def readable(self) -> frozenset[str]:
        """The fields the actor sees in some row."""
        return frozenset().union(*(grant.reads for grant in self.grants))

    def refusal(self) -> Exception:
        """For an act that is not granted: who may see the form is told so, to others it does not exist."""
        return Forbidden() if self.grants or self.creates is not None else NotFound()


def rights_on(context: Context, plans: Plans, plan: FormPlan) -> Rights:
    """The compiled rights of the context's actor."""
    access = access_to(context, plans, plan.app, plan.key)
    return plans.once(("rights", access.key), lambda: _compile(plan, access))


def exporting_rights(context: Context, plans: Plans, plan: FormPlan) -> Rights:
    """The rights of just those grants that let the actor take along what they show."""
    access = access_to(context, plans, plan.app, plan.key)
    grants = tuple(grant for grant in access.grants if "export" in grant.verbs)
    taking = FormAccess(access.app, access.form, grants, ("export", access.key))
    return plans.once(("rights", taking.key), lambda: _compile(plan, taking))


def _compile(plan: FormPlan, access: FormAccess) -> Rights:
    readers = tuple(_compile_grant(plan, grant) for grant in access.grants if grant.rows("read") is not False)
    creates = None
    if access.may("create"):
        creates = frozenset(key for key in _writable(plan) if access.writable(key, "create"))
    whole = len(readers) == 1 and readers[0].tree is True
    return Rights(plan, readers, creates, whole)


def _compile_grant(plan: FormPlan, grant: Grant) -> CompiledGrant:
    return CompiledGrant(
        grant.rows("read"),
        _predicate(grant.rows("read")),
        _granted(grant, "change"),
        _granted(grant, "delete"),
        frozenset(key for key in (*plan.fields, *plan.columns) if grant.reads(key)),
        frozenset(key for key in _writable(plan) if grant.writes(key, "change")),
    )


def _writable(plan: FormPlan) -> list[str]:
    """Fields, and columns of lines ("lines.price"), that people may send."""
    return [*plan.writable, *(path for path, column in plan.columns.items() if not column.computed)]


def _granted(grant: Grant, verb: Verb) -> Predicate | None:
    rows = grant.rows(verb)
    return None if rows is False else _predicate(rows)


def _predicate(rows: Any) -> Predicate:
    return (lambda data: True) if rows is True else compile_tree(rows)


def row_data(context: Context, row: Mapping[str, Any], connection: sa.Connection | None = None) -> dict[str, Any]:
    """What row scopes read, for one row in memory."""
    workspace = context.workspace
    return {
        "record": row,
        "actor": actor_values(context, connection),
        "now": context.now(),
        "zone": workspace.zone,
    }


def scope_condition(
    context: Context, plan: FormPlan, grant: CompiledGrant, connection: sa.Connection
) -> sa.ColumnElement[bool]:
    """The rows a grant reads, as SQL."""
    if grant.tree is True:
        return sa.true()
    actor = actor_values(context, connection)

    def resolve(path: tuple[str, ...]) -> Any:
        if len(path) == 2 and path[0] == "record":
            return plan.table.c.get(path[1])
        if len(path) == 2 and path[0] == "actor":
            return actor.get(path[1])
        return surrounding(context, plan.calendar, path[0]) if len(path) == 1 else None

    return sql_expression(grant.tree, resolve, connection.dialect.name)
