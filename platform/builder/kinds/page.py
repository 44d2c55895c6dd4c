"""Pages: blocks of figures, views and words, driven by one set of filters."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.pages import page_plan, page_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("page")
class PageKind(DefinitionKind):
    folder = "pages"
    title = {"zh-CN": "页面", "en": "Page"}

    def schema(self) -> dict[str, Any]:
        return page_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        page_plan(plans, definition.app, definition.key)
