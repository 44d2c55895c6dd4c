"""What a decision says, in sentences for people of either language."""

from collections.abc import Mapping
from typing import Any

from ...localized import Localized

RULES: Mapping[str, Localized] = {
    "best": {"zh-CN": "匹配度最高者", "en": "The best match"},
    "best_random": {"zh-CN": "并列最高者中抽签", "en": "One drawn among those who match best"},
    "best_least_loaded": {"zh-CN": "在手最少者", "en": "Whoever holds the fewest"},
    "among_top": {"zh-CN": "前 {count} 名中匹配度最高者", "en": "The best match among the first {count}"},
    "among_top_random": {"zh-CN": "前 {count} 名中随机一人", "en": "One drawn among the first {count}"},
    "among_top_least_loaded": {
        "zh-CN": "前 {count} 名中在手最少者",
        "en": "Whoever holds the fewest among the first {count}",
    },
    "stays_with": {"zh-CN": "留给原来的人", "en": "Stays with whoever has it"},
    "nobody": {"zh-CN": "没有合适的人选", "en": "Nobody fitted"},
    "by_hand": {"zh-CN": "不自动分派", "en": "Not dispatched by machine"},
    "override": {"zh-CN": "人工改派", "en": "Given by a person"},
}

CAUSES: Mapping[str, Localized] = {
    "no_candidates": {"zh-CN": "还没有任何候选人", "en": "There is no candidate at all"},
    "none_among_top": {"zh-CN": "入围所需的系数都为空", "en": "Nobody has the figure that the first few are picked by"},
    "all_before": {"zh-CN": "候选人都已接过这条记录", "en": "Every candidate has had this record"},
    "all_gone": {"zh-CN": "候选人都已离职或停用", "en": "Every candidate has left"},
    "all_capacity": {"zh-CN": "候选人在手都已满", "en": "Every candidate is full"},
    "all_cooldown": {"zh-CN": "候选人都在冷却中", "en": "Every candidate is cooling down"},
    "all_region": {"zh-CN": "没有负责该区域的人", "en": "Nobody serves this region"},
    "all_figures": {"zh-CN": "候选人都缺少评分数据", "en": "Every candidate lacks figures for the score"},
    "all_excluded": {"zh-CN": "候选人都不符合条件", "en": "No candidate meets the conditions"},
}

_TERM = {
    True: {
        "zh-CN": "{title}：{one} 得 {own} 分，{other} 得 {others} 分，多 {by} 分",
        "en": "{title}: {one} has {own}, {other} {others}: {by} more",
    },
    False: {
        "zh-CN": "{title}：{one} 得 {own} 分，{other} 得 {others} 分，少 {by} 分",
        "en": "{title}: {one} has {own}, {other} {others}: {by} less",
    },
}
_SENTENCES = {
    "left_out": {"zh-CN": "{other} 没有进入候选：{reason}", "en": "{other} was not considered: {reason}"},
    "until": {"zh-CN": "（{until} 解除）", "en": " (until {until})"},
    "best": {
        "zh-CN": "{one} 总分 {own}，{other} 总分 {others}，按总分高者定",
        "en": "{one} scores {own} and {other} {others}; the higher score decides",
    },
    "equal": {"zh-CN": "两人总分相同（{own}），按并列次序定", "en": "Both score {own}; the order among equals decides"},
    "not_top": {
        "zh-CN": "{other} 总分 {others}，但不在入围的前几名，没有参加这一轮",
        "en": "{other} scores {others}, but was not among the first few, and so took no part",
    },
    "drawn": {
        "zh-CN": "两人都入围，由抽签决定：编号 {number} 落在 {one}",
        "en": "Both were among those drawn from: number {number} stands for {one}",
    },
    "least": {"zh-CN": "两人都入围，{one} 在手更少", "en": "Both were considered, and {one} holds fewer"},
    "stays": {
        "zh-CN": "{one} 已经有同一客户的记录，优先于评分",
        "en": "{one} has had this before; that goes before any score",
    },
    "override": {"zh-CN": "由 {by} 改派，不按评分", "en": "{by} gave it by hand, whatever the scores"},
    "unknown": {
        "zh-CN": "{other} 不在记录下来的前 {count} 名里",
        "en": "{other} is not among the first {count} that are kept",
    },
}


def rule_words(rule: str, pick: str | None, count: int | None, locale: str) -> str:
    """ "前 3 名中随机一人"."""
    key = f"{rule}_{pick}" if f"{rule}_{pick}" in RULES else rule
    return _filled(RULES.get(key, rule), locale, count="" if count is None else count)


def cause_words(cause: str, reasons: list[Mapping[str, Any]], locale: str) -> str:
    """Why nobody could be chosen; a cause of the app's own conditions by its reason."""
    if cause in CAUSES:
        return _filled(CAUSES[cause], locale)
    return _filled(reasons[0]["reason"], locale) if reasons else _filled(CAUSES["all_excluded"], locale)


def term_words(locale: str, more: bool, **values: Any) -> str:
    """How two persons differ in one term."""
    return _filled(_TERM[more], locale, **values)


def sentence(key: str, locale: str, **values: Any) -> str:
    """One of the sentences above."""
    return _filled(_SENTENCES[key], locale, **values)


def _filled(words: Localized, locale: str, **values: Any) -> str:
    text = words if isinstance(words, str) else words.get(locale) or words["en"]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
