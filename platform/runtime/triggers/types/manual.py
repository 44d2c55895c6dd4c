"""Started by a person, or by another workflow that calls this one."""

from ..trigger import TriggerType, trigger_type


@trigger_type("manual")
class Manual(TriggerType):
    """Starts when somebody starts it by hand, for a record or for none."""

    label = {"zh-CN": "手动发起", "en": "By hand"}
    about = "either"
