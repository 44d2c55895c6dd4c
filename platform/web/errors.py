"""What may be wrong with a request before it reaches the runtime.

PlatformError
├── CsrfFailed          csrf.failed            403
├── UnknownHost         host.unknown           421
├── UnsupportedBody     request.media_type     415
├── BodyTooLarge        request.too_large      413
├── MethodNotAllowed    request.method         405
└── UnexpectedError     internal               500  carries the code by which IT finds the log line
"""

from typing import ClassVar

from ..runtime.errors import PlatformError


class CsrfFailed(PlatformError):
    code = "csrf.failed"
    status = 403
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "页面已过期，刷新后重试。",
        "en": "This page is out of date. Reload it and try again.",
    }


class UnknownHost(PlatformError):
    code = "host.unknown"
    status = 421
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个地址不属于本服务，检查网址。",
        "en": "This server does not answer under this address. Check the address.",
    }


class UnsupportedBody(PlatformError):
    """Context: expected, a media type."""

    code = "request.media_type"
    status = 415
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "请求正文的格式应为 {expected}。",
        "en": "Send the body as {expected}.",
    }


class BodyTooLarge(PlatformError):
    code = "request.too_large"
    status = 413
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "内容过大，分几次发送。",
        "en": "This is too large. Send it in parts.",
    }


class MethodNotAllowed(PlatformError):
    code = "request.method"
    status = 405
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个地址不支持此操作。",
        "en": "This address does not support that method.",
    }


class UnexpectedError(PlatformError):
    """Context: reference."""

    code = "internal"
    status = 500
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "出了点问题，内容未丢失，稍后重试。仍不行时把编号 {reference} 告诉管理员。",
        "en": "Something went wrong; nothing was lost. Try again; if it stays, give your administrator {reference}.",
    }
