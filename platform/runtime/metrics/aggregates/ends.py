"""The ends of a duration: a field with a day or moment, the first entry into a stage, or a formula, which may ask other
forms: the day of a customer's first order.

JSON: a field's key, {"field": a stage field, "entered": a stage}, or {"formula": an expression, "title": its name}.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...expressions import Type, check_tree
from ...forms import FormPlan
from ...forms.locating import located, wrong
from ...localized import LOCALES, text
from ...records.querying.declared import field_named
from ...records.querying.live import read_by
from ...records.querying.stage_entries import entered
from ...storage.types import Moment
from .aggregate import Element, Source, Telling, Words, filled
from .conversion import stage_of, was_at

DAYS = (Type.DATE, Type.DATETIME)
_CREATED = "created_at"


def check_end(end: Any, form: FormPlan, pointer: str) -> Type:
    """Whether it is a day or a moment. Raises InvalidDefinition."""
    if isinstance(end, Mapping):
        return _check_formula(end, form, pointer) if "formula" in end else _check_entry(end, form, pointer)
    if not isinstance(end, str):
        raise wrong(pointer, "这里需要日期字段的标识", "this takes the key of a field with a day or moment")
    found = field_named(form, end, pointer)
    type_ = found.type.expression_type(found.settings)
    if type_ not in DAYS:
        raise wrong(pointer, f"「{end}」不是日期或日期时间", f"{end} is neither a day nor a moment")
    return type_


def reads(end: Any, form: FormPlan) -> frozenset[str]:
    """The form's own fields that it reads."""
    if isinstance(end, Mapping) and "formula" in end:
        return frozenset(read_by(form, end["formula"]))
    return frozenset({str(end["field"] if isinstance(end, Mapping) else end)} & form.fields.keys())


def moment_of(source: Source, end: Any) -> Element:
    """The day or moment of a row."""
    if isinstance(end, Mapping) and "formula" in end:
        days = check_end(end, source.plan, "") is Type.DATE
        return sa.type_coerce(source.formula(end["formula"]), sa.Date() if days else Moment())
    if isinstance(end, Mapping):
        return entered(source.plan, end["field"], end["entered"])
    return source.column(end)


def has(end: Any) -> dict[str, Any]:
    """The filter for records in which there is one."""
    if isinstance(end, Mapping) and "formula" in end:
        return {"formula": {"is_set": [end["formula"]]}}
    return was_at(end["field"], end["entered"]) if isinstance(end, Mapping) else filled(end)


def in_order(begun: Any, done: Any) -> list[Any]:
    """The filter for records whose second end is not before the first. The entry into a stage is no part of formulas;
    nothing comes before a record is made."""
    trees = [_tree(end) for end in (begun, done)]
    if begun == _CREATED or None in trees:
        return []
    return [{"formula": {"<=": trees}}]


def _tree(end: Any) -> Any:
    if isinstance(end, Mapping):
        return end.get("formula")
    return {"var": f"record.{end}"}


def told(end: Any, telling: Telling) -> Words:
    """What it is called."""
    if isinstance(end, Mapping) and "title" in end:
        said = {locale: text(end["title"], locale) for locale in LOCALES}
        return {"zh-CN": f"「{said['zh-CN']}」", "en": said["en"]}
    if isinstance(end, Mapping) and "formula" in end:
        formula = telling.formula(end["formula"])
        return {"zh-CN": f"公式 {formula}", "en": f"the formula {formula}"}
    if isinstance(end, Mapping):
        return telling.filter({"field": end["field"], "operator": "equal", "value": end["entered"]})
    title = telling.field(end)
    return {"zh-CN": f"「{title['zh-CN']}」", "en": title["en"]}


def _check_entry(end: Mapping[str, Any], form: FormPlan, pointer: str) -> Type:
    if set(end) != {"field", "entered"}:
        raise wrong(
            pointer,
            "阶段时点由 field 和 entered 组成；公式写在 formula 里",
            "the moment of a stage has the members field and entered; a formula stands under formula",
        )
    stage_of(form, end["field"], end["entered"], (f"{pointer}/field", f"{pointer}/entered"))
    return Type.DATETIME


def _is_words(title: Any) -> bool:
    texts = list(title.values()) if isinstance(title, Mapping) else [title]
    return bool(texts) and all(isinstance(one, str) and one for one in texts)


def _check_formula(end: Mapping[str, Any], form: FormPlan, pointer: str) -> Type:
    if not set(end) <= {"formula", "title"} or not _is_words(end.get("title", "-")):
        raise wrong(
            pointer,
            "公式旁边只能写名称 title，一段文字或每种语言一段",
            "beside a formula stands only its title, a text or one for each language",
        )
    with located(f"{pointer}/formula"):
        found = check_tree(end["formula"], form.environment)
    if found not in DAYS:
        raise wrong(
            f"{pointer}/formula",
            "这个公式的结果不是日期或日期时间，例如 MINIFS 取另一张表单里最早的日期",
            "this formula gives neither a day nor a moment; MINIFS, for one, takes the first day in another form",
        )
    return found
