"""An alarm has recovered."""

from ..alarms import AlarmTrigger
from ..trigger import trigger_type


@trigger_type("alarm_recovered")
class AlarmRecovered(AlarmTrigger):
    """Starts when what had raised an alarm stands well again."""

    label = {"zh-CN": "预警恢复", "en": "Alarm recovered"}
