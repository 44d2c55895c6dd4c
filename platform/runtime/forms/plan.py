"""A form compiled: everything that writing and reading its records needs, worked out once per publishing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..calendars import formula_days
from ..definitions import Definition, Plans
from ..errors import InvalidValue, NotFound
from ..expressions import Environment, Type, compile_tree, questions
from ..expressions.working_days import Calendar
from ..fields.columns import Column
from ..localized import LOCALES, Localized, text
from ..storage.prepared import Prepared
from ..storage.types import long_text
from .beginnings import compile_remembered, is_formula, is_remembered, worked_out
from .checklists import Listing, checklist_steps, compile_checklists
from .checks import Check, compile_checks
from .circles import check_circles
from .computing import Closure, Step, check_result, formula_steps, in_order
from .deriving import check_derived, check_stored
from .environment import form_environment, parameter_values
from .fields import FieldPlan, compile_fields, unknown_field
from .indexes import declare_indexes
from .layout import LayoutItem, compile_layout, places
from .lines import line_environment, line_steps
from .locating import located, wrong
from .names import Names, compile_names
from .naming import table_name
from .options import check_splits
from .people_picking import PeopleFit, compile_people
from .picking import Fills, compile_fills
from .rules import Rules, compile_rules
from .side import SidePlan, compile_sides, paths
from .system_columns import system_columns
from .unique import UniqueTogether, compile_unique, declare_unique
from .wording import worded_fields


@dataclass(frozen=True, slots=True, eq=False)
class FormPlan:
    """Immutable and shared by all requests of one published state.

    columns: those of lines, by names such as "lines.price". writable: fields that people may send. defaults: closures
    for values nobody sent. null_fill: stored values that replace empty ones. closing: fields with options that are
    chosen no more. steps: what is worked out, in order.
    parameters: the app's, as expression values. worded: field → the column that keeps the order of its words.
    calendar: the days that formulas count by; None for those they know themselves.
    """

    app: str
    key: str
    title: Localized
    revision: int
    hash: str
    document: dict[str, Any]
    table: sa.Table
    sides: tuple[SidePlan, ...]
    checklists: tuple[Listing, ...]
    fields: dict[str, FieldPlan]
    columns: dict[str, Column]
    writable: dict[str, FieldPlan]
    defaults: dict[str, Closure]
    null_fill: dict[str, Any]
    steps: tuple[Step, ...]
    rules: Rules
    checks: tuple[Check, ...]
    layout: tuple[LayoutItem, ...]
    environment: Environment
    parameters: dict[str, Any]
    calendar: Calendar | None
    title_field: str | None
    moment_field: str | None
    required: tuple[str, ...]
    stages: tuple[str, ...]
    closing: tuple[str, ...]
    linking: tuple[str, ...]
    unique: tuple[FieldPlan, ...]
    counted: tuple[FieldPlan, ...]
    derived: tuple[FieldPlan, ...]
    related: tuple[str, ...]
    links: Mapping[str, Sequence[FieldPlan]]
    names: Names | None
    unique_together: tuple[UniqueTogether, ...]
    people: Mapping[str, PeopleFit]
    fills: Fills
    remembered: Mapping[str, str]
    worked_out: frozenset[str]
    insert: Prepared
    asks: bool
    worded: Mapping[str, str]

    @property
    def name(self) -> str:
        """ "app.form"."""
        return f"{self.app}.{self.key}"

    def linked(self, kind: str) -> Sequence[FieldPlan]:
        """The fields whose values point to persons, records or files."""
        return self.links.get(kind, ())

    def field(self, key: str) -> FieldPlan:
        """The field of that key. Raises NotFound."""
        if (found := self.fields.get(key)) is None:
            raise NotFound
        return found


def form_plan(plans: Plans, app: str, form: str) -> FormPlan:
    """The compiled form; `form` may be "other_app.form". Raises NotFound, InvalidDefinition."""
    if "." in form:
        app, form = form.split(".", 1)
    return plans.once(("form", app, form), lambda: _compile(plans, plans.get("form", app, form)))


def no_form(plans: Plans, app: str) -> FormPlan:
    """The form of what is about no record: it has no fields, no key and no table in the database."""
    document = {"kind": "form", "key": "", "title": "", "fields": []}
    return plans.once(("form", app, ""), lambda: _compile(plans, Definition(app, "form", "", 1, "", document)))


def form_plans(plans: Plans) -> list[FormPlan]:
    """All forms of the workspace. Raises InvalidDefinition at the first that is wrong."""
    return [form_plan(plans, found.app, found.key) for found in plans.documents("form")]


def incoming_lines(plans: Plans, plan: FormPlan) -> list[tuple[FormPlan, SidePlan, Column]]:
    """The reference columns of all forms' lines that point to `plan`."""
    found: dict[tuple[str, str], list[tuple[FormPlan, SidePlan, Column]]] = plans.once(
        "incoming_lines", lambda: _all_incoming_lines(plans)
    )
    return found.get((plan.app, plan.key), [])


def _all_incoming_lines(plans: Plans) -> dict[tuple[str, str], list[tuple[FormPlan, SidePlan, Column]]]:
    found: dict[tuple[str, str], list[tuple[FormPlan, SidePlan, Column]]] = {}
    for plan in form_plans(plans):
        for side in plan.sides:
            for column in side.columns.values():
                if column.type.links == "record":
                    found.setdefault(column.settings["target"], []).append((plan, side, column))
    return found


def incoming(plans: Plans, plan: FormPlan) -> list[tuple[FormPlan, FieldPlan]]:
    """The reference fields of all forms that point to `plan`, each with its form."""
    found: dict[tuple[str, str], list[tuple[FormPlan, FieldPlan]]] = plans.once(
        "incoming_references", lambda: _all_incoming(plans)
    )
    return found.get((plan.app, plan.key), [])


def _all_incoming(plans: Plans) -> dict[tuple[str, str], list[tuple[FormPlan, FieldPlan]]]:
    found: dict[tuple[str, str], list[tuple[FormPlan, FieldPlan]]] = {}
    for plan in form_plans(plans):
        for field in plan.linked("record"):
            found.setdefault(field.settings["target"], []).append((plan, field))
    return found


def _compile(plans: Plans, definition: Definition) -> FormPlan:
    with located("", _named(definition)):
        fields = compile_fields(plans, definition)
        environment = form_environment(plans, definition.app, fields)
        check_circles(plans, definition)
        return _assemble(plans, definition, fields, environment)


def _named(definition: Definition) -> Localized:
    title = definition.document.get("title", definition.key)
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"表单「{shown['zh-CN']}」", "en": f"form {shown['en']}"}


def _assemble(plans: Plans, definition: Definition, fields: dict[str, FieldPlan], environment: Environment) -> FormPlan:
    document = definition.document
    _check_keep_last(document, fields)
    layout = compile_layout(document.get("layout", ()), fields)
    rules = compile_rules(document.get("rules", ()), fields, environment, places(layout))
    check_splits(fields, environment)
    checklists = compile_checklists(plans, definition.app, fields, environment)
    unique_together = compile_unique(document.get("checks", ()), fields)
    title_field = _title_field(document, fields)
    worded = worded_fields(fields, title_field)
    table = _table(definition, fields, unique_together, worded)
    steps = in_order(
        [
            *rules.steps,
            *checklist_steps(fields, checklists),
            *formula_steps(fields, environment),
            *line_steps(fields, environment),
        ]
    )
    people = compile_people(fields, environment)
    checks = compile_checks(plans, definition.name, document.get("checks", ()), fields, people, environment)
    check_stored(document, fields, steps, checks)
    return FormPlan(
        app=definition.app,
        key=definition.key,
        title=document.get("title", definition.key),
        revision=definition.revision,
        hash=definition.hash,
        document=document,
        table=table,
        sides=compile_sides(definition.app, definition.key, fields),
        checklists=checklists,
        fields=fields,
        columns=dict(paths(fields)),
        writable={key: field for key, field in fields.items() if not field.computed},
        defaults=_defaults(fields, environment),
        null_fill=_null_fill(fields),
        steps=tuple(steps),
        rules=rules,
        checks=checks,
        layout=layout,
        environment=environment,
        parameters=parameter_values(plans, definition.app),
        calendar=formula_days(plans),
        title_field=title_field,
        worded=worded,
        moment_field=_moment_field(document, fields),
        linking=tuple(key for key, field in fields.items() if field.type.links or _linking_columns(field)),
        unique=tuple(field for field in fields.values() if field.unique),
        derived=check_derived(plans, definition.app, definition.key, fields, environment),
        related=tuple(key for key, field in fields.items() if field.derived == "related"),
        counted=tuple(field for field in fields.values() if field.type.counted),
        links=_links(fields),
        names=compile_names(document, fields, environment),
        unique_together=unique_together,
        people=people,
        fills=compile_fills(plans, definition.app, fields),
        remembered=compile_remembered(fields),
        worked_out=worked_out(fields),
        asks=bool(checklists) or _asks(document, fields, environment),
        insert=Prepared(sa.insert(table), list(table.c.keys())),
        required=tuple(key for key, field in fields.items() if field.required),
        closing=tuple(key for key, field in fields.items() if field.settings.get("closed")),
        stages=tuple(key for key, field in fields.items() if field.type.moves),
    )


def _links(fields: Mapping[str, FieldPlan]) -> dict[str, list[FieldPlan]]:
    found: dict[str, list[FieldPlan]] = {}
    for field in fields.values():
        if field.type.links:
            found.setdefault(field.type.links, []).append(field)
    return found


def _linking_columns(field: FieldPlan) -> bool:
    return any(column.type.links for column in field.columns.values())


def _table(
    definition: Definition,
    fields: Mapping[str, FieldPlan],
    unique_together: Sequence[UniqueTogether],
    worded: Mapping[str, str],
) -> sa.Table:
    name = table_name(definition.app, definition.key)
    own = [field.column for field in fields.values() if field.column is not None]
    orders = [sa.Column(order, long_text()) for order in worded.values()]
    holds = {"form": f"{definition.app}.{definition.key}"}
    table = sa.Table(name, sa.MetaData(), *system_columns(), *own, *orders, info=holds)
    declare_indexes(table, definition.document, fields, worded)
    declare_unique(table, unique_together)
    return table


def _defaults(fields: Mapping[str, FieldPlan], environment: Environment) -> dict[str, Closure]:
    """A default is a JSON value, or {"formula": tree}; one of a person's own history is the form's to ask for."""
    return {
        key: _default(field, environment)
        for key, field in fields.items()
        if field.document.get("default") is not None and not field.computed and not is_remembered(field)
    }


def _default(field: FieldPlan, environment: Environment) -> Closure:
    raw = field.document["default"]
    with located(f"{field.pointer}/default"):
        if is_formula(raw):
            check_result(raw["formula"], environment, field)
            value_of = compile_tree(raw["formula"], environment)
            return lambda data: field.type.settle(value_of(data), field.settings)
        constant = _stored(field, raw)
        return lambda data: constant


def _asks(document: Mapping[str, Any], fields: Mapping[str, FieldPlan], environment: Environment) -> bool:
    """Whether working a record out asks other forms, so that it must be done inside the transaction."""
    stored = [field for field in fields.values() if not field.derived]
    trees = [field.settings["expression"] for field in stored if "expression" in field.settings]
    trees += [field.document["default"] for field in fields.values() if is_formula(field.document.get("default"))]
    columns = [(field, column) for field in fields.values() for column in field.columns.values()]
    lines = [(field, column.settings["expression"]) for field, column in columns if "expression" in column.settings]
    if any(questions(tree, line_environment(field, environment)) for field, tree in lines):
        return True
    for rule in document.get("rules", ()):
        trees += [rule["when"], *(tree for act in rule["then"] for tree in act.get("set", {}).values())]
    return any(questions(tree["formula"] if is_formula(tree) else tree, environment) for tree in trees)


def _null_fill(fields: Mapping[str, FieldPlan]) -> dict[str, Any]:
    filled = {}
    for key, field in fields.items():
        if (raw := field.document.get("null_fill")) is not None:
            with located(f"{field.pointer}/null_fill"):
                filled[key] = _stored(field, raw)
    return filled


def _stored(field: FieldPlan, raw: Any) -> Any:
    try:
        return field.load(raw)
    except InvalidValue as error:
        words = {locale: text(error.context["expected"], locale) for locale in LOCALES}
        raise wrong("", f"这里需要{words['zh-CN']}", f"this must be {words['en']}") from None


def _check_keep_last(document: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> None:
    for index, key in enumerate(document.get("keep_last", ())):
        pointer = f"/keep_last/{index}"
        if key not in fields:
            raise unknown_field(key, pointer)
        if fields[key].computed or fields[key].unique:
            raise wrong(
                pointer,
                f"字段「{key}」是算出的或不可重复的，不能沿用上次的值",
                f"{key} is computed or unique, and cannot begin as it was last filled in",
            )


def _moment_field(document: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> str | None:
    """The field that says when the matter came up, apart from when its record was made."""
    if (named := document.get("moment_field")) is None:
        return None
    if named not in fields:
        raise unknown_field(named, "/moment_field")
    field = fields[named]
    if field.type.expression_type(field.settings) not in (Type.DATE, Type.DATETIME):
        raise wrong("/moment_field", "这里需要日期或日期时间字段", "this must be a date, or a date and time")
    return str(named)


def _title_field(document: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> str | None:
    named = document.get("title_field")
    if named is not None:
        if named not in fields:
            raise unknown_field(named, "/title_field")
        return str(named)
    return next((key for key, field in fields.items() if field.type.searchable), next(iter(fields), None))
