"""An alarm was raised."""

from ..alarms import AlarmTrigger
from ..trigger import trigger_type


@trigger_type("alarm_raised")
class AlarmRaised(AlarmTrigger):
    """Starts when an alarm is raised: once for each period and each of whom it watches."""

    label = {"zh-CN": "预警触发", "en": "Alarm raised"}
