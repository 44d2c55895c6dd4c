"""What can go wrong with what comes in.

Refused       intake.refused   401  no such address, paused, not set up, unsigned, altered or too old: never told which
AlreadyTaken  intake.taken     409  what one wants to take in again has become a record already
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class Refused(PlatformError):
    """The same words whatever was wrong: who guesses learns nothing."""

    code = "intake.refused"
    status = 401
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "请求未被接受。请核对地址、签名密钥、时间戳与请求正文，或联系对方管理员。",
        "en": "Not accepted. Check the address, the signing key, the timestamp and the body, or ask the administrator.",
    }


class AlreadyTaken(Conflict):
    code = "intake.taken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这条内容已成为记录，刷新后查看。",
        "en": "This has become a record already. Reload to see it.",
    }
