"""Filters, moments and aggregates of a metric in words of both languages, as its lineage tells them."""

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import NotFound, PlatformError
from ..expressions import ExpressionError
from ..fields import Reader
from ..forms import FormPlan
from ..localized import LOCALES, listed
from ..records.querying.declared import field_named
from .dimensions import title_of

Words = dict[str, str]
ALL: Words = {"zh-CN": "全部", "en": "always true"}
_SAID: Mapping[str, Words] = {
    "equal": {"zh-CN": "是", "en": "is"},
    "not_equal": {"zh-CN": "不是", "en": "is not"},
    "one_of": {"zh-CN": "是其中之一：", "en": "is one of"},
    "none_of": {"zh-CN": "不在其中：", "en": "is none of"},
    "any_of": {"zh-CN": "包含任一：", "en": "has any of"},
    "all_of": {"zh-CN": "包含全部：", "en": "has all of"},
    "under": {"zh-CN": "属于", "en": "is under"},
    "less": {"zh-CN": "小于", "en": "is less than"},
    "at_most": {"zh-CN": "不大于", "en": "is at most"},
    "greater": {"zh-CN": "大于", "en": "is greater than"},
    "at_least": {"zh-CN": "不小于", "en": "is at least"},
    "between": {"zh-CN": "介于", "en": "is between"},
    "contains": {"zh-CN": "包含", "en": "contains"},
    "not_contains": {"zh-CN": "不包含", "en": "does not contain"},
    "starts_with": {"zh-CN": "开头是", "en": "starts with"},
    "covers": {"zh-CN": "包含日期", "en": "covers"},
    "overlaps": {"zh-CN": "与区间重叠", "en": "overlaps"},
    "within": {"zh-CN": "在区间内", "en": "lies within"},
    "complete": {"zh-CN": "已全部完成", "en": "is complete"},
    "incomplete": {"zh-CN": "未全部完成", "en": "is not complete"},
    "reached": {"zh-CN": "曾进入", "en": "has ever been"},
    "not_reached": {"zh-CN": "从未进入", "en": "has never been"},
    "empty": {"zh-CN": "未填写", "en": "is empty"},
    "not_empty": {"zh-CN": "已填写", "en": "is filled in"},
}
_JOINED = {"all": {"zh-CN": "，并且", "en": " and "}, "any": {"zh-CN": "，或者", "en": " or "}}


class Telling:
    """Words about one form. `name` gives what a stored value that points somewhere is called, None when not known;
    `formula` the text of a formula in a filter."""

    def __init__(
        self,
        form: FormPlan,
        readers: Mapping[str, Reader],
        name: Callable[[Any, Any], str | None] = lambda field, value: None,
        formula: Callable[[Any], str | None] = lambda tree: None,
    ) -> None:
        self._form = form
        self._readers = readers
        self._name = name
        self._formula = formula

    def field(self, key: str) -> Words:
        """What a field is called."""
        return title_of(self._form, key)

    def filter(self, tree: Any) -> Words:
        """A filter as a sentence."""
        if tree is None:
            return ALL
        for join, joint in _JOINED.items():
            if join in tree:
                told = [self._bracketed(member) for member in tree[join]]
                if not told:
                    return ALL
                return {locale: joint[locale].join(one[locale] for one in told) for locale in LOCALES}
        if "formula" in tree:
            text = self.formula(tree["formula"])
            return {"zh-CN": f"满足公式 {text}", "en": f"the formula {text} holds"}
        return self._single(tree)

    def formula(self, tree: Any) -> str:
        """A formula as people write it."""
        try:
            return self._formula(tree) or "…"
        except (ExpressionError, NotFound):
            return "…"

    def conditions(self, tree: Any) -> list[Any]:
        """The conditions that must all hold, one by one."""
        if tree is None:
            return []
        if isinstance(tree, dict) and isinstance(tree.get("all"), list):
            return [one for member in tree["all"] for one in self.conditions(member)]
        return [tree]

    def _bracketed(self, tree: Any) -> Words:
        told = self.filter(tree)
        several = any(join in tree and len(tree[join]) > 1 for join in _JOINED)
        return {"zh-CN": f"（{told['zh-CN']}）", "en": f"({told['en']})"} if several else told

    def _single(self, tree: Mapping[str, Any]) -> Words:
        title, said = self.field(tree["field"]), _SAID[tree["operator"]]
        value = self._value(tree)
        return {
            "zh-CN": f"「{title['zh-CN']}」{said['zh-CN']}{value['zh-CN']}",
            "en": f"{title['en']} {said['en']} {value['en']}".rstrip(),
        }

    def _value(self, tree: Mapping[str, Any]) -> Words:
        raw = tree.get("value")
        if raw is None:
            return dict.fromkeys(LOCALES, "")
        found = field_named(self._form, tree["field"], "")
        several = raw if isinstance(raw, list) else [raw]
        return {locale: listed((self._written(found, one, locale) for one in several), locale) for locale in LOCALES}

    def _written(self, found: Any, raw: Any, locale: str) -> str:
        try:
            stored = found.type.load(raw, found.settings)
            if found.type.links and (name := self._name(found, stored)) is not None:
                return name
            return str(found.type.text(stored, found.settings, self._readers[locale]))
        except PlatformError:
            return str(raw)
