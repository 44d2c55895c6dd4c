"""A finding: what was looked at, how it is, and what to do where it is not well."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...runtime.localized import LOCALES, Localized, text

# bad: something does not work. weak: it works, and will not or is not safe. good: nothing to do.
Level = Literal["good", "weak", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` never changes, so that programs can go by it; `about` is the id of a workspace."""

    check: str
    level: Level
    words: Localized
    remedy: Localized | None = None
    about: str | None = None

    def dump(self, locale: str) -> dict[str, Any]:
        return {
            "check": self.check,
            "level": self.level,
            "about": self.about,
            "words": text(self.words, locale),
            "remedy": text(self.remedy, locale) if self.remedy else None,
        }


def good(check: str, zh: str, en: str, **values: Any) -> Finding:
    """All is well."""
    return Finding(check, "good", _filled({"zh-CN": zh, "en": en}, values))


def weak(
    check: str, words: tuple[str, str], remedy: tuple[str, str], about: str | None = None, **values: Any
) -> Finding:
    """It works, but see to it. Words and remedy are Chinese, then English."""
    return _troubled("weak", check, words, remedy, about, values)


def bad(
    check: str, words: tuple[str, str], remedy: tuple[str, str], about: str | None = None, **values: Any
) -> Finding:
    """It does not work."""
    return _troubled("bad", check, words, remedy, about, values)


def _troubled(
    level: Level,
    check: str,
    words: tuple[str, str],
    remedy: tuple[str, str],
    about: str | None,
    values: Mapping[str, Any],
) -> Finding:
    told, mended = (_filled(dict(zip(LOCALES, one, strict=True)), values) for one in (words, remedy))
    return Finding(check, level, told, mended, about)


def _filled(words: Mapping[str, str], values: Mapping[str, Any]) -> Localized:
    return {locale: words[locale].format(**values) for locale in words}
