"""Hold: nobody but the persons named may change the record, or some fields of it, until it is released."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ...forms.locating import wrong
from ..effects import HoldRecord
from ..node import Leave, NodeType, Run, node_type


@node_type("hold")
class Hold(NodeType):
    """Hold the record, with a reason that everybody reads, until a step, a moment or a manager releases it."""

    label = {"zh-CN": "冻结", "en": "Hold"}
    words = {"done": {"zh-CN": "已冻结", "en": "Held"}}

    class Settings(Schema):
        reason = fields.Raw(required=True, metadata={"localized": True})
        # Who may change it all the same, and who may release it beside those who manage workflows.
        persons = fields.Raw(load_default=None, allow_none=True, metadata={"persons": True})
        released_by = fields.Raw(load_default=None, allow_none=True, metadata={"persons": True})
        until = fields.Raw(load_default=None, metadata={"expression": True})

        class Meta:
            # Without fields it is the whole record. `for` is a word of Python's own, and `fields` one of this module's.
            include = {
                "fields": fields.List(fields.String(metadata={"field": True, "how": "governs"}), load_default=list),
                "for": fields.Raw(load_default=None, metadata={"duration": True}),
            }

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """A record is what is held."""
        if not names.form.key:
            raise wrong("", "这个流程没有记录可冻结", "this workflow is about no record that could be held")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"hold": Type.TEXT}

    def enter(self, run: Run) -> Leave:
        settings = run.settings
        until = run.value(settings["until"]) if settings["until"] is not None else None
        if settings["for"] is not None:
            until = run.moment_after(settings["for"])
        persons, releasers = (run.people(settings[one]) if settings[one] else [] for one in ("persons", "released_by"))
        return Leave("done", effects=[HoldRecord(settings["reason"], settings["fields"], persons, releasers, until)])
