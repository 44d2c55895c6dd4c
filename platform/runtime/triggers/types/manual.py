"""Started by a person, or by another workflow that calls this one."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ..trigger import TriggerType, trigger_type

_TYPES = ("text", "integer", "boolean", "list")


class InputSchema(Schema):
    """What who starts it gives, read as trigger.<key>."""

    key = fields.String(required=True, validate=validate.Regexp("^[a-z][a-z0-9_]{0,58}$"))
    title = fields.Raw(metadata={"localized": True})
    type = fields.String(load_default="text", validate=validate.OneOf(_TYPES))


@trigger_type("manual")
class Manual(TriggerType):
    """Starts when somebody starts it by hand, or when another workflow calls it, for a record or for none."""

    label = {"zh-CN": "手动发起", "en": "By hand"}
    about = "either"

    class Settings(Schema):
        inputs = fields.List(fields.Nested(InputSchema), load_default=list, validate=validate.Length(max=50))

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """Inputs have names of their own."""
        keys = [one["key"] for one in settings["inputs"]]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                raise wrong(f"/inputs/{index}/key", f"「{key}」已被占用", f"{key} is taken")

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        return {one["key"]: Type(one["type"]) for one in settings["inputs"]}
