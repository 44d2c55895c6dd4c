"""Workflows: a workflow document is compiled into a `WorkflowPlan`, and the engine moves instances along it.

One transition is one transaction. Start reading at `engine.py`; what a node is stands in `node.py`, one module per
type below `nodes/`, people's acts in `tasks/`, what a record's page shows in `flow.py`. The job handlers of
`starting.py`, `limits.py`, `merged.py` and `asked_names/` register when this room is imported.
"""

from . import limits, merged, starting
from .asked_names import asking
from .asked_names.plan import check_asking
from .flow import flow_of
from .incidents import cancel, incidents, retry
from .node import NodeType, node_type, node_types
from .plan import WorkflowPlan, workflow_plan
from .schema import workflow_schema

__all__ = [
    "NodeType",
    "WorkflowPlan",
    "asking",
    "cancel",
    "check_asking",
    "flow_of",
    "incidents",
    "limits",
    "merged",
    "node_type",
    "node_types",
    "retry",
    "starting",
    "workflow_plan",
    "workflow_schema",
]
