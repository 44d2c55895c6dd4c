"""Button: one declared act beside the fields.

JSON: {"key", "button": words, "do": {"move": {stage field: move}}} or {…, "do": {"open": "https://…"}}. A move saves
what was filled in and moves the record on, in one write; it is there only while the record stands where it begins.
{…, "do": {"start": workflow}, "confirm": words} starts a workflow on the record that is shown, by who may start it.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields

from ...localized import listed_in_all
from ..fields import FieldPlan, unknown_field
from ..locating import wrong
from .item import LayoutType, layout_type, web_address, words
from .reader import Reader


def _one_deed(value: Any) -> None:
    if not isinstance(value, dict) or len(value) != 1 or not set(value) <= {"move", "open", "start"}:
        raise ValidationError(
            'needs one act, {"move": {"status": "win"}}, {"open": "https://…"} or {"start": "remind"}'
        )
    if "open" in value:
        web_address(value["open"])
    elif "start" in value:
        if not isinstance(value["start"], str) or not value["start"]:
            raise ValidationError('needs the key of a workflow, {"start": "remind"}')
    elif not isinstance(value["move"], dict) or len(value["move"]) != 1:
        raise ValidationError('needs one stage field with one of its moves, {"move": {"status": "win"}}')


@layout_type("button")
class Button(LayoutType):
    """A button for one act: move the record to its next stage, start a workflow, or open a page beside the form."""

    label = {"zh-CN": "按钮", "en": "Button"}
    examples = (
        {"key": "a", "button": {"zh-CN": "赢单", "en": "Won"}, "do": {"move": {"status": "win"}}},
        {"key": "a", "button": "Look up", "do": {"open": "https://example.com/registry"}},
        {"key": "a", "button": "Remind", "do": {"start": "remind"}, "confirm": {"zh-CN": "现在催？", "en": "Now?"}},
    )
    rejects = (
        {"key": "a", "button": "Dead"},
        {"key": "a", "button": "Dead", "do": {}},
        {"key": "a", "button": "Odd", "do": {"explode": True}},
        {"key": "a", "button": "Odd", "do": {"move": {"status": "nowhere"}}},
        {"key": "a", "button": "Odd", "do": {"move": {"title": "win"}}},
        {"key": "a", "button": "Odd", "do": {"move": {"nothing": "win"}}},
        {"key": "a", "button": "Odd", "do": {"open": "javascript:alert(1)"}},
        {"key": "a", "button": "Odd", "do": {"open": "http://example.com"}},
        {"key": "a", "button": "Odd", "do": {"start": 5}},
        {"key": "a", "button": "Odd", "do": {"open": "https://example.com"}, "confirm": "Sure?"},
    )

    class Settings(Schema):
        button = fields.Raw(required=True, validate=words, metadata={"localized": True})
        do = fields.Raw(required=True, validate=_one_deed, metadata={"deed": True})
        # Said before it starts.
        confirm = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})

    def check(self, settings: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> None:
        """Whether a workflow is there and can be started so is asked by the room that knows workflows."""
        if settings["confirm"] is not None and "start" not in settings["do"]:
            raise wrong("/confirm", "confirm 只用于发起流程", "only what starts a workflow is confirmed")
        for key, move in settings["do"].get("move", {}).items():
            if key not in fields:
                raise unknown_field(key, "/do/move")
            declared = [one["key"] for one in fields[key].settings.get("moves", ())] if fields[key].type.moves else []
            if move not in declared:
                known = listed_in_all(declared or ["—"])
                raise wrong(
                    f"/do/move/{key}",
                    f"「{key}」没有名为「{move}」的流转，可用的有 {known['zh-CN']}",
                    f"{key} has no move named {move}; it has {known['en']}",
                )

    def shown(self, settings: Mapping[str, Any], reader: Reader) -> bool:
        """A move is for those who may write its field."""
        return all(reader.seen.get(key) == "write" for key in settings["do"].get("move", {}))
