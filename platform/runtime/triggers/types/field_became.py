"""A field came to have one of some values that it did not have before."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...definitions import Plans
from ...errors import InvalidValue
from ...forms import FormPlan
from ...forms.locating import located, wrong
from ..trigger import Fits, WriteTrigger, trigger_type


@trigger_type("field_became")
class FieldBecame(WriteTrigger):
    """Starts when a field gets a value it did not have before."""

    label = {"zh-CN": "字段变为", "en": "Field became"}
    events = ("change",)

    class Settings(Schema):
        field = fields.String(required=True, metadata={"field": True})
        # JSON values, as a person would send them: one, or any of several.
        value = fields.Raw(load_default=None, allow_none=True, metadata={"value_of": "field"})
        values = fields.List(
            fields.Raw(allow_none=True), load_default=None, allow_none=True, metadata={"value_of": "field"}
        )

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """The field exists and can hold what it is to become."""
        assert form is not None
        with located("/field"):
            if settings["field"] not in form.fields:
                key = settings["field"]
                raise wrong("", f"表单没有字段「{key}」", f"the form has no field {key}")
        for pointer, raw in _wanted(settings):
            try:
                form.fields[settings["field"]].load(raw)
            except InvalidValue:
                raise wrong(pointer, "这个字段不能是这个值", "the field cannot have this value") from None

    def fitting(self, settings: Mapping[str, Any], form: FormPlan) -> Fits:
        """The values are read once."""
        field = form.fields[settings["field"]]
        wanted = [field.load(raw) for _, raw in _wanted(settings)]

        def fits(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> bool:
            return before is not None and before[field.key] != after[field.key] and after[field.key] in wanted

        return fits


def _wanted(settings: Mapping[str, Any]) -> list[tuple[str, Any]]:
    if settings["values"] is None:
        return [("/value", settings["value"])]
    return [(f"/values/{index}", raw) for index, raw in enumerate(settings["values"])]
