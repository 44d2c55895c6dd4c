"""Dimensions: by what a figure may be split. A field of the form, a field through a reference, or the department in
which the person of a member field was at the record's moment."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..definitions import Plans
from ..errors import NotFound
from ..expressions import Type
from ..expressions.sql_terms import Builder, Term
from ..fields import field_types
from ..forms import FormPlan, form_plan
from ..forms.locating import wrong
from ..localized import LOCALES, text
from ..people.tables import membership
from ..records.presenting.figures import can_group
from ..records.querying.catalogue import Named, find
from ..records.querying.compiler import Reading
from ..records.querying.declared import field_named
from ..records.querying.filters import named
from ..records.reading import reading_of
from .errors import MetricNotPermitted

_DEPARTMENT = "department"
_DEPARTMENT_TITLE = {"zh-CN": "部门", "en": "Department"}


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """`field` is a field of the form. `form` and `inner` say what is read through it, of another form; `department`
    that it is a person's. title: in both languages."""

    key: str
    title: dict[str, str]
    field: str
    form: FormPlan | None = None
    inner: str | None = None
    department: bool = False

    def values(self, form: FormPlan) -> Named:
        """What its values are: their type and settings."""
        if self.department:
            type_ = field_types.get(_DEPARTMENT)
            column: sa.ColumnElement[Any] = membership.c.department_id
            return Named(self.key, type_, type_.Settings().load({}), column, type_.filters, True, True, False)
        owner, key = (form, self.field) if self.form is None or self.inner is None else (self.form, self.inner)
        found = find(owner, key)
        assert found is not None, "it was checked when it was published"
        return found


def dimension(plans: Plans, form: FormPlan, key: str, pointer: str) -> Dimension:
    """The dimension that `key` names. Raises InvalidDefinition with the nearest key."""
    name, _, inner = key.partition(".")
    found = field_named(form, name, pointer)
    title = title_of(form, name)
    if not inner:
        return Dimension(key, title, _groupable(form, found, pointer))
    if found.type.links == "person" and inner == _DEPARTMENT:
        words = {locale: f"{title[locale]} · {_DEPARTMENT_TITLE[locale]}" for locale in LOCALES}
        return Dimension(key, words, name, department=True)
    if (
        found.type.links != "record"
        or name not in form.fields
        or found.type.expression_type(found.settings) is not (Type.TEXT)
    ):
        raise wrong(
            pointer,
            f"「{name}」不是关联字段，不能用「{inner}」拆分",
            f"{name} is no reference, so nothing can be split by its {inner}",
        )
    other = form_plan(plans, *found.settings["target"])
    _groupable(other, field_named(other, inner, pointer), pointer)
    far = title_of(other, inner)
    return Dimension(key, {locale: f"{title[locale]} · {far[locale]}" for locale in LOCALES}, name, other, inner)


def title_of(form: FormPlan, key: str) -> dict[str, str]:
    """What people call a field or system column, in both languages."""
    title = form.fields[key].title if key in form.fields else SYSTEM_TITLES.get(key, key)
    return {locale: text(title, locale) for locale in LOCALES}


def apply(
    statement: sa.Select[Any],
    reading: Reading,
    dimension: Dimension,
    moment: sa.ColumnElement[Any] | None,
) -> tuple[sa.Select[Any], sa.ColumnElement[Any]]:
    """The statement joined with what the dimension reads, and its value. Raises MetricNotPermitted."""
    if dimension.field in reading.plan.fields and dimension.field not in reading.readable:
        raise MetricNotPermitted
    found = named(reading.plan, reading.readable, dimension.field, "/by", reading.derived)
    if not found.system and (scope := reading.visible(found.key)) is not None:
        statement = statement.where(scope)
    if dimension.department:
        return statement, _department(reading, found.column, moment)
    if dimension.form is None or dimension.inner is None:
        return statement, found.column
    rows = _rows(reading, dimension.form, dimension.inner)
    return statement.join(rows, rows.c.id == found.column, isouter=True), rows.c[dimension.inner]


def _rows(reading: Reading, form: FormPlan, inner: str) -> sa.Subquery:
    """The records of the other form that the reader sees with that field; of others the value is as if empty."""
    try:
        other = reading_of(reading.context, reading.connection, reading.plans, form)
    except NotFound:
        other = None
    rows = None if other is None else other.rows_showing([inner])
    if rows is None:
        raise MetricNotPermitted
    return rows


def _department(
    reading: Reading, person: sa.ColumnElement[Any], moment: sa.ColumnElement[Any] | None
) -> sa.ColumnElement[Any]:
    """Where the person was at the moment; of several departments the one he joined last."""
    build = Builder(reading.connection.dialect.name, reading.context.workspace.zone)
    since, until = membership.c.valid_from, membership.c.valid_until
    at: sa.ColumnElement[Any] = sa.literal(reading.context.now(), since.type) if moment is None else moment
    if isinstance(at.type, sa.Date):
        # Whoever joins during a day belongs to it the whole day.
        begins, ends = (build.day(Term(Type.DATETIME, element=one)) for one in (since, until))
        holds = sa.and_(begins <= at, sa.or_(until.is_(None), ends > at))
    else:
        holds = sa.and_(since <= at, sa.or_(until.is_(None), until > at))
    return department_of(person, holds)


def department_at(
    reading: Reading, key: str, column: sa.ColumnElement[Any], moment: sa.ColumnElement[Any]
) -> sa.ColumnElement[Any]:
    """The department that a field holds, or in which its person was at the moment."""
    found = find(reading.plan, key)
    assert found is not None, "it was checked when it was published"
    return column if found.type.links == _DEPARTMENT else _department(reading, column, moment)


def department_of(person: sa.ColumnElement[Any], holds: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    """The department of the person's membership that `holds`; of several the one he joined last."""
    found = (
        sa.select(membership.c.department_id)
        .where(membership.c.person_id == person, holds)
        .order_by(membership.c.valid_from.desc(), membership.c.id)
        .limit(1)
    )
    return found.correlate_except(membership).scalar_subquery()


def _groupable(form: FormPlan, found: Named, pointer: str) -> str:
    type_ = found.type.expression_type(found.settings)
    if not can_group(found.filters) and type_ is not Type.BOOLEAN:
        raise wrong(
            pointer,
            f"不能按「{found.key}」拆分；可用选项、人员、部门、关联和是否字段",
            f"nothing can be split by {found.key}; choose a field with options, persons, references or yes and no",
        )
    return found.key


SYSTEM_TITLES: dict[str, dict[str, str]] = {
    "id": {"zh-CN": "记录编号", "en": "Record id"},
    "created_at": {"zh-CN": "创建时间", "en": "Created at"},
    "created_by": {"zh-CN": "创建人", "en": "Created by"},
    "updated_at": {"zh-CN": "更新时间", "en": "Updated at"},
    "updated_by": {"zh-CN": "更新人", "en": "Updated by"},
    "owner": {"zh-CN": "负责人", "en": "Owner"},
    "flow_state": {"zh-CN": "流程状态", "en": "Flow state"},
}
