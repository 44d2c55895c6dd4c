"""Forms: fields, rules, checks and layout; each becomes a table."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.forms import form_plan, form_schema
from ...runtime.workflows import check_asking
from ...runtime.workflows.by_hand import check_buttons
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("form")
class FormKind(DefinitionKind):
    folder = "forms"
    title = {"zh-CN": "表单", "en": "Form"}

    def schema(self) -> dict[str, Any]:
        return form_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        plan = form_plan(plans, definition.app, definition.key)
        check_asking(plans, plan, definition)
        check_buttons(plans, plan)
