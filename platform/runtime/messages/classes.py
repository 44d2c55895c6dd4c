"""Classes of messages: what a message is for decides how it may reach people. A message document names its class."""

from dataclasses import dataclass

from ..localized import Localized

NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class MessageClass:
    """`pressing`: it comes at once, never gathered into a digest, and by itself not held back in quiet hours."""

    key: str
    title: Localized
    pressing: bool = False


CLASSES = {
    one.key: one
    for one in (
        MessageClass("deadline", {"zh-CN": "期限", "en": "Deadlines"}, pressing=True),
        MessageClass("task", {"zh-CN": "待办", "en": "To-dos"}),
        MessageClass(NOTICE, {"zh-CN": "通知", "en": "Notices"}),
        MessageClass("news", {"zh-CN": "动态", "en": "News"}),
        MessageClass("announcement", {"zh-CN": "公告", "en": "Announcements"}),
    )
}
