"""Texts people read: one text for all, or one per language ({"zh-CN": …, "en": …})."""

from collections.abc import Iterable
from typing import Any

Localized = str | dict[str, str]

DEFAULT_LOCALE = "zh-CN"
LOCALES = ("zh-CN", "en")
_BETWEEN = {"zh-CN": "、", "en": ", "}


def text(value: Any, locale: str) -> Any:
    """The text for `locale`; without one the default language's, then any. Other values pass unchanged."""
    if isinstance(value, dict):
        return value.get(locale) or value.get(DEFAULT_LOCALE) or next(iter(value.values()), "")
    return value


def listed(texts: Iterable[Any], locale: str) -> str:
    """The texts as one list of words for `locale`: 甲、乙 or A, B. Empty when there is none."""
    return _BETWEEN.get(locale, _BETWEEN["en"]).join(str(text(one, locale)) for one in texts)


def listed_in_all(texts: Iterable[Any]) -> dict[str, str]:
    """The same for every language, as what a message is filled with."""
    texts = tuple(texts)
    return {locale: listed(texts, locale) for locale in LOCALES}


def best_locale(header: str | None) -> str:
    """The locale for an Accept-Language header: the first one named that we speak."""
    for part in (header or "").split(","):
        tag = part.split(";")[0].strip().lower()
        for locale in LOCALES:
            if tag[:2] == locale[:2].lower():
                return locale
    return DEFAULT_LOCALE
