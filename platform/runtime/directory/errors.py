"""What the directory refuses.

NoNames             directory.no_names        the form does not declare what its records are called
NotMergeable        merge.records             the records named cannot become one
MergeMoved          merge.moved       409     records changed since, told before anything is undone
MergeOver           merge.over        409     the merge is not in a state that could be undone
UnknownNameWaiting  name.waiting              an unknown name waits for a decision: submits with it are blocked
UnknownNameRefused  name.refused              an unknown name was refused, in the words of who decided
UnknownName         name.unknown              the name is no record's and the field needs one
NameDecided         name.decided      409     somebody else decided first
TooManyQuestions    collision.limit   429     one asks about other people's companies too often
"""

from typing import Any, ClassVar

from ..errors import Conflict, PlatformError


class NoNames(PlatformError):
    """Context: form (title)."""

    code = "directory.no_names"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "表单「{form}」没有声明名称字段，不能按名称查重。",
        "en": "{form} does not say which fields name its records.",
    }


class NotMergeable(PlatformError):
    """Context: reason, one per language."""

    code = "merge.records"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "不能合并：{reason}", "en": "These cannot be merged: {reason}"}


class MergeMoved(Conflict):
    """Context: fields (titles of the winner's fields changed since), count (records that point elsewhere since)."""

    code = "merge.moved"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "合并之后又有改动（字段：{fields}；改指他处的记录：{count} 条）。"
        "仍要撤销，这些改动会保留，其余恢复原状。",
        "en": "There were changes since the merge (fields: {fields}; records that point elsewhere now: {count}). "
        "Undo all the same, and these stay while the rest goes back.",
    }

    def problem(self, locale: str) -> dict[str, Any]:
        return super().problem(locale) | {"current": {"count": self.context["count"]}}


class MergeOver(Conflict):
    """Context: reason, one per language."""

    code = "merge.over"
    message: ClassVar[dict[str, str]] = {"zh-CN": "不能撤销这次合并：{reason}", "en": "It cannot be undone: {reason}"}


class UnknownNameWaiting(PlatformError):
    """Context: name, since (a moment as text)."""

    code = "name.waiting"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」不在名录中，自 {since} 起等待确认，已超过时限；确认前不能再用它提交，请联系 {who}。",
        "en": "{name} is in no list. It has waited for a decision since {since}, longer than it may; until then it "
        "cannot be used. Ask {who}.",
    }


class UnknownNameRefused(PlatformError):
    """Context: name, reason."""

    code = "name.refused"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」已被确认为无效名称：{reason}。请从名录中选择。",
        "en": "{name} was refused: {reason}. Choose from the list.",
    }


class UnknownName(PlatformError):
    """Context: name, title (of the field), count, count_to."""

    code = "name.unknown"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」只能选择已有名称，「{name}」不在名录中；已记录 {count} 次，满 {count_to} 次将请人确认。",
        "en": "{title} takes names from the list only, and {name} is not in it. Noted {count} times; at {count_to} "
        "somebody is asked to decide.",
    }


class NameDecided(Conflict):
    code = "name.decided"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个名称已由他人处理，刷新后查看。",
        "en": "Somebody has decided about this name already. Reload to see.",
    }


class TooManyQuestions(PlatformError):
    """Context: limit."""

    code = "collision.limit"
    status = 429
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "查询过于频繁：每小时最多 {limit} 次，稍后再试。",
        "en": "Too many questions: {limit} an hour at most. Try again later.",
    }
