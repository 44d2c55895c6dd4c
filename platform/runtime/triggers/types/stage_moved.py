"""A record moved from one stage to another."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...definitions import Plans
from ...forms import FormPlan
from ...forms.locating import wrong
from ..trigger import Fits, WriteTrigger, trigger_type


@trigger_type("stage_moved")
class StageMoved(WriteTrigger):
    """Starts when a record comes to another stage, whichever way; from and to may be named."""

    label = {"zh-CN": "阶段移动", "en": "Stage moved"}
    events = ("change",)

    class Settings(Schema):
        # The stage field; a form with one needs not say it.
        field = fields.String(load_default=None, allow_none=True, metadata={"field": True})
        to = fields.String(load_default=None, allow_none=True)

        class Meta:
            # `from` is a word of Python's own.
            include = {"from": fields.String(load_default=None, allow_none=True)}

    def check(self, settings: Mapping[str, Any], form: FormPlan | None, plans: Plans, app: str) -> None:
        """There is such a stage field, with such stages."""
        assert form is not None
        key = settings["field"] or next(iter(form.stages), None)
        if key is None or key not in form.stages:
            raise wrong("/field", "表单没有这个阶段字段", "the form has no such stage field")
        known = form.fields[key].settings["titles"]
        for end in ("from", "to"):
            if settings[end] is not None and settings[end] not in known:
                raise wrong(f"/{end}", f"没有阶段「{settings[end]}」", f"there is no stage {settings[end]}")

    def fitting(self, settings: Mapping[str, Any], form: FormPlan) -> Fits:
        """By the stages before and after."""
        key, start, end = settings["field"] or form.stages[0], settings["from"], settings["to"]

        def fits(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> bool:
            if before is None or before[key] == after[key]:
                return False
            return start in (None, before[key]) and end in (None, after[key])

        return fits
