"""Whose names a formula of a draft reads: those of a form's record, of what the steps before a step tell, and of a
second record at hand, such as a row that is looked for or a candidate.

A document that is being made is often wrong somewhere else, which must not keep anybody from writing a formula in it: a
form is then read without its rules and layout, and what it works out counts as a plain field of its result.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import Definition, Plans, plan_cache
from ...runtime.errors import NotFound, PlatformError
from ...runtime.expressions import Environment, FormName, Name, Names, Type
from ...runtime.forms import FormPlan, form_environment, form_name, form_plan, formula_names
from ...runtime.forms.environment import pointed, record_types
from ...runtime.localized import Localized
from ...runtime.rankings import PERSON_FACTS
from ...runtime.workflows.step_formulas import step_names
from .judging import prospect
from .tables import draft

# What compiling a form raises that is half made: a document without its shape is no fault of the platform's.
_HALF_MADE = (PlatformError, KeyError, TypeError, AttributeError)
# What holds wherever a formula stands.
_EVERYWHERE = frozenset({"param", "now", "zone"})
_AT_HAND: dict[str, Localized | None] = {
    "row": None,  # called as its form
    "candidate": {"zh-CN": "候选人", "en": "candidate"},
    "item": {"zh-CN": "候选项", "en": "item"},
}
AT_HAND = tuple(_AT_HAND)
_PERSON: Localized = {"zh-CN": "候选人本人", "en": "candidate's person"}
_FACTS: dict[str, Localized] = {
    "open_tasks": {"zh-CN": "待办数", "en": "Open to-dos"},
    "last_assigned_at": {"zh-CN": "上次派给的时间", "en": "Last assigned at"},
    "last_here_at": {"zh-CN": "上次在这一组派给的时间", "en": "Last assigned in this group at"},
    "held": {"zh-CN": "持有数", "en": "Records held"},
}


@dataclass(frozen=True, slots=True)
class Step:
    """The step of a workflow of the app whose formula it is: it may read what the steps before it tell."""

    workflow: str
    node: str


@dataclass(frozen=True, slots=True)
class Scope:
    """`form`: whose record it is about, None where that is not known before the run. `at_hand`: the forms of other
    records, by how they are read (`AT_HAND`)."""

    form: str | None = None
    step: Step | None = None
    at_hand: Mapping[str, str] = field(default_factory=dict)


def names_of(context: Context, app: str, scope: Scope) -> tuple[Names, Environment]:
    """What formula text may name there, and the types of what its tree may read. Raises NotFound."""
    drafted = _Drafted(context, app)
    written, checked = _about(drafted, app, scope, context.locale)
    if "candidate" in scope.at_hand and scope.step is None:
        written, checked = _ranked(written, checked)
    for how, form in scope.at_hand.items():
        written, checked = _with(drafted, written, checked, how, form)
    return written, checked


def _about(drafted: "_Drafted", app: str, scope: Scope, locale: str) -> tuple[Names, Environment]:
    if scope.step is not None and (known := drafted.plans.find("workflow", app, scope.step.workflow)) is not None:
        # Of a workflow that is wrong somewhere, a formula still names the record's fields.
        with suppress(*_HALF_MADE):
            told = step_names(drafted.plans, known, scope.step.node, locale)
            return told.written, told.checked.environment
    if scope.form is not None:
        plans, plan = drafted.form(scope.form)
        return _names(plans, plan, locale), form_environment(plans, plan.app, plan.fields)
    if not scope.at_hand:
        raise NotFound
    # Of any form: its fields are known at the run only, and named by their keys.
    plans, plan = drafted.form(next(iter(scope.at_hand.values())))
    names, whole = _names(plans, plan, locale), form_environment(plans, plan.app, plan.fields)
    kept = {path: type_ for path, type_ in whole.types.items() if path[0] in _EVERYWHERE}
    own = [name for name in names.names if name.path[0] in _EVERYWHERE]
    open_ = frozenset({"record"})
    return Names(own, locale, open_, tables=names.tables), Environment(kept, open_, tables=whole.tables)


def _ranked(names: Names, environment: Environment) -> tuple[Names, Environment]:
    """In a ranking nobody acts, and nothing was before."""
    scopes = _EVERYWHERE | {"record"}
    known = [name for name in names.names if name.path[0] in scopes]
    types = {path: type_ for path, type_ in environment.types.items() if path[0] in scopes}
    return Names(known, names.locale, names.open, tables=names.tables), replace(environment, types=types)


def _with(
    drafted: "_Drafted", names: Names, environment: Environment, how: str, form: str
) -> tuple[Names, Environment]:
    plans, plan = drafted.form(form)
    title = _AT_HAND[how] or plan.title
    types: dict[tuple[str, ...], Type] = {(how, name): type_ for name, type_ in record_types(plan.fields).items()}
    ways: dict[tuple[str, ...], str] = {(how, key): target for key, target in pointed(plan.fields).items()}
    more = [Name((how, *one.path[1:]), (title, *one.titles)) for one in _of_record(plans, plan, names.locale)]
    if how == "candidate":
        types |= {("person", name): type_ for name, type_ in PERSON_FACTS.items()}
        more += [Name(("person", name), (_PERSON, _FACTS[name])) for name in PERSON_FACTS]
    written = Names([*names.names, *more], names.locale, names.open, forms=names.forms, tables=names.tables)
    return written, replace(
        environment, types={**environment.types, **types}, references={**environment.references, **ways}
    )


def _of_record(plans: Plans, plan: FormPlan, locale: str) -> Iterator[Name]:
    yield from (name for name in _names(plans, plan, locale).names if name.path[0] == "record")


class _Drafted:
    """The app's documents as they are to become."""

    def __init__(self, context: Context, app: str) -> None:
        with context.workspace.database.read() as connection:
            self._published = plan_cache(context.workspace).at(connection)
            rows = connection.execute(sa.select(draft).where(draft.c.app == app, draft.c.kind != "role")).all()
        if app not in self._published.apps:
            raise NotFound
        self._app = app
        self._drafts = {(row.kind, row.key): row.document for row in rows}
        self.plans = prospect(self._published, app, self._drafts)

    def form(self, key: str) -> tuple[Plans, FormPlan]:
        """A form of the app, or "other_app.form", and the plans that have it. Raises NotFound."""
        try:
            return self.plans, form_plan(self.plans, self._app, key)
        except NotFound:
            raise
        except _HALF_MADE:
            plain = _plain(self.plans, self.plans.get("form", self._app, key))
            after = prospect(self._published, self._app, self._drafts | {("form", key): plain})
            return after, form_plan(after, self._app, key)


def _names(plans: Plans, plan: FormPlan, locale: str) -> Names:
    others: dict[str, FormName] = {}
    for one in plans.documents("form"):
        try:
            other = form_plan(plans, one.app, one.key)
        except _HALF_MADE:
            # Another form that is being made: it cannot be asked until it is whole.
            continue
        key = other.key if other.app == plan.app else other.name
        others[key] = form_name(key, other, other.fields, plan.app)
    return formula_names(plans, plan, plan.fields, locale, others)


def _plain(plans: Plans, form: Definition) -> dict[str, Any]:
    """The form with those of its fields alone that can be made by themselves."""
    document: dict[str, Any] = {"kind": "form", "key": form.key, "title": form.document.get("title", form.key)}
    plain = [_plain_field(field) for field in form.document.get("fields", ()) if isinstance(field, Mapping)]
    return document | {"fields": [field for field in plain if _stands(plans, form, field)]}


def _plain_field(field: Mapping[str, Any]) -> dict[str, Any]:
    settings = field.get("settings")
    if field.get("type") != "formula" or not isinstance(settings, Mapping):
        return dict(field)
    result = {"type": settings.get("result", "text"), "settings": settings.get("result_settings", {})}
    return {"key": field.get("key"), "title": field.get("title"), **result}


def _stands(plans: Plans, form: Definition, field: dict[str, Any]) -> bool:
    document = {"kind": "form", "key": form.key, "title": form.key, "fields": [field]}
    trial = prospect(plans, form.app, {("form", form.key): document})
    try:
        form_plan(trial, form.app, form.key)
    except _HALF_MADE:
        return False
    return True
