"""What an alarm would find if it were judged now: for the period that closed last, and for the one that runs."""

from ...runtime.calendars import local_day
from ...runtime.calendars.periods import period_of, series
from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.localized import text
from ...runtime.metrics import readable_metric
from ...runtime.metrics.alarms import Found, alarm_plan, find
from ...runtime.metrics.answering import group_labels
from .trial import Given, Section

_WHOLE = {"zh-CN": "全部", "en": "All"}
_CLOSED = {"zh-CN": "上一期 {period}", "en": "Last period, {period}"}
_RUNNING = {"zh-CN": "这一期 {period}，到现在为止", "en": "This period, {period}, until now"}
_COLUMNS = {
    "zh-CN": ["对象", "数值", "评价", "连续几期不好", "会怎样"],
    "en": ["Whose", "Figure", "Verdict", "Bad periods in a row", "What happens"],
}
_VERDICTS = {
    "green": {"zh-CN": "达标", "en": "good"},
    "yellow": {"zh-CN": "关注", "en": "warning"},
    "red": {"zh-CN": "不达标", "en": "bad"},
    "none": {"zh-CN": "无数据", "en": "no data"},
}
_STATES = {
    "raised": {"zh-CN": "会报警", "en": "is raised"},
    "recovered": {"zh-CN": "会告知已恢复", "en": "is told to have recovered"},
    "quiet": {"zh-CN": "不说", "en": "nothing"},
}
_NOTHING = {"zh-CN": "这一期没有数据", "en": "There are no figures in this period"}


def try_alarm(context: Context, plans: Plans, app: str, key: str, given: Given) -> list[Section]:
    """Figures as the reader sees them; the alarm itself sees all. Raises NotFound where he may not see the metric."""
    alarm = alarm_plan(plans, app, key)
    readable_metric(context, alarm.metric.app, alarm.metric.key)
    running = period_of(alarm.period, local_day(context.now(), context.workspace.zone))
    sections = []
    with context.workspace.database.read() as connection:
        for period, title in zip(series(running, 2), (_CLOSED, _RUNNING), strict=True):
            found = find(context, connection, alarm, period)
            names = (
                {}
                if alarm.by is None
                else group_labels(context, connection, alarm.metric, alarm.by, [("value", one.value) for one in found])
            )
            sections.append(
                Section(
                    str(text(title, context.locale)).format(period=period.key),
                    list(_COLUMNS.get(context.locale, _COLUMNS["en"])),
                    [_row(context, one, names.get(("value", one.value))) for one in found],
                    text(_NOTHING, context.locale),
                    [place for place, one in enumerate(found) if one.state == "raised"],
                )
            )
    return sections


def _row(context: Context, one: Found, name: str | None) -> list[str]:
    locale = context.locale
    return [
        name or text(_WHOLE, locale),
        one.figure or "—",
        text(_VERDICTS[one.verdict], locale),
        str(one.in_a_row),
        text(_STATES[one.state], locale),
    ]
