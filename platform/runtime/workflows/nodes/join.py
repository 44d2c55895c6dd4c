"""Join: entered once, when every branch of its parallel node has arrived."""

from ..node import Leave, NodeType, Run, node_type


@node_type("join")
class Join(NodeType):
    """Wait until all parallel branches are here."""

    label = {"zh-CN": "汇合", "en": "Join"}
    outcomes = ("joined",)
    words = {"joined": {"zh-CN": "已汇合", "en": "Joined"}}
    shape = "join"

    def enter(self, run: Run) -> Leave:
        return Leave("joined")
