"""All that happened to a run, one line an event, in the reader's language."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import plan_cache
from ...localized import Localized, listed, text
from ...people import Organisation, organisation_of
from .. import tables
from ..definition.pinned import pinned_plan
from ..definition.plan import NodePlan, ScopePlan, WorkflowPlan
from .flow import outcome_title
from .instance import seen

_LONGEST_PAGE = 200
_WORDS: Mapping[str, Localized] = {
    "started": {"zh-CN": "流程开始", "en": "The workflow began"},
    "entered": {"zh-CN": "进入", "en": "Entered"},
    "left": {"zh-CN": "离开：{outcome}", "en": "Left: {outcome}"},
    "waiting": {"zh-CN": "开始等待", "en": "Waits"},
    "asked": {"zh-CN": "交给{people}", "en": "Given to {people}"},
    "seen": {"zh-CN": "{by}已看到", "en": "Seen by {by}"},
    "accepted": {"zh-CN": "{by}已响应", "en": "{by} responded"},
    "answered": {"zh-CN": "{by}办理：{outcome}", "en": "{by}: {outcome}"},
    "voted": {"zh-CN": "{by}表态：{outcome}", "en": "{by} voted: {outcome}"},
    "transferred": {"zh-CN": "由{by}转交给{people}", "en": "Handed to {people} by {by}"},
    "reassigned": {"zh-CN": "{by}改派给{people}", "en": "{by} gave it to {people}"},
    "limit": {"zh-CN": "时限「{limit}」触发", "en": "The deadline {limit} fired"},
    "retimed": {"zh-CN": "时限重新计算", "en": "Deadlines were counted again"},
    "moment": {"zh-CN": "等到了时间", "en": "The moment came"},
    "called": {"zh-CN": "启动了 {runs} 个子流程", "en": "Let {runs} other runs begin"},
    "sent": {"zh-CN": "第 {call} 次请求外部系统", "en": "Request {call} to another system"},
    "returned": {"zh-CN": "外部系统答复 {status}", "en": "The other system answered {status}"},
    "arrived": {"zh-CN": "一个分支到达", "en": "A branch arrived"},
    "ended": {"zh-CN": "一个分支结束", "en": "A branch ended"},
    "dropped": {"zh-CN": "不再需要，取消", "en": "Cancelled, not needed any more"},
    "opened": {"zh-CN": "进入范围", "en": "The scope was entered"},
    "closed": {"zh-CN": "离开范围", "en": "The scope was left"},
    "incident": {"zh-CN": "停下：{detail}", "en": "Stopped: {detail}"},
    "retried": {"zh-CN": "再做一次", "en": "Done again"},
    "skipped": {"zh-CN": "{by}跳过，结果为{outcome}：{reason}", "en": "{by} skipped it as {outcome}: {reason}"},
    "corrected": {"zh-CN": "{by}更正了数据：{reason}", "en": "{by} corrected what it reads: {reason}"},
    "moved": {"zh-CN": "{by}移到第 {revision} 版", "en": "{by} moved it to revision {revision}"},
    "completed": {"zh-CN": "流程完成", "en": "The workflow is completed"},
    "cancelled": {"zh-CN": "{by}终止：{reason}", "en": "{by} ended it: {reason}"},
}
_BY_RULE = {"zh-CN": "时限「{rule}」", "en": "the deadline {rule}"}
_BY_SYSTEM = {"zh-CN": "系统", "en": "the system"}
_NO_REASON = {"zh-CN": "未写原因", "en": "no reason given"}


def get_events(context: Context, instance: str, *, after: int = 0, limit: int = 100) -> dict[str, Any]:
    """{"items": [{"number", "at", "kind", "node", "title", "visit", "words"}], "next"}: those after a number, the
    oldest first; `next` is the number to go on after, None at the end. Raises NotFound."""
    limit = max(1, min(limit, _LONGEST_PAGE))
    e = tables.instance_event
    with context.workspace.database.read() as connection:
        plan_cache(context.workspace).at(connection)
        row, _ = seen(context, connection, instance)
        plan = pinned_plan(context.workspace, connection, row.app, row.workflow, row.hash)
        people = organisation_of(context.workspace, connection)
        query = sa.select(e).where(e.c.instance_id == instance, e.c.number > after).order_by(e.c.number)
        rows = connection.execute(query.limit(limit + 1)).all()
    items = [_Line(event, plan, people, context.locale).dump() for event in rows[:limit]]
    return {"items": items, "next": rows[limit - 1].number if len(rows) > limit else None}


class _Line:
    def __init__(self, event: Any, plan: WorkflowPlan, people: Organisation, locale: str) -> None:
        self._event = event
        self._people = people
        self._locale = locale
        self._node: NodePlan | ScopePlan | None = plan.nodes.get(event.node) or plan.scopes.get(event.node)

    def dump(self) -> dict[str, Any]:
        event = self._event
        return {
            "number": event.number,
            "at": event.at,
            "kind": event.kind,
            "node": event.node if self._node else None,
            "title": text(self._node.title, self._locale) if self._node else None,
            "visit": event.visit,
            "words": self._words(),
        }

    def _words(self) -> str:
        event, data = self._event, self._event.data
        # An administrator who does a step again says nothing; one who skips it says by what outcome and why.
        kind = "skipped" if event.kind == "retried" and "outcome" in data else event.kind
        template = _WORDS.get(kind)
        if template is None:
            return str(event.kind)
        detail = data.get("detail")
        return str(text(template, self._locale)).format(
            by=self._by(),
            people=listed(self._asked(), self._locale),
            outcome=self._outcome(),
            limit=self._limit(data.get("key")),
            runs=data.get("runs"),
            call=data.get("call"),
            status=data.get("status"),
            revision=data.get("revision"),
            detail=text(detail, self._locale) if detail else "",
            reason=data.get("reason") or text(_NO_REASON, self._locale),
        )

    def _by(self) -> str:
        data = self._event.data
        if (rule := data.get("rule")) is not None:
            return str(text(_BY_RULE, self._locale)).format(rule=self._limit(rule))
        return self._people.name(data.get("by")) or str(text(_BY_SYSTEM, self._locale))

    def _asked(self) -> list[str]:
        data = self._event.data
        ids = [task["assignee"] for task in data.get("tasks", ())] or [data.get("assignee") or data.get("after")]
        return [name for id in ids if (name := self._people.name(id))]

    def _outcome(self) -> str:
        data = self._event.data
        outcome = data.get("outcome") or data.get("vote")
        outcome = {"approve": "approved", "reject": "rejected"}.get(outcome, outcome)
        return outcome_title(self._node, outcome, self._locale) if self._node and outcome else str(outcome or "")

    def _limit(self, key: str | None) -> str:
        found = next((one for one in (self._node.limits if self._node else ()) if one.key == key), None)
        return str(text(found.title or found.key, self._locale)) if found else str(key)
