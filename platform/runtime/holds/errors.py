"""What a held record answers.

Held   record.held   423   it, or a field of it, is held, with the reason and who may change it
"""

from typing import ClassVar

from ..errors import PlatformError


class Held(PlatformError):
    """Context: what, which fields or the whole; reason; who, those who may change it; until."""

    code = "record.held"
    status = 423
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{what}已冻结：{reason}。{who}{until}",
        "en": "{what} is held: {reason}. {who}{until}",
    }
