"""An intake compiled, and in whose name it writes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..context import Actor
from ..definitions import Definition, Plans
from ..errors import InvalidValue, NotFound
from ..forms import FormPlan, form_plan, settings_loading
from ..forms.locating import located, wrong
from ..localized import Localized
from ..triggers.body_paths import ABSENT, PATTERN, value_at
from .asking import check_asked
from .channel import Channel, channels
from .repeats import Repeats
from .retention import DEFAULT, check_kept

# Before an intake's name it is the one role of who comes in by it.
ROLE = "intake:"
_CHOICE = {"zh-CN": "一个选项", "en": "one of the choices"}


@dataclass(frozen=True, slots=True, eq=False)
class IntakePlan:
    """Immutable. `paths`, `fixed`, `choices` (value → title) and `parameters` (a link's parameter) by field; `fields`:
    those taken under their own names; `moment`: the field that says when it came."""

    app: str
    key: str
    title: Localized
    description: Localized | None
    channel: Channel
    settings: Mapping[str, Any]
    form: FormPlan
    fields: tuple[str, ...]
    paths: Mapping[str, str]
    fixed: Mapping[str, Any]
    choices: Mapping[str, Mapping[str, Localized]]
    parameters: Mapping[str, str]
    moment: str | None
    repeats: Repeats | None

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"

    @property
    def owner(self) -> str:
        """Whose its secrets are."""
        return f"intake:{self.name}"

    @property
    def actor(self) -> Actor:
        """Who comes in by it: nobody that is known here, with no right but to add such records."""
        return Actor(kind="public", app=self.app, name=self.name, roles=frozenset({ROLE + self.name}))

    @property
    def writes(self) -> frozenset[str]:
        """The fields that its records may be made with."""
        marks = self.repeats.marks if self.repeats else {}
        moment = {self.moment} if self.moment else set()
        every = self.form.writable.values() if self.channel.takes_files and not (self.paths or self.fields) else ()
        columns = {field.key for field in every if field.type.imported}
        return frozenset({*columns, *self.fields, *self.paths, *self.fixed, *self.parameters, *marks, *moment})

    def values(self, body: Any, now: datetime) -> dict[str, Any]:
        """The values of a record, from one body. Raises InvalidValue for what is no JSON object, or is no choice."""
        if not isinstance(body, Mapping):
            raise InvalidValue(pointer="", expected={"zh-CN": "一个 JSON 对象", "en": "a JSON object"})
        found = {field: body.get(field, ABSENT) for field in (*self.fields, *self.parameters)}
        found |= {field: value_at(body, path) for field, path in self.paths.items()}
        for field, choices in self.choices.items():
            if found[field] not in (ABSENT, None) and found[field] not in choices:
                raise InvalidValue(
                    pointer=f"/values/{field}", expected={"zh-CN": "一个选项", "en": "one of the choices"}
                )
        came = {self.moment: now.isoformat()} if self.moment else {}
        return {field: value for field, value in found.items() if value is not ABSENT} | dict(self.fixed) | came


def intake_plan(plans: Plans, app: str, key: str) -> IntakePlan:
    """The compiled intake. Raises NotFound, InvalidDefinition."""
    definition = plans.get("intake", app, key)
    return plans.once(("intake", definition.app, definition.key), lambda: _compile(plans, definition))


def _compile(plans: Plans, definition: Definition) -> IntakePlan:
    document = definition.document
    form = _form(plans, definition.app, document["form"])
    _check_fields(form, document)
    channel = channels.get(document["channel"])
    for key, path in document.get("map", {}).items():
        if not channel.takes_files and not re.fullmatch(PATTERN, path):
            raise wrong(f"/map/{key}", "需要路径，例如 contact.phones.0", "a path is wanted, such as contact.phones.0")
    with located("/settings"):
        settings = settings_loading.load_settings(channel.Settings(), document.get("settings", {}))
        channel.check(settings)
    check_kept(document.get("bodies_kept", DEFAULT))
    plan = IntakePlan(
        app=definition.app,
        key=definition.key,
        title=document["title"],
        description=document.get("description"),
        channel=channel,
        settings=settings,
        form=form,
        fields=tuple(document.get("fields", ())),
        paths=document.get("map", {}),
        fixed=document.get("set", {}),
        choices=document.get("choices", {}),
        parameters=document.get("parameters", {}),
        moment=document.get("moment"),
        repeats=_repeats(document.get("repeats")),
    )
    if channel.public:
        check_asked(form, plan.fields, plan.choices, plan.writes)
    return plan


def _form(plans: Plans, app: str, key: str) -> FormPlan:
    try:
        return form_plan(plans, app, key)
    except NotFound:
        raise wrong("/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None


def _repeats(document: Any) -> Repeats | None:
    return document and Repeats(tuple(document["fields"]), document["way"], document.get("set", {}))


def _check_fields(form: FormPlan, document: Mapping[str, Any]) -> None:
    """Each field is there, may be written, and has one place that its value comes from."""
    taken: set[str] = set()
    for pointer, key in _named(document):
        with located(pointer):
            _check_field(form, key)
            if key in taken:
                raise wrong("", f"字段「{key}」已从别处取值", f"the value of {key} comes from elsewhere already")
        taken.add(key)
    if not taken and not channels.get(document["channel"]).takes_files:
        raise wrong("/map", "写明各字段从哪里取值", "say where the values of fields come from")
    repeats = document.get("repeats", {})
    for at, key in enumerate(repeats.get("fields", ())):
        with located(f"/repeats/fields/{at}"):
            _check_field(form, key)
            if not form.fields[key].filters or form.fields[key].column is None:
                raise wrong("", f"不能按字段「{key}」比较", f"records cannot be compared by {key}")
    for pointer, values in (("/set", document.get("set", {})), ("/repeats/set", repeats.get("set", {}))):
        for key, value in values.items():
            with located(f"{pointer}/{key}"):
                _check_value(form, key, value)


def _named(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((f"/map/{key}", key) for key in document.get("map", ()))
    yield from ((f"/fields/{at}", key) for at, key in enumerate(document.get("fields", ())))
    yield from ((f"/parameters/{key}", key) for key in document.get("parameters", ()))
    yield from ((f"/set/{key}", key) for key in document.get("set", ()))
    if "moment" in document:
        yield "/moment", document["moment"]


def _check_value(form: FormPlan, key: str, value: Any) -> None:
    _check_field(form, key)
    try:
        form.fields[key].load(value)
    except InvalidValue as error:
        raise wrong("", error.sentence("zh-CN"), error.sentence("en")) from None


def _check_field(form: FormPlan, key: str) -> None:
    if key not in form.fields:
        raise wrong("", f"表单没有字段「{key}」", f"the form has no field {key}")
    if key not in form.writable:
        raise wrong("", f"字段「{key}」由系统计算，不能写入", f"{key} is worked out and cannot be set")
