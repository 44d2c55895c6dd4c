"""Metrics: figures in business words over the records of a form, by period and dimension, under the reader's rights.

A metric document is compiled into a `MetricPlan`; `evaluating.py` answers a question about it in one statement,
`answering.py` gives the figures with verdict and comparison, `drilling.py` the records behind one, `lineage.py` says
in words what it is, and `differing.py` why two figures, or a figure and
a list, are not the same. Ways to aggregate are one file each in
`aggregates/`; `obligations/` counts what people had to do.
"""

from .answering import answer
from .differing import difference
from .drilling import figure_query, records_of
from .lineage import lineage
from .listing import described, listed, readable, readable_metric
from .obligations import obligation_plan, obligation_schema
from .plan import MetricPlan, metric_plan, unpublished
from .schema import metric_schema

__all__ = [
    "MetricPlan",
    "answer",
    "described",
    "difference",
    "figure_query",
    "lineage",
    "listed",
    "metric_plan",
    "metric_schema",
    "obligation_plan",
    "obligation_schema",
    "readable",
    "readable_metric",
    "records_of",
    "unpublished",
]
