"""Wait: hold the instance for a while, or until a moment that the record gives."""

from marshmallow import Schema, fields, validate

from ..node import CLOCKS, Answer, Leave, NodeType, Pause, Run, node_type


@node_type("wait")
class Wait(NodeType):
    """Hold the record here for a time, or until a moment. A moment that is empty or past is now."""

    label = {"zh-CN": "等待", "en": "Wait"}
    outcomes = ("reached",)
    words = {"reached": {"zh-CN": "时间已到", "en": "Time is up"}}
    waits = True

    class Settings(Schema):
        until = fields.Raw(load_default=None, metadata={"expression": True})
        # How `for` is counted: on the wall, or while the company works.
        clock = fields.String(load_default="wall", validate=validate.OneOf(CLOCKS))

        class Meta:
            # `for` is a word of Python's own.
            include = {"for": fields.Raw(load_default=None, metadata={"duration": True})}

    def enter(self, run: Run) -> Pause:
        if run.settings["for"] is not None:
            return Pause(run.moment_after(run.settings["for"], clock=run.settings["clock"]))
        return Pause(run.value(run.settings["until"]) or run.now)

    def resume(self, run: Run, event: Answer | None) -> Leave:
        return Leave("reached")
