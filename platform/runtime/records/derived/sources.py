"""What a form's stored formulas read of other forms, and which of its records one of theirs leads to.

Mostly a condition says it, {订单.客户} = {客户}, or the reference that is read through: then a written record names the
few that depend on it. Where nothing says it, they all do.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...definitions import Plans
from ...expressions import Environment, Question, Type, questions, references
from ...expressions.operators import reads
from ...expressions.sql_terms import column_type
from ...forms import FieldPlan, FormPlan, form_plan
from ...forms.lines import line_environment
from .answering import reads_of
from .keeping import Path, parts, path_of

# Equal values of these are equal in the database, whatever the settings of the two fields.
_LINKING = (Type.TEXT, Type.INTEGER, Type.DATE)


@dataclass(frozen=True, slots=True)
class Source:
    """When one of `names` of a record of `form` changes, those records are due whose `path` (a field, or references
    one after another) has its value of `by`; all of them without a path."""

    form: str
    names: frozenset[str]
    by: str | None = None
    path: Path = ()


def sources_of(plans: Plans, plan: FormPlan) -> tuple[Source, ...]:
    """The sources of a form's stored formulas; worked out once per publishing."""
    found: tuple[Source, ...] = plans.once(("sources", plan.name), lambda: tuple(_merged(_sources(plans, plan))))
    return found


def following(plans: Plans, plan: FormPlan) -> frozenset[str]:
    """The fields whose values follow other forms or the calendar: formulas that ask them, and what is worked out from
    those."""
    found: frozenset[str] = plans.once(("following", plan.name), lambda: frozenset(_following(plan)))
    return found


def counts_days(plan: FormPlan) -> bool:
    """Whether stored formulas of the form count by the company's calendar."""
    return any(reads(tree, "calendar") for _, tree, _ in _stored_trees(plan))


def _following(plan: FormPlan) -> set[str]:
    asking = {
        key for key, tree, environment in _stored_trees(plan) if questions(tree, environment) or reads(tree, "calendar")
    }
    for step in plan.steps:
        if not asking.isdisjoint(step.reads):
            asking.add(step.field.key)
    return asking


def depending(plans: Plans, plan: FormPlan, path: Sequence[str], value: Any) -> sa.ColumnElement[bool] | None:
    """Which records of `plan` have `value` at the end of `path`; None when it leads nowhere any more."""
    column = plan.table.c.get(path[0])
    if column is None:
        return None
    if len(path) == 1:
        return column == value
    field = plan.fields.get(path[0])
    if field is None or field.type.links != "record":
        return None
    other = form_plan(plans, *field.settings["target"])
    there = depending(plans, other, path[1:], value)
    return None if there is None else column.in_(sa.select(other.table.c.id).where(there))


def type_at(plans: Plans, plan: FormPlan, path: Sequence[str]) -> Type | None:
    """The type of the value at the end of `path`; None when no column is there."""
    for step in path[:-1]:
        field = plan.fields.get(step)
        if field is None or field.column is None or field.type.links != "record":
            return None
        plan = form_plan(plans, *field.settings["target"])
    column = plan.table.c.get(path[-1])
    return None if column is None else column_type(column.type)


def _merged(sources: Iterator[Source]) -> Iterator[Source]:
    names: dict[tuple[str, str | None, Path], frozenset[str]] = {}
    for one in sources:
        way = (one.form, one.by, one.path)
        names[way] = names.get(way, frozenset()) | one.names
    return (Source(form, read, by, path) for (form, by, path), read in names.items())


def _sources(plans: Plans, plan: FormPlan) -> Iterator[Source]:
    for _, tree, environment in _stored_trees(plan):
        for question in questions(tree, environment):
            yield from _asked(plans, plan, question)


def _stored_trees(plan: FormPlan) -> Iterator[tuple[str, Any, Environment]]:
    """The formulas that are stored, those within lines too, each with the key of its field."""
    for field in plan.fields.values():
        if field.computed and "expression" in field.settings and not field.derived:
            yield field.key, field.settings["expression"], plan.environment
        lines = line_environment(field, plan.environment)
        for column in field.columns.values():
            if "expression" in column.settings:
                yield field.key, column.settings["expression"], lines


def _asked(plans: Plans, plan: FormPlan, question: Question) -> Iterator[Source]:
    other = form_plan(plans, plan.app, question.form)
    read = reads_of(question)
    by, path = _link(plans, plan, other, question.tree)
    yield Source(other.name, frozenset(_columns(other, read)), by, path)
    yield from _behind(plans, other, read)
    for way in references(question.tree):
        if way[0] == "row" and len(way) > 2:
            yield from _along(plans, other, way[1:])


def _along(plans: Plans, plan: FormPlan, path: Path) -> Iterator[Source]:
    """What a condition reads behind references of the other form's records."""
    for step, further in itertools.pairwise(path):
        plan = form_plan(plans, *plan.fields[step].settings["target"])
        yield from _all_of(plans, plan, {further})


def _columns(plan: FormPlan, names: set[str]) -> set[str]:
    """Of the names those that are stored, and what is read by formulas that are not."""
    stored = {name for name in names if name in plan.table.c}
    for name in names - stored:
        field = plan.fields.get(name)
        if field is not None and field.derived == "formula":
            own = {path[1] for path in references(field.settings["expression"]) if path[:1] == ("record",) and path[1:]}
            stored |= _columns(plan, own - {name})
        elif field is not None and field.derived == "lookup":
            stored.add(field.settings["through"])
    return stored


def _behind(plans: Plans, plan: FormPlan, names: set[str]) -> Iterator[Source]:
    """What stands behind the fields of `plan` that are worked out when they are read."""
    for name in sorted(names):
        field = plan.fields.get(name)
        if field is None or not field.derived:
            continue
        if field.derived == "formula":
            tree = field.settings["expression"]
            for question in questions(tree, plan.environment):
                other = form_plan(plans, plan.app, question.form)
                yield from _all_of(plans, other, reads_of(question))
            yield from _behind(plans, plan, {path[1] for path in references(tree) if path[:1] == ("record",)} - {name})
        else:
            yield from _all_of(plans, form_plan(plans, *field.settings["target"]), _read_by(field))


def _all_of(plans: Plans, other: FormPlan, names: set[str]) -> Iterator[Source]:
    yield Source(other.name, frozenset(_columns(other, names)))
    yield from _behind(plans, other, names)


def _read_by(field: FieldPlan) -> set[str]:
    """What a lookup or rollup reads of the other form."""
    settings: Mapping[str, Any] = field.settings
    where = settings.get("where")
    asked = {path[1] for path in references(where) if path[0] == "row"} if where is not None else set()
    return {*asked, *filter(None, (settings.get("field"), settings.get("by")))}


def _link(plans: Plans, plan: FormPlan, other: FormPlan, tree: Any) -> tuple[str | None, Path]:
    """The column of the other form and the path of this one that a condition wants equal; the shortest there is."""
    found: list[tuple[str, Path]] = []
    for part in parts(tree):
        sides = part.get("==") if isinstance(part, Mapping) and len(part) == 1 else None
        if not isinstance(sides, (list, tuple)) or len(sides) != 2:
            continue
        paths = [path for side in sides if (path := path_of(side)) is not None]
        row = next((path for path in paths if path[0] == "row" and len(path) == 2), None)
        own = next((path[1:] for path in paths if path[0] == "this" and len(path) > 1), None)
        if row is None or own is None or row[1] not in other.table.c:
            continue
        kind = column_type(other.table.c[row[1]].type)
        if kind in _LINKING and type_at(plans, plan, own) is kind:
            found.append((row[1], own))
    return min(found, key=lambda link: len(link[1]), default=(None, ()))
