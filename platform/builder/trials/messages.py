"""What a message would say about a record, in every language, and which of its names have nothing to say."""

from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.localized import text
from ...runtime.messages.plan import message_plan
from ...runtime.messages.telling import told_of
from ...runtime.messages.text import fill
from .trial import Given, Section, about_record

_LANGUAGES = {"zh-CN": "中文", "en": "English"}
_SAID = {"zh-CN": "这样写给收到的人", "en": "As its reader gets it"}
_COLUMNS = {"zh-CN": ["语言", "标题", "正文"], "en": ["Language", "Title", "Text"]}
_SILENT = {"zh-CN": "这条记录里为空的", "en": "Empty in this record"}
_NAME = {"zh-CN": "名称", "en": "Name"}
_ALL_SAID = {"zh-CN": "用到的内容都有值", "en": "Everything it names has a value"}


def try_message(context: Context, plans: Plans, app: str, key: str, given: Given) -> list[Section]:
    """One that names nothing of a record needs none. What started the workflow that sends it is told by nobody here."""
    plan, locale = message_plan(plans, app, key), context.locale
    if any(name.startswith("record.") for name in plan.names):
        with about_record(context, plans, app, given) as (reading, record):
            told = told_of(context, reading.connection, plans, record, plan.names)
    else:
        with context.workspace.database.read() as connection:
            told = told_of(context, connection, plans, None, plan.names)
    title, body = fill(plan.title, told), fill(plan.text, told)
    silent = sorted(name for name in plan.names if not any(told.get(name, {}).values()))
    return [
        Section(
            text(_SAID, locale),
            list(_COLUMNS.get(locale, _COLUMNS["en"])),
            [[_LANGUAGES[one], title.get(one, ""), body.get(one, "")] for one in _LANGUAGES if one in body],
            "",
        ),
        Section(
            text(_SILENT, locale),
            [text(_NAME, locale)],
            [[name.removeprefix("record.")] for name in silent],
            text(_ALL_SAID, locale),
        ),
    ]
