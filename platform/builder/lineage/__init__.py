"""Lineage: what depends on what, derived from published documents and the change record, never drawn by hand.

Schemas tell where a document refers to something ("x-…" members, `places.py`); `languages.py` reads formulas, filters,
persons and deeds; `graph.py` collects nodes and edges once for each published state; `tracing.py` walks both ways under
the reader's rights (`seeing.py`); `removing.py` says what a removed field breaks; `values.py` how the values came;
`comparing.py` why two figures or lists differ.
"""

from .comparing import Asked, comparables, compare
from .graph import Edge, Graph, Node, graph_of
from .removing import removed_fields, touched
from .tracing import WAYS, trace
from .values import values_of

__all__ = [
    "WAYS",
    "Asked",
    "Edge",
    "Graph",
    "Node",
    "comparables",
    "compare",
    "graph_of",
    "removed_fields",
    "touched",
    "trace",
    "values_of",
]
