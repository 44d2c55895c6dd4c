"""Causes and notices of pools in words of both languages."""

from ..localized import LOCALES, Localized, text

Words = dict[str, str]

CREATED: Words = {"zh-CN": "新建，还没有人负责", "en": "New, nobody holds it yet"}
EMPTIED: Words = {"zh-CN": "负责人被清空", "en": "Its holder was removed"}
RESTORED: Words = {"zh-CN": "从回收站恢复", "en": "Restored from the bin"}
SWITCHED: Words = {"zh-CN": "内容变化，改归本公海", "en": "It changed and now belongs here"}
FOUND: Words = {"zh-CN": "建立公海时没有人负责", "en": "Nobody held it when the pool was set up"}
PUT_BY_WORKFLOW: Words = {"zh-CN": "流程放入", "en": "Put in by a workflow"}
LEFT: Words = {"zh-CN": "负责人已停用", "en": "Who held it has left"}
PUT_IN: Words = {"zh-CN": "主管放入", "en": "Put in by a manager"}

_UNITS = {
    "Y": ("年", "year"),
    "M": ("个月", "month"),
    "W": ("周", "week"),
    "D": ("天", "day"),
    "H": ("小时", "hour"),
    "MIN": ("分钟", "minute"),
    "S": ("秒", "second"),
}


def in_words(duration: str, *, working: bool = False) -> Words:
    """An ISO 8601 duration as people say it: 30 天, 30 days."""
    chinese, english, number, clock = [], [], "", False
    for sign in duration[1:]:
        if sign == "T":
            clock = True
        elif sign.isdigit():
            number += sign
        else:
            unit = "MIN" if clock and sign == "M" else sign
            zh, en = _UNITS[unit]
            if working and unit == "D":
                zh, en = "个工作日", "working day"
            chinese.append(f"{number} {zh}")
            english.append(f"{number} {en}{'' if number == '1' else 's'}")
            number = ""
    return {"zh-CN": " ".join(chinese), "en": " ".join(english)}


def not_followed_up(duration: str, *, working: bool = False) -> Words:
    """The cause of a record that came back by itself."""
    told = in_words(duration, working=working)
    return {"zh-CN": f"{told['zh-CN']}未跟进", "en": f"{told['en']} without follow-up"}


def in_both(words: Localized) -> Words:
    """One text per language."""
    return {locale: str(text(words, locale)) for locale in LOCALES}
