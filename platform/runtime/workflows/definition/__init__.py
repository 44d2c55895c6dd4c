"""A workflow document compiled: names, settings and the graph checked, a `WorkflowPlan` made; start at `plan.py`."""
