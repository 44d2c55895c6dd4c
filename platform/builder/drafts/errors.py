"""Errors of drafts.

Conflict
├── HeldByAnother     draft.held     409  somebody else works on the document
├── DraftChanged      draft.changed  409  the draft is not the one the sender saw; carries it
├── PublishedMeanwhile draft.overtaken 409  the document was published anew since the draft was begun
├── NothingToUndo     draft.no_step  409
├── NothingToPublish  draft.none     409
├── NoPilot           pilot.none     409
Invalid
├── NoDepartment      pilot.departments 422  for whom it is to hold
└── NeedsTables       pilot.tables   422  a form needs what only publishing for everybody makes
"""

from typing import Any, ClassVar

from ...runtime.errors import Conflict, PlatformError


class HeldByAnother(Conflict):
    """Context: name."""

    code = "draft.held"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{name}正在编辑这份定义。你可以接手，对方未保存的内容会留在其页面上。",
        "en": "{name} is working on this document. You can take it over; what was not saved stays on their page.",
    }


class DraftChanged(Conflict):
    """Context: current (the draft's document), version."""

    code = "draft.changed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "草稿已被改动，你的修改没有覆盖它。先载入最新草稿再改。",
        "en": "The draft was changed meanwhile, and yours did not replace it. Load the latest draft first.",
    }

    def problem(self, locale: str) -> dict[str, Any]:
        return super().problem(locale) | {
            "current": self.context.get("current"),
            "version": self.context.get("version"),
        }


class PublishedMeanwhile(Conflict):
    """Context: title."""

    code = "draft.overtaken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{title}」在你开始编辑之后又发布过。对照差异后，重新载入或保留你的草稿。",
        "en": "{title} was published again after you began. Compare, then load it anew or keep your draft.",
    }


class NothingToUndo(Conflict):
    """No step that could be undone, or redone."""

    code = "draft.no_step"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有可以撤销或重做的修改。",
        "en": "There is nothing to undo or redo.",
    }


class NothingToPublish(Conflict):
    """The app has no drafts."""

    code = "draft.none"
    message: ClassVar[dict[str, str]] = {"zh-CN": "没有待发布的草稿。", "en": "There are no drafts to publish."}


class NoPilot(Conflict):
    """Context: none."""

    code = "pilot.none"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个应用没有试用中的版本，可能已有人结束试用或已发布。",
        "en": "This app has no pilot: somebody may have ended it, or published.",
    }


class NoDepartment(PlatformError):
    """Context: none."""

    status = 422
    code = "pilot.departments"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "请选择在哪些部门试用。",
        "en": "Choose the departments in which it is to hold.",
    }


class NeedsTables(PlatformError):
    """Context: form (words)."""

    status = 422
    code = "pilot.tables"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{form}」是新表单，或新增了字段、明细、唯一约束。这些对全员生效，不能只在部分部门试用："
        "先发布它们（可不放进布局和视图），再试用其余改动。",
        "en": "{form} has new fields, lines, or unique values, or is new: these are for everybody and cannot be "
        "piloted. Publish them first, left out of layouts and views, and pilot the rest.",
    }
