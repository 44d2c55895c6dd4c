"""An obligation as a sentence of both languages: who owes how many of which records, how often and until when."""

from ...context import Context
from ...definitions import Plans
from ...localized import LOCALES, text
from ...people import organisation_of, titles_of_roles
from ..dimensions import title_of
from .plan import ObligationPlan

Words = dict[str, str]
_EACH: dict[str, Words] = {
    "working_day": {"zh-CN": "每个工作日", "en": "each working day"},
    "day": {"zh-CN": "每天", "en": "each day"},
    "week": {"zh-CN": "每周", "en": "each week"},
    "month": {"zh-CN": "每月", "en": "each month"},
    "quarter": {"zh-CN": "每季度", "en": "each quarter"},
    "half": {"zh-CN": "每半年", "en": "each half year"},
    "year": {"zh-CN": "每年", "en": "each year"},
}
_DAYS = ("working_day", "day")


def told(context: Context, plans: Plans, obligation: ObligationPlan) -> Words:
    """The sentence."""
    who, form = _who(context, plans, obligation), obligation.form.title
    each, until = _EACH[obligation.each], _until(obligation)
    return {
        "zh-CN": f"{who['zh-CN']}{each['zh-CN']}{until['zh-CN']}至少要有 {obligation.at_least} 条"
        f"「{text(form, 'zh-CN')}」",
        "en": f"{who['en']}: at least {obligation.at_least} of {text(form, 'en')} {each['en']}{until['en']}",
    }


def _who(context: Context, plans: Plans, obligation: ObligationPlan) -> Words:
    if obligation.subject is not None and obligation.field is not None:
        title = title_of(obligation.subject, obligation.field)
        form = {locale: text(obligation.subject.title, locale) for locale in LOCALES}
        return {"zh-CN": f"「{form['zh-CN']}」的{title['zh-CN']}", "en": f"the {title['en']} of each {form['en']}"}
    names = dict.fromkeys(LOCALES, "")
    if obligation.department is not None:
        name = organisation_of(context.workspace).departments.get(obligation.department, obligation.department)
        names = dict.fromkeys(LOCALES, name)
    if obligation.role is None:
        return {"zh-CN": f"{names['zh-CN']}的人", "en": f"everybody in {names['en']}"}
    titles = {locale: titles_of_roles(plans, locale).get(obligation.role, obligation.role) for locale in LOCALES}
    if obligation.department is None:
        return titles
    return {"zh-CN": f"{names['zh-CN']}的{titles['zh-CN']}", "en": f"{titles['en']} in {names['en']}"}


def _until(obligation: ObligationPlan) -> Words:
    by = "" if obligation.by is None else f"{obligation.by:%H:%M}"
    if obligation.days_later:
        later = obligation.days_later
        of = (
            {"zh-CN": "期末后", "en": "the end"}
            if obligation.each not in _DAYS
            else {"zh-CN": "当天后", "en": "that day"}
        )
        return {
            "zh-CN": f"（{of['zh-CN']} {later} 天{f' {by} ' if by else ''}前交）",
            "en": f", at the latest {later} days after {of['en']}{f' by {by}' if by else ''}",
        }
    if not by:
        return dict.fromkeys(LOCALES, "")
    last = obligation.each not in _DAYS
    return {
        "zh-CN": f"（{'最后一个工作日 ' if last else ''}{by} 前）",
        "en": f", by {by}{' of the last working day' if last else ''}",
    }
