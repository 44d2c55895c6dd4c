"""Parallel: all edges at once; a join waits for the branches."""

from ..node import NodeType, Run, Split, node_type


@node_type("parallel")
class Parallel(NodeType):
    """Do several things at the same time."""

    label = {"zh-CN": "并行", "en": "Parallel"}
    outcomes = ("split",)
    words = {"split": {"zh-CN": "同时进行", "en": "All at once"}}
    shape = "split"

    def enter(self, run: Run) -> Split:
        return Split()
