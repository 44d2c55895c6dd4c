"""A message document compiled: its words taken apart, each name checked where the document says whose they are."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..definitions import Definition, Plans
from ..expressions import FormName, Names
from ..expressions.durations import parse_duration
from ..forms import FormPlan, form_name, form_plan, form_plans, formula_names
from ..forms.environment import pointed, row_references
from ..forms.locating import located, wrong
from ..forms.reading_rights import check_app_reads
from ..localized import DEFAULT_LOCALE, Localized
from .classes import NOTICE
from .receipts.quiz import check_quiz
from .receipts.wanting import Wanted
from .text import SCOPES, Words, names_in, read_words

_FREE = Names(free=True)


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """`kind`: the class of messages it belongs to. `form`: "app.form" whose records it tells of, where it says so.
    `names`: what its words tell, such as "record.budget"."""

    app: str
    key: str
    kind: str
    form: str | None
    title: Words
    text: Words
    names: frozenset[str]
    answers: tuple[tuple[str, Localized], ...] = ()
    within: str | None = None
    wanted: Wanted | None = None


def message_plan(plans: Plans, app: str, key: str) -> MessagePlan:
    """The compiled message; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    return plans.once(("message", app, key), lambda: _compile(plans, plans.get("message", app, key)))


def check_message(plans: Plans, app: str, key: str, form: FormPlan, told: Collection[str] = ()) -> None:
    """Whether a message fits the form of the record it is sent about, and what started the workflow that sends it:
    `told`, the names of trigger.<name>. Raises InvalidDefinition."""
    plan = message_plan(plans, app, key)
    if plan.form is not None:
        if plan.form != form.name:
            raise wrong("", f"消息「{key}」说的是另一个表单", f"the message {key} tells of another form, {plan.form}")
        return
    for name in sorted(plan.names):
        scope, *path = name.split(".")
        if scope == "trigger" and ".".join(path) not in told:
            shown = "{" + name + "}"
            raise wrong(
                "",
                f"消息「{key}」里的{shown}不是这个触发方式给出的内容",
                f"the message {key} names {shown}, which this trigger does not tell",
            )
    if not form.key:  # sent about no record: what would be told of one reads as empty
        return
    for name in sorted(plan.names):
        scope, *path = name.split(".")
        if scope == SCOPES[0] and not _names(plans, app, form).find((scope, *path)):
            shown = "{" + ".".join(path) + "}"
            raise wrong(
                "",
                f"消息「{key}」里的{shown}不是表单「{form.key}」的字段",
                f"the message {key} names {shown}, which is no field of the form {form.key}",
            )


def _compile(plans: Plans, definition: Definition) -> MessagePlan:
    document: dict[str, Any] = definition.document
    names, form = _FREE, None
    if "form" in document:
        with located("/form", f"message {definition.key}"):
            if plans.find("form", definition.app, document["form"]) is None:
                raise wrong("", f"没有表单「{document['form']}」", f"there is no form {document['form']}")
        form = form_plan(plans, definition.app, document["form"])
        names = _names(plans, definition.app, form)
    words = {}
    for part in ("title", "text"):
        with located(f"/{part}", f"message {definition.key}"):
            words[part] = read_words(document[part], names)
            if form is not None:
                _check(plans, definition.app, form, names_in(words[part]))
    told = frozenset(names_in(*words.values()))
    kind = document.get("class", NOTICE)
    about = form.name if form is not None else None
    answers = _answers(document)
    within, wanted = _duration(document, "answer_within"), _wanted(document)
    return MessagePlan(
        definition.app, definition.key, kind, about, words["title"], words["text"], told, answers, within, wanted
    )


def _answers(document: Mapping[str, Any]) -> tuple[tuple[str, Localized], ...]:
    answers = tuple((one["key"], one["title"]) for one in document.get("answers", ()))
    for index, (key, _) in enumerate(answers):
        if key in [before for before, _ in answers[:index]]:
            raise wrong(f"/answers/{index}/key", f"「{key}」已被占用", f"{key} is taken")
    return answers


def _wanted(document: Mapping[str, Any]) -> Wanted | None:
    """What the message wants back; None for one that is read and no more."""
    confirm, quiz, remind_after = (
        document.get("confirm", False),
        document.get("quiz"),
        _duration(document, "remind_after"),
    )
    if quiz is not None:
        with located("/quiz"):
            check_quiz(quiz)
    if confirm or quiz is not None or document.get("answers"):
        return Wanted(confirm, quiz, remind_after)
    if remind_after is not None:
        zh, en = "没有要确认或答复的内容，不用提醒", "there is nothing to confirm or answer, so nobody to remind"
        raise wrong("/remind_after", zh, en)
    return None


def _duration(document: Mapping[str, Any], member: str) -> str | None:
    duration = document.get(member)
    parsed = None if duration is None else parse_duration(duration)
    if duration is not None and (parsed is None or min(parsed.months, parsed.days, parsed.seconds) < 0):
        raise wrong(f"/{member}", "这里需要时长，例如 P1D", "this must be a duration, such as P1D")
    return duration


def _names(plans: Plans, app: str, form: FormPlan) -> Names:
    """What messages about records of the form may tell, by title and key."""

    def build() -> Names:
        others = dict(_others(plans, app, form))
        return formula_names(plans, form, form.fields, DEFAULT_LOCALE, others)

    return plans.once(("message names", app, form.name), build)


def _others(plans: Plans, app: str, form: FormPlan) -> Iterator[tuple[str, FormName]]:
    """The forms that references lead to, by the key to write."""
    near = set(pointed(form.fields).values())
    far = {target for one in near for target in row_references(plans, app, one).values()}
    for other in form_plans(plans):
        if other.name in near | far:
            key = other.key if other.app == app else other.name
            yield key, form_name(key, other, other.fields, app)


def _check(plans: Plans, app: str, form: FormPlan, names: set[str]) -> None:
    """Only what a message is given when it is sent, and only what its app may read."""
    for name in sorted(names):
        scope, *path = name.split(".")
        if scope not in SCOPES:
            raise wrong("", f"消息里不能用「{{{name}}}」", f"a message cannot tell {{{name}}}")
        targets = pointed(form.fields)
        for step, after in pairwise(path) if scope == SCOPES[0] else ():
            target = targets[step]
            check_app_reads(plans, app, target, {after}, "")
            targets = dict(row_references(plans, app, target))
