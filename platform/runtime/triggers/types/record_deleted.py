"""A record was deleted: the instance is about the record as it was, which lies in the recycle bin."""

from ..trigger import WriteTrigger, trigger_type


@trigger_type("record_deleted")
class RecordDeleted(WriteTrigger):
    """Starts when a record is deleted."""

    label = {"zh-CN": "删除记录", "en": "Record deleted"}
    events = ("delete",)
