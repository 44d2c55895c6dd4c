"""Workflows: a workflow document is compiled into a `WorkflowPlan`, and the engine moves instances along it.

`definition/` compiles, `engine/` runs (one transition is one transaction: `engine/transacting.py`), `node.py` says what
a node is, with one module per type below `nodes/`. People act in `tasks/` and `approvals/`; what they see of a run is
made in `presenting/`, why somebody was chosen in `dispatching/`. Importing the room registers its job handlers.
"""

from . import merged, moving
from .asked_names import asking
from .asked_names.plan import check_asking
from .definition.plan import WorkflowPlan, workflow_plan
from .definition.schema import workflow_schema
from .engine import answered, called, moments, sending, starting, timers
from .engine.recounting import ensure_recounted, recount
from .incidents import cancel, correct, incidents, retry, retry_all, skip
from .node import NodeType, node_type, node_types
from .period_runs import calculating, writing
from .presenting.flow import flow_of
from .presenting.outlining import outline
from .rehearsing import rehearse
from .tasks import following

__all__ = [
    "NodeType",
    "WorkflowPlan",
    "answered",
    "asking",
    "calculating",
    "called",
    "cancel",
    "check_asking",
    "correct",
    "ensure_recounted",
    "flow_of",
    "following",
    "incidents",
    "merged",
    "moments",
    "moving",
    "node_type",
    "node_types",
    "outline",
    "recount",
    "rehearse",
    "retry",
    "retry_all",
    "sending",
    "skip",
    "starting",
    "timers",
    "workflow_plan",
    "workflow_schema",
    "writing",
]
