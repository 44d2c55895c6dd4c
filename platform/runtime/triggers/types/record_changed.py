"""A record was changed."""

from ..trigger import WriteTrigger, trigger_type


@trigger_type("record_changed")
class RecordChanged(WriteTrigger):
    """Starts whenever a record is changed; the condition may compare before and after."""

    label = {"zh-CN": "修改记录", "en": "Record changed"}
    events = ("change",)
