"""Message: tell somebody, and go on at once."""

from marshmallow import Schema, fields

from ..node import Leave, NodeType, Run, Tell, node_type


@node_type("message")
class Message(NodeType):
    """Send a message to the inbox of one or more persons."""

    label = {"zh-CN": "消息", "en": "Message"}

    words = {"done": {"zh-CN": "已发送", "en": "Sent"}}

    class Settings(Schema):
        message = fields.String(required=True, metadata={"kind": "message"})
        to = fields.Raw(required=True, metadata={"persons": True})

    def enter(self, run: Run) -> Leave:
        return Leave("done", effects=[Tell(run.settings["message"], run.people(run.settings["to"]))])
