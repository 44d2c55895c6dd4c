"""Option lists that several choice fields share."""

from typing import Any

from .registry import DefinitionKind, definition_kinds
from .shapes import KEY, LOCALIZED, closed


@definition_kinds.registers("options")
class OptionsKind(DefinitionKind):
    folder = "options"
    title = {"zh-CN": "选项表", "en": "Options"}

    def schema(self) -> dict[str, Any]:
        option = closed({"key": KEY, "title": LOCALIZED, "colour": {"type": "integer"}}, ["key", "title"])
        return closed(
            {
                "kind": {"const": "options"},
                "key": KEY,
                "title": LOCALIZED,
                "options": {"type": "array", "items": option, "minItems": 1, "maxItems": 1000},
            },
            ["kind", "key", "title", "options"],
        )
