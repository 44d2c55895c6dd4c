"""What can go wrong in a running workflow, in words for its people and its administrator.

NobodyToAsk          workflow.nobody           422  no person for a task or an approval
NoWayOn              workflow.no_way           422  an outcome that no edge leads on from
TooManySteps         workflow.too_many_steps   422  automatic steps without end
TooDeep              workflow.too_deep         422  a workflow that causes itself
RecordGone           workflow.record_gone      422  the record was deleted meanwhile
TooManyRows          workflow.too_many_rows    422  a condition that finds more records than may be changed
WrongResult          workflow.wrong_result     422  a formula that gave something else than it said
StepOutdated         workflow.step_outdated    422  a step that names what is there no more
AnswerUnfit          workflow.answer           422  what came back from a call is not what the step expects
UnfitPart            workflow.call_part        422  a value that cannot stand in an address or a header
CallRefused          workflow.call_refused     422  the other side refused a call
NotForThis           workflow.not_for_this     422  started by hand where its condition does not hold
RunsAlready          workflow.runs_already     409  started by hand while another run of it goes on
PeriodNotNamed       workflow.no_period        422  a period run that is not told which period it is for
MoveRefused          workflow.move_refused     409  an instance that cannot go on in another revision where it stands
StepFailed           workflow.step_failed      500  an error nobody foresaw; details are in the server's log
TaskTaken            task.changed              409  somebody acted first; carries the new state
NotYourTask          task.not_yours            403  seen by others, done by its holder alone
"""

from typing import Any, ClassVar

from ..errors import Conflict, Forbidden, PlatformError, StaleRevision


class NobodyToAsk(PlatformError):
    code = "workflow.nobody"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这一步找不到处理人。补上人员后重试。",
        "en": "There is nobody to ask at this step. Name somebody and retry.",
    }


class PeriodNotNamed(PlatformError):
    code = "workflow.no_period"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "没有得到要运行的期间。请检查触发方式，或去掉期间的设置以运行上一个期间。",
        "en": "It was not told which period to run. Check the trigger, or leave the period out to run the last one.",
    }


class NoWayOn(PlatformError):
    """Context: outcome."""

    code = "workflow.no_way"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "结果「{outcome}」之后没有去向，请在流程中补上连线。",
        "en": "No way leads on from the outcome {outcome}. Add an edge to the workflow.",
    }


class TooManySteps(PlatformError):
    """Context: limit."""

    code = "workflow.too_many_steps"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "连续执行了 {limit} 步仍未停下，流程可能在循环。",
        "en": "It ran {limit} steps without a stop; the workflow may be going round in circles.",
    }


class TooDeep(PlatformError):
    """Context: limit."""

    code = "workflow.too_deep"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "流程连续触发自身 {limit} 次，已停下。检查触发条件。",
        "en": "The workflow has caused itself {limit} times and was stopped. Check its trigger.",
    }


class RecordGone(PlatformError):
    code = "workflow.record_gone"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "记录已删除，流程停在这里。恢复记录后重试，或结束流程。",
        "en": "The record was deleted, so the workflow stopped. Restore it and retry, or end the workflow.",
    }


class TooManyRows(PlatformError):
    """Context: limit."""

    code = "workflow.too_many_rows"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "符合条件的记录超过 {limit} 条，没有修改。请收紧条件，或提高上限。",
        "en": "More than {limit} records fit, so none was changed. Narrow the condition, or raise the limit.",
    }


class WrongResult(PlatformError):
    """Context: name, expected: words for what it had to be."""

    code = "workflow.wrong_result"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "「{name}」应得到{expected}，公式给出了别的。请检查公式和数据。",
        "en": "{name} must be {expected}, and the formula gave something else. Check the formula and the data.",
    }


class StepOutdated(PlatformError):
    """Context: reason, one per language."""

    code = "workflow.step_outdated"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这一步用到的内容已不存在（{reason}）。可恢复它后重试、把流程移到新版本，或跳过这一步。",
        "en": "What this step needs is not there any more ({reason}). Bring it back and retry, move the run to a newer "
        "revision, or skip the step.",
    }


class AnswerUnfit(PlatformError):
    """Context: reason, one per language; never with what came back."""

    code = "workflow.answer"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "对方的应答不符合预期：{reason}。核对接口后重试，会以同一编号再发一次。",
        "en": "The answer is not what was expected: {reason}. Check the service and retry: "
        "the same call goes out again.",
    }


class UnfitPart(PlatformError):
    code = "workflow.call_part"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这一部分为空或不是单个值，请求没有发出。补上后重试。",
        "en": "This part is empty or no single value, so nothing was sent. Fill it in and retry.",
    }


class CallRefused(PlatformError):
    """Context: status."""

    code = "workflow.call_refused"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "对方拒绝了请求（{status}）。改正内容或连接后重试。",
        "en": "The other side refused the call ({status}). Mend what it says or the connection, then retry.",
    }


class NotForThis(PlatformError):
    code = "workflow.not_for_this"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "现在不能在这里发起，流程的发起条件不成立。检查记录后再试。",
        "en": "It cannot be started here now: its condition does not hold. Check the record and try again.",
    }


class RunsAlready(Conflict):
    code = "workflow.runs_already"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个流程正在运行，等它结束后再发起。",
        "en": "This workflow is running already. Start it again when it has ended.",
    }


class MoveRefused(PlatformError):
    """Context: reason, one per language."""

    code = "workflow.move_refused"
    status = 409
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "不能移到新版本：{reason}",
        "en": "It cannot be moved to the newer revision. {reason}",
    }


class StepFailed(PlatformError):
    """Context: reference, the code under which the server's log has the details."""

    code = "workflow.step_failed"
    status = 500
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这一步未能完成，内容未丢失。可重试；查日志用编号 {reference}",
        "en": "This step failed; nothing was lost. Retry it. The log has it under {reference}",
    }


class TaskTaken(StaleRevision):
    """Context: current, the task's new state (JSON)."""

    code = "task.changed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这条待办已有变化，本次操作未生效。",
        "en": "This to-do has changed meanwhile; nothing was done.",
    }

    def __init__(self, current: dict[str, Any]) -> None:
        super().__init__(current=current)


class NotYourTask(Forbidden):
    code = "task.not_yours"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这条待办由他人处理，你可以查看。",
        "en": "This to-do belongs to somebody else. You may look at it.",
    }
