"""What can go wrong with messages and their channels.

ChannelFailed    channel.failed        422  a test could not be sent
AnsweredAlready  message.answered      409  a question is answered once
AnswerOver       message.answer_over   409  too late, or not needed any more
RemindedAlready  message.reminded      409  who is missing was reminded within the hour
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class ChannelFailed(PlatformError):
    """Context: reason, one per language."""

    code = "channel.failed"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "测试没有发出：{reason}", "en": "The test was not sent: {reason}"}


class AnsweredAlready(Conflict):
    """Context: answer, the title of what was answered."""

    code = "message.answered"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "已经答复过「{answer}」，不能再改。",
        "en": "It was answered already: {answer}. An answer stays.",
    }


class AnswerOver(Conflict):
    code = "message.answer_over"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "现在已不需要答复，没有记录。",
        "en": "No answer is needed any more; it was not recorded.",
    }


class RemindedAlready(Conflict):
    code = "message.reminded"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "一小时内已经提醒过，稍后再提醒。",
        "en": "They were reminded within the hour. Try again later.",
    }
