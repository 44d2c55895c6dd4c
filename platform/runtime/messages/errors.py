"""What can go wrong with channels.

ChannelFailed    channel.failed     422  a test could not be sent
"""

from typing import ClassVar

from ..errors import PlatformError


class ChannelFailed(PlatformError):
    """Context: reason, one per language."""

    code = "channel.failed"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "测试没有发出：{reason}", "en": "The test was not sent: {reason}"}
