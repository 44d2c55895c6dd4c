"""Option lists that several choice fields share."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.forms import check_options, options_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("options")
class OptionsKind(DefinitionKind):
    folder = "options"
    title = {"zh-CN": "选项表", "en": "Options"}

    def schema(self) -> dict[str, Any]:
        return options_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        check_options(definition)
