"""An intake compiled, and in whose name it writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..context import Actor
from ..definitions import Definition, Plans
from ..errors import InvalidValue, NotFound
from ..forms import FormPlan, form_plan, settings_loading
from ..forms.locating import located, wrong
from ..localized import Localized
from ..triggers.body_paths import ABSENT, value_at
from .channel import Channel, channels

# Before an intake's name it is the one role of who comes in by it.
ROLE = "intake:"


@dataclass(frozen=True, slots=True, eq=False)
class IntakePlan:
    """Immutable. `paths` and `fixed` by field."""

    app: str
    key: str
    title: Localized
    description: Localized | None
    channel: Channel
    settings: Mapping[str, Any]
    form: FormPlan
    paths: Mapping[str, str]
    fixed: Mapping[str, Any]

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

    def values(self, body: Any) -> dict[str, Any]:
        """The values of a record, from one body. Raises InvalidValue for what is no JSON object."""
        if not isinstance(body, Mapping):
            raise InvalidValue(pointer="", expected={"zh-CN": "一个 JSON 对象", "en": "a JSON object"})
        found = {field: value_at(body, path) for field, path in self.paths.items()}
        return {field: value for field, value in found.items() if value is not ABSENT} | dict(self.fixed)


def intake_plan(plans: Plans, app: str, key: str) -> IntakePlan:
    """The compiled intake. Raises NotFound, InvalidDefinition."""
    definition = plans.get("intake", app, key)
    return plans.once(("intake", definition.app, definition.key), lambda: _compile(plans, definition))


def _compile(plans: Plans, definition: Definition) -> IntakePlan:
    document = definition.document
    form = _form(plans, definition.app, document["form"])
    paths, fixed = document.get("map", {}), document.get("set", {})
    for member, named in (("map", paths), ("set", fixed)):
        for key in named:
            with located(f"/{member}/{key}"):
                _check_field(form, key)
    for key, value in fixed.items():
        with located(f"/set/{key}"):
            if key in paths:
                raise wrong("", "这个字段已在 map 中取值", "this field is taken from the body by map")
            try:
                form.fields[key].load(value)
            except InvalidValue as error:
                raise wrong("", error.sentence("zh-CN"), error.sentence("en")) from None
    if not paths and not fixed:
        raise wrong("/map", "写明各字段从哪里取值", "say where the values of fields come from")
    channel = channels.get(document["channel"])
    with located("/settings"):
        settings = settings_loading.load_settings(channel.Settings(), document.get("settings", {}))
        channel.check(settings)
    return IntakePlan(
        app=definition.app,
        key=definition.key,
        title=document["title"],
        description=document.get("description"),
        channel=channel,
        settings=settings,
        form=form,
        paths=paths,
        fixed=fixed,
    )


def _form(plans: Plans, app: str, key: str) -> FormPlan:
    try:
        return form_plan(plans, app, key)
    except NotFound:
        raise wrong("/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None


def _check_field(form: FormPlan, key: str) -> None:
    if key not in form.fields:
        raise wrong("", f"表单没有字段「{key}」", f"the form has no field {key}")
    if key not in form.writable:
        raise wrong("", f"字段「{key}」由系统计算，不能写入", f"{key} is worked out and cannot be set")
