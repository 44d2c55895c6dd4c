"""The workflow of a field that counts unknown names: decide; once the time is over, more people are asked to.

Pinned, as all instances are: to the revision of the form that was current when the name was asked about.
"""

from collections.abc import Mapping
from typing import Any

from ...definitions import Definition, Plans
from ...errors import InvalidDefinition
from ...expressions.durations import parse_duration
from ...fields.reference import Unknown
from ...forms import FormPlan, form_plan
from ...forms.locating import located, wrong
from ...localized import LOCALES, Localized, text
from ...people import ADMINISTRATOR
from ..definition.deeds.message import Notice, Say
from ..definition.graph import END
from ..definition.limits import Limit
from ..definition.names import Names
from ..definition.plan import NodePlan, WorkflowPlan, load_limits
from . import words
from .node import DecideName
from .subject import AskedName

DECIDE, LATE = "decide", "late"
_ASKED = {"field": "asked"}
_SOON_TITLE = {"zh-CN": "提醒", "en": "Reminder"}
_LATE_TITLE = {"zh-CN": "判定时限", "en": "Time to decide"}


def form_and_field(key: str) -> tuple[str, str] | None:
    """Of the key of such a workflow, which no workflow of an author can have; None for another's."""
    form, dot, field = key.partition(".")
    return (form, field) if dot else None


def plan_of_field(plans: Plans, form: Definition, key: str) -> WorkflowPlan:
    """Of a revision of the form in which field `key` counts. Raises InvalidDefinition, NotFound for a target that is
    gone."""
    index, field = next((at, one) for at, one in enumerate(form.document["fields"]) if one["key"] == key)
    target = form_plan(plans, form.app, field["settings"]["form"])
    unknown = Unknown().load(field["settings"]["unknown"])
    with located(f"/fields/{index}/settings/unknown", _named(form.document["title"], "表单", "form")):
        return _plan(plans, form, key, target, unknown)


def check_asking(plans: Plans, form: FormPlan, document: Definition) -> None:
    """What the fields of a form say of unknown names can be carried out. Raises InvalidDefinition."""
    for field in form.linked("record"):
        if field.key in {one["key"] for one in document.document["fields"]} and field.settings.get("unknown"):
            plan_of_field(plans, document, field.key)


def _plan(plans: Plans, form: Definition, key: str, target: FormPlan, unknown: Mapping[str, Any]) -> WorkflowPlan:
    names = Names(plans, form.app, target, {})
    more: Any = {"role": ADMINISTRATOR}
    if unknown["escalate_to"] is not None:
        with located("/escalate_to"):
            more = names.persons(unknown["escalate_to"])
    ask, everybody = [_ASKED], [_ASKED, more]
    within = unknown["decide_within"]
    limits = (
        Limit("-soon", _SOON_TITLE, "done", _half(within), (Notice("name_soon", words.soon, ask),), None),
        *_own_limits(unknown["limits"], names),
        Limit("-late", _LATE_TITLE, "done", within, (Notice("name_late", words.late, everybody),), LATE),
    )
    title = _title(target.title)
    return WorkflowPlan(
        app=form.app,
        key=f"{form.key}.{key}",
        hash=form.hash,
        revision=form.revision,
        title=title,
        form=target,
        start=(DECIDE,),
        nodes={DECIDE: _step(DECIDE, ask, limits, names), LATE: _step(LATE, everybody, (), names)},
        subject=AskedName,
    )


def _step(key: str, ask: Any, limits: tuple[Limit, ...], names: Names) -> NodePlan:
    type_ = DecideName()
    onwards = {limit.leave_by: LATE for limit in limits if limit.leave_by}
    return NodePlan(
        key=key,
        title=type_.label,
        type=type_,
        settings={"ask": ask, "late": key == LATE},
        limits=limits,
        parameters=tuple(sorted(names.read)),
        outcomes=(*type_.outcomes, *onwards),
        ways=dict.fromkeys(type_.outcomes, END) | onwards,
        targets=(END, *onwards.values()),
    )


def _own_limits(documents: Any, names: Names) -> tuple[Limit, ...]:
    """Those of the form's author, which send messages and leave the rest to people."""
    limits = tuple(load_limits(DecideName(), documents, names))
    for index, limit in enumerate(limits):
        if not all(isinstance(deed, Say) for deed in limit.deeds):
            raise wrong(f"/limits/{index}", "名称的时限只能发消息", "a deadline of a name can only send messages")
    return limits


def _half(duration: str) -> str:
    parsed = parse_duration(duration)
    if parsed is None:
        raise InvalidDefinition(pointer="/decide_within", reason={"zh-CN": "需要时长", "en": "it takes a duration"})
    whole_s = (parsed.months * 30 + parsed.days) * 86_400 + parsed.seconds
    return f"PT{int(whole_s / 2)}S"


def _title(form: Localized) -> Localized:
    return {"zh-CN": f"{text(form, 'zh-CN')}：新名称", "en": f"{text(form, 'en')}: new names"}


def _named(title: Localized, zh: str, en: str) -> Localized:
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"{zh}「{shown['zh-CN']}」", "en": f"{en} {shown['en']}"}
