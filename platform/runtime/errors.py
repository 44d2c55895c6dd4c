"""Every error a person may meet: one class holds its code, HTTP status and sentence in both languages.

PlatformError
├── Problems                 request.invalid       422  several problems at once, each with a pointer
├── InvalidValue             value.invalid         422  a submitted value does not fit its field
├── Required                 value.required        422  a value is missing
├── LimitExceeded            limit.exceeded        422  a request costs more than is allowed
├── BadRequest               request.malformed     400  the request cannot be read
├── NotSignedIn              session.missing       401
├── Forbidden                permission.denied     403  only where the thing's existence is known anyway
├── NotFound                 not_found             404  absent, or not for these eyes: the same bytes
├── Conflict                 conflict              409
│   ├── StaleRevision        revision.stale        409  somebody saved first; carries the current state
│   ├── IdempotencyMismatch  idempotency.mismatch  409  a used key came with another body
│   ├── StalePlan            plan.stale            409  published anew meanwhile; retried inside, rarely seen
│   └── ReadOnly             preview.read_only     409  what is only looked at beforehand keeps nothing
├── PreconditionRequired     revision.required     428
├── InvalidDefinition        definition.invalid    422  document, pointer and reason
│   └── UnknownType          definition.unknown_type 422
└── Unavailable              unavailable           503
    └── DiskFull             storage.full          507

Rooms add their own subclasses in `<room>/errors.py`. Codes never change: programs rely on them.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from .localized import text


class PlatformError(Exception):
    """Base of all errors meant for a reader. `pointer` is a JSON pointer into the request or document."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "出了点问题，内容未丢失，稍后重试。",
        "en": "Something went wrong. Nothing was lost; try again later.",
    }

    def __init__(self, *, pointer: str | None = None, **context: Any) -> None:
        super().__init__(self.code)
        self.pointer = pointer
        self.context = context

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"

    def sentence(self, locale: str) -> str:
        """The message in `locale`, with the context filled in; a localized context value is picked first."""
        filled = {name: text(value, locale) for name, value in self.context.items()}
        return text(self.message, locale).format_map(_Lenient(filled))

    def problem(self, locale: str) -> dict[str, Any]:
        """An RFC 9457 problem document: type, title, status, code, detail and, with a pointer, errors."""
        sentence = self.sentence(locale)
        document: dict[str, Any] = {
            "type": f"urn:loomwork:problem:{self.code}",
            "title": sentence,
            "status": self.status,
            "code": self.code,
            "detail": sentence,
        }
        if self.pointer is not None:
            document["errors"] = [self.item(locale)]
        return document

    def item(self, locale: str) -> dict[str, Any]:
        """One item of a problem document's errors; "check" names the form's check that speaks, if one does."""
        item = {"pointer": self.pointer or "", "code": self.code, "detail": self.sentence(locale)}
        return item | {"check": self.context["check"]} if "check" in self.context else item


class _Lenient(dict[str, Any]):
    """A message with a hole is better than an error about an error."""

    def __missing__(self, key: str) -> str:
        return "…"


class Problems(PlatformError):
    """Several problems found in one go, so that a person mends all at once. `errors` is never empty."""

    code = "request.invalid"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "有 {count} 处需要修改。",
        "en": "To be changed: {count}.",
    }

    def __init__(self, errors: Sequence[PlatformError]) -> None:
        super().__init__(count=len(errors))
        self.errors = list(errors)

    def problem(self, locale: str) -> dict[str, Any]:
        document = super().problem(locale)
        document["errors"] = [error.item(locale) for error in self.errors]
        return document


class InvalidValue(PlatformError):
    """Context: expected, a phrase (or one per language) with an example."""

    code = "value.invalid"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "需要填写{expected}", "en": "Enter {expected}"}


class Required(PlatformError):
    """Context: title, the field's title."""

    code = "value.required"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "「{title}」未填写", "en": "{title} is missing"}


class LimitExceeded(PlatformError):
    """Context: what, limit."""

    code = "limit.exceeded"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{what}超出上限 {limit}，分几次处理。",
        "en": "{what}: the limit is {limit}. Split the work.",
    }


class BadRequest(PlatformError):
    """Context: reason."""

    code = "request.malformed"
    status = 400
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "请求无法读取：{reason}",
        "en": "The request cannot be read: {reason}",
    }


class NotSignedIn(PlatformError):
    code = "session.missing"
    status = 401
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "登录已失效，重新登录后继续。",
        "en": "You are signed out. Sign in to go on.",
    }


class Forbidden(PlatformError):
    code = "permission.denied"
    status = 403
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "你没有这项权限，可联系管理员开通。",
        "en": "You may not do this. Ask an administrator for the right.",
    }


class NotFound(PlatformError):
    code = "not_found"
    status = 404
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "内容不存在，或你无权查看。",
        "en": "This does not exist, or you may not see it.",
    }


class Conflict(PlatformError):
    """Context: reason."""

    code = "conflict"
    status = 409
    message: ClassVar[dict[str, str]] = {"zh-CN": "{reason}", "en": "{reason}"}


class StaleRevision(Conflict):
    """Context: current, the state that won (JSON), sent along so that both versions can be shown."""

    code = "revision.stale"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "内容已被他人更新，核对后再保存。",
        "en": "Somebody saved this meanwhile. Compare and save again.",
    }

    def problem(self, locale: str) -> dict[str, Any]:
        return super().problem(locale) | {"current": self.context.get("current")}


class IdempotencyMismatch(Conflict):
    code = "idempotency.mismatch"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个请求编号已用于另一份内容，换一个编号重试。",
        "en": "This idempotency key was used with another body. Use a new key.",
    }


class StalePlan(Conflict):
    code = "plan.stale"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "应用刚刚更新，重试即可。",
        "en": "The app has just changed. Try again.",
    }


class ReadOnly(Conflict):
    code = "preview.read_only"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "预览只看不存：这一步发布后才能做。",
        "en": "A preview keeps nothing: do this once it is published.",
    }


class PreconditionRequired(PlatformError):
    code = "revision.required"
    status = 428
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "缺少版本号，刷新后重试。",
        "en": "Send the revision you changed in If-Match.",
    }


class InvalidDefinition(PlatformError):
    """Context: document ("form lead"), reason (one per language). `pointer` leads to the place in the document."""

    code = "definition.invalid"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "{document}：{reason}", "en": "{document}: {reason}"}


class UnknownType(InvalidDefinition):
    """Context: kind, key, nearest."""

    code = "definition.unknown_type"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有名为「{key}」的{kind}，最接近的是「{nearest}」",
        "en": "There is no {kind} named {key}; the nearest is {nearest}",
    }


class Unavailable(PlatformError):
    code = "unavailable"
    status = 503
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "服务暂时不可用，内容未丢失，稍后重试。",
        "en": "The service is not available just now. Nothing was lost; try again.",
    }


class DiskFull(Unavailable):
    code = "storage.full"
    status = 507
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "服务器存储已满，本次未保存。请管理员清理空间后重试。",
        "en": "The server's disk is full; this was not saved. Free space and try again.",
    }
