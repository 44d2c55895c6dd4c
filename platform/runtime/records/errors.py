"""What can be wrong with a record or a query.

UnknownField        value.unknown_field   the form has no such field (the same words for a hidden one)
FieldReadOnly       value.read_only       worked out, or not the actor's to change
FieldLocked         value.locked          a rule does not let it be changed now
CheckFailed         value.check           a check of the form, in its maker's words
CheckWarns          value.warning         likewise, of a check that only warns
Unconfirmed         checks.unconfirmed    nothing is wrong, but warnings wait for somebody to confirm them
StageMoveRefused    value.stage_move      no declared move leads from one stage to the other
ValueTaken          value.taken           a unique field's value is in use
PersonUnknown       value.person          nobody active with this id
DepartmentUnknown   value.department      no department with this id
RoleUnknown         value.role            no role of this name
NameAmbiguous       value.ambiguous       a name that several have
OptionClosed        value.option_closed   an option that was retired, chosen anew
RecordUnknown       value.record          the referred record is absent or not for these eyes
StillReferred       record.referred       others refer to it and say so must not be
BadQuery            query.invalid         an unusable filter, sort or cursor
ChangedSince        record.changed_since  what is to be taken back was changed by somebody since
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError, Problems


class UnknownField(PlatformError):
    """Context: name."""

    code = "value.unknown_field"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "没有字段「{name}」", "en": "There is no field {name}"}


class FieldReadOnly(PlatformError):
    """Context: title."""

    code = "value.read_only"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "「{title}」不能填写", "en": "{title} cannot be set"}


class FieldLocked(PlatformError):
    """Context: title."""

    code = "value.locked"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "「{title}」现在不能修改", "en": "{title} cannot be changed now"}


class CheckFailed(PlatformError):
    """Context: words, the check's message; check, its key."""

    code = "value.check"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "{words}", "en": "{words}"}


class CheckWarns(PlatformError):
    """Context: words, check as CheckFailed."""

    code = "value.warning"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "{words}", "en": "{words}"}

    @property
    def check(self) -> str:
        """The check's key."""
        return str(self.context["check"])


class Unconfirmed(Problems):
    """Only warnings: the same request with their keys under "confirmed" goes through."""

    code = "checks.unconfirmed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "有 {count} 处提醒，确认无误后再提交。",
        "en": "Warnings to look at first: {count}. Confirm them to go on.",
    }


class StageMoveRefused(PlatformError):
    """Context: start, end (titles of stages)."""

    code = "value.stage_move"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "不能从「{start}」直接到「{end}」",
        "en": "There is no move from {start} to {end}",
    }


class ValueTaken(Conflict):
    """Context: title."""

    code = "value.taken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」的这个值已被使用",
        "en": "Another record has this {title} already",
    }


class PersonUnknown(PlatformError):
    code = "value.person"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "没有这位同事，或已离职", "en": "There is no such active person"}


class NameAmbiguous(PlatformError):
    """Several are called so. Context: count, candidates, a list of (id, what tells it from the others)."""

    code = "value.ambiguous"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "有 {count} 个都叫这个名字，选一个，或改填编号",
        "en": "{count} are called so. Choose one, or enter its number",
    }


class DepartmentUnknown(PlatformError):
    code = "value.department"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有这个部门，重新选择",
        "en": "There is no such department; choose another",
    }


class RoleUnknown(PlatformError):
    code = "value.role"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有这个角色，重新选择",
        "en": "There is no such role; choose another",
    }


class OptionClosed(PlatformError):
    """Context: title (of the option)."""

    code = "value.option_closed"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」已停用，选择其他选项",
        "en": "{title} is no longer offered; choose another",
    }


class RecordUnknown(PlatformError):
    code = "value.record"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "关联的记录不存在，或你无权查看",
        "en": "The record referred to does not exist, or you may not see it",
    }


class CircleRefused(PlatformError):
    """What would stand above a record lies below it."""

    code = "value.circle"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "选的记录就是它自己，或在它的下级里，会绕成一圈。选其他记录",
        "en": "The record chosen is this one or lies below it, which makes a circle. Choose another",
    }


class StillReferred(Conflict):
    """Context: form (title)."""

    code = "record.referred"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{form}」中还有记录引用它，先处理那些记录",
        "en": "Records of {form} still refer to it. Deal with them first",
    }


class BadQuery(PlatformError):
    """Context: reason."""

    code = "query.invalid"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "查询条件有误：{reason}", "en": "The query is wrong: {reason}"}


class ChangedSince(Conflict):
    """Context: who."""

    code = "record.changed_since"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "之后又被{who}改动，予以保留",
        "en": "Changed since by {who}; it was kept",
    }
