"""An obligation compiled: whose it is, how often, which records meet it, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from ...definitions import Definition, Plans
from ...definitions.shape import shape_problems
from ...errors import NotFound
from ...expressions import Type
from ...forms import FormPlan, form_plan
from ...forms.environment import parameter_values
from ...forms.locating import located, wrong
from ...localized import LOCALES, Localized, text
from ...records.querying.declared import check_filter, field_named
from ...triggers.given import check_time, now_given
from .schema import obligation_schema

COUNTS = ("due", "on_time", "late", "missing", "done")
_LAST = 1000


@dataclass(frozen=True, slots=True, eq=False)
class ObligationPlan:
    """Immutable. role ("app.role"), department (an id): who; or `subject`, the form for each record of which the person
    in its `field` owes something. person, day, record: the fields of `form` that name them; at_least: so many records
    meet it. by: local time of the day it is due; None for the end of that day. reads: the fields of `form` it needs,
    subject_reads those of `subject`.
    """

    app: str
    key: str
    title: Localized
    description: Localized | None
    role: str | None
    department: str | None
    subject: FormPlan | None
    field: str | None
    subject_where: Any
    each: str
    form: FormPlan
    person: str | None
    day: str
    record: str | None
    where: Any
    at_least: int
    by: time | None
    days_later: int
    reads: frozenset[str]
    subject_reads: frozenset[str]
    position: int

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"


def obligation_plan(plans: Plans, app: str, key: str) -> ObligationPlan:
    """The compiled obligation; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("obligation", app, key)
    return plans.once(("obligation", definition.app, definition.key), lambda: _compile(plans, definition))


def _compile(plans: Plans, definition: Definition) -> ObligationPlan:
    document = definition.document
    with located("", _named(document)):
        for problem in shape_problems(obligation_schema(), document, _named(document)):
            raise problem
        must, who = document["must"], document["who"]
        form = _form(plans, definition.app, must["form"], "/must/form")
        subject = _form(plans, definition.app, who["of"], "/who/of") if "of" in who else None
        subject_reads: set[str] = set()
        if subject is not None:
            subject_reads.add(_person(subject, who["field"], "/who/field"))
            if who.get("where") is not None:
                subject_reads |= check_filter(subject, who["where"], "/who/where")
        match = _match(form, subject, must["match"])
        where = must.get("where")
        reads = set(match.values()) | (set() if where is None else set(check_filter(form, where, "/must/where")))
        return ObligationPlan(
            app=definition.app,
            key=definition.key,
            title=document["title"],
            description=document.get("description"),
            role=_role(plans, definition.app, who["role"]) if "role" in who else None,
            department=who.get("department"),
            subject=subject,
            field=who.get("field"),
            subject_where=who.get("where"),
            each=document["each"],
            form=form,
            person=match.get("person"),
            day=match["day"],
            record=match.get("record"),
            where=where,
            at_least=must.get("at_least", 1),
            by=_by(plans, definition.app, document["by"]) if "by" in document else None,
            days_later=document.get("days_later", 0),
            reads=frozenset(reads & form.fields.keys()),
            subject_reads=frozenset(subject_reads & (subject.fields.keys() if subject else set())),
            position=document.get("position", _LAST),
        )


def _by(plans: Plans, app: str, given: Any) -> time:
    check_time(given, plans, app, "/by")
    return time.fromisoformat(now_given(given, parameter_values(plans, app)))


def _match(form: FormPlan, subject: FormPlan | None, match: Mapping[str, Any]) -> dict[str, str]:
    """Which field names the person, the day, the record."""
    found: dict[str, str] = {}
    for field, value in match.items():
        var, pointer = value["var"], f"/must/match/{field}"
        if var in found:
            raise wrong(pointer, f"「{var}」对应了两个字段，留下一个", f"two fields stand for {var}; keep one")
        found[var] = _CHECKS[var](form, field, pointer) if var != "record" else _record(form, subject, field, pointer)
    if "day" not in found or not found.keys() & {"person", "record"}:
        raise wrong(
            "/must/match",
            "要说明哪个字段是日期，以及哪个字段是人员或对应的记录",
            "say which field is the day, and which is the person or the record it is about",
        )
    if subject is None and "person" not in found:
        raise wrong("/must/match", "要说明哪个字段是人员", "say which field is the person")
    if subject is not None and "record" not in found:
        raise wrong("/must/match", "要说明哪个字段指向对应的记录", "say which field refers to the record it is about")
    return found


def _person(form: FormPlan, key: str, pointer: str) -> str:
    found = field_named(form, key, pointer)
    if found.type.links != "person" or found.type.expression_type(found.settings) is not Type.TEXT:
        raise wrong(pointer, f"「{key}」不是单个人员的字段", f"{key} is no field with one person")
    return key


def _day(form: FormPlan, key: str, pointer: str) -> str:
    found = field_named(form, key, pointer)
    derived = key in form.fields and form.fields[key].derived
    if found.type.expression_type(found.settings) not in (Type.DATE, Type.DATETIME) or derived:
        raise wrong(
            pointer,
            f"「{key}」不能表示哪一天，请选日期或日期时间字段",
            f"{key} cannot tell the day; choose a field with a day or moment",
        )
    return key


def _record(form: FormPlan, subject: FormPlan | None, key: str, pointer: str) -> str:
    found = field_named(form, key, pointer)
    target = found.settings.get("target") if found.type.links == "record" else None
    single = found.type.expression_type(found.settings) is Type.TEXT
    if subject is None or target is None or not single or tuple(target) != (subject.app, subject.key):
        raise wrong(
            pointer,
            f"「{key}」没有关联到 who 里的表单",
            f"{key} does not refer to the form that `who` names",
        )
    return key


def _role(plans: Plans, app: str, key: str) -> str:
    found = plans.find("role", app, key)
    if found is None:
        raise wrong("/who/role", f"没有名为「{key}」的角色", f"there is no role named {key}")
    return found.name


def _form(plans: Plans, app: str, key: str, pointer: str) -> FormPlan:
    try:
        return form_plan(plans, app, key)
    except NotFound:
        raise wrong(pointer, f"没有名为「{key}」的表单", f"there is no form named {key}") from None


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"应做事项「{shown['zh-CN']}」", "en": f"obligation {shown['en']}"}


_CHECKS = {"person": _person, "day": _day}
