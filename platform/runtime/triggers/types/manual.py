"""Started by a person, or by another workflow that calls this one.

JSON: {"type": "manual", "form", "where", "roles", "inputs", "hint", "alone", "menu"}. Who holds one of `roles`, and
sees the record, may start it; without roles only other workflows do. workflows/by_hand/ carries it out.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...definitions import Plans
from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import wrong
from ..inputs import InputSchema, check_inputs, input_types
from ..trigger import TriggerType, trigger_type


@trigger_type("manual")
class Manual(TriggerType):
    """Starts when somebody starts it by hand, or when another workflow calls it, for a record or for none."""

    label = {"zh-CN": "手动发起", "en": "By hand"}
    about = "either"

    class Settings(Schema):
        inputs = fields.List(fields.Nested(InputSchema), load_default=list, validate=validate.Length(max=50))
        # Whose holders may start it.
        roles = fields.List(fields.String(metadata={"kind": "role"}), load_default=list)
        # What it does, said to who is about to start it.
        hint = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})
        # Refused while one of it runs, on this record where it is about one.
        alone = fields.Boolean(load_default=False)
        # False: only buttons of forms start it.
        menu = fields.Boolean(load_default=True)

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """Inputs can be filled in, and roles are there."""
        check_inputs(settings["inputs"], plans, app)
        for index, key in enumerate(settings["roles"]):
            if plans.find("role", app, key) is None:
                raise wrong(f"/roles/{index}", f"没有名为「{key}」的角色", f"there is no role named {key}")

    def outputs(self, settings: Mapping[str, Any]) -> Mapping[str, Type]:
        return input_types(settings["inputs"])
