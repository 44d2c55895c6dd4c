"""Choice: one option of a field, such as the region of customers."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from marshmallow import fields

from ...context import Context
from ...definitions import Plans
from ...errors import InvalidValue, NotFound
from ...forms import FormPlan, form_plan
from ...forms.locating import wrong
from ...localized import Localized, listed_in_all, text
from ...people import access_to
from ...records.querying.declared import own_field
from ...views.fitting import OPTIONS, has_options
from .filter import FilterType, filter_type


@filter_type("choice")
class ChoiceFilter(FilterType):
    """One of a field's options. Who may not see the field does not get the filter."""

    label = {"zh-CN": "选项", "en": "Choice"}
    control = "options"

    class Settings(FilterType.Settings):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "record"})
        field = fields.String(required=True, metadata={"field": True, "how": "filters"})

    def title(self, plans: Plans, app: str, settings: Mapping[str, Any]) -> Localized:
        return _form(plans, app, settings).fields[settings["field"]].title

    def check(self, plans: Plans, app: str, settings: Mapping[str, Any], default: Any) -> None:
        form = _form(plans, app, settings)
        field = form.fields[own_field(form, settings["field"], "/settings/field")]
        if not has_options(field):
            raise wrong(
                "/settings/field",
                f"「{field.key}」不能用在这里，需要{OPTIONS['zh-CN']}",
                f"{field.key} cannot stand here; {OPTIONS['en']} can",
            )
        known = [option["key"] for option in field.settings["options"]]
        if default is not None and default not in known:
            words = listed_in_all(known)
            raise wrong("/default", f"可选：{words['zh-CN']}", f"one of {words['en']}")

    def options(
        self, context: Context, connection: sa.Connection, plans: Plans, app: str, settings: Mapping[str, Any]
    ) -> list[dict[str, str]] | None:
        form = _form(plans, app, settings)
        if not access_to(context, plans, form.app, form.key).readable(settings["field"]):
            return None
        field = form.fields[settings["field"]]
        return [
            {"value": option["key"], "label": text(option.get("title", option["key"]), context.locale)}
            for option in field.settings["options"]
        ]

    def load(self, context: Context, raw: Any) -> Any:
        if not isinstance(raw, str):
            raise InvalidValue(expected={"zh-CN": "一个选项的标识", "en": "the key of an option"})
        return raw


def _form(plans: Plans, app: str, settings: Mapping[str, Any]) -> FormPlan:
    key = settings["form"]
    try:
        return form_plan(plans, app, key)
    except NotFound:
        raise wrong("/settings/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None
