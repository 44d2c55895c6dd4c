"""Workflows: what happens by itself, step by step."""

from typing import Any

from ...runtime.definitions import Definition, Plans
from ...runtime.workflows import workflow_plan, workflow_schema
from .registry import DefinitionKind, definition_kinds


@definition_kinds.registers("workflow")
class WorkflowKind(DefinitionKind):
    folder = "workflows"
    title = {"zh-CN": "流程", "en": "Workflow"}

    def schema(self) -> dict[str, Any]:
        return workflow_schema()

    def check(self, plans: Plans, definition: Definition) -> None:
        workflow_plan(plans, definition.app, definition.key)
