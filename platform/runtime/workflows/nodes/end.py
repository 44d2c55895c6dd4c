"""End: this branch is over; the instance is completed when no branch is left."""

from ..node import Leave, NodeType, Run, node_type


@node_type("end")
class End(NodeType):
    """The process is over here."""

    label = {"zh-CN": "结束", "en": "End"}
    shape = "end"
    words = {"done": {"zh-CN": "结束", "en": "Ended"}}

    def enter(self, run: Run) -> Leave:
        return Leave("done")
