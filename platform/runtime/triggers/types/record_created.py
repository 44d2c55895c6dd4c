"""A record was created."""

from ..trigger import WriteTrigger, trigger_type


@trigger_type("record_created")
class RecordCreated(WriteTrigger):
    """Starts for each new record, however it came."""

    label = {"zh-CN": "新建记录", "en": "Record created"}
    events = ("create",)
