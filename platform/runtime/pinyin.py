"""Pinyin of names, by which people who type letters find them."""

from typing import NamedTuple

_SPACE = " "


class Pinyin(NamedTuple):
    """Of a name: its syllables ("ning bo heng tai") and their initials ("nbht").

    Letters and digits of the name stand in both as they are. Empty when the name has no Chinese character.
    """

    syllables: str
    initials: str


NO_PINYIN = Pinyin("", "")


def pinyin_of(text: str) -> Pinyin:
    """The pinyin of a text."""
    if text.isascii():
        return NO_PINYIN
    syllables = _syllables(text)
    if "".join(syllables) == text:
        return NO_PINYIN
    return Pinyin(_SPACE.join(syllables), "".join(one if _is_plain(one, text) else one[:1] for one in syllables))


def _syllables(text: str) -> list[str]:
    # The library takes 0.7 s to import; a server that meets no Chinese name never needs it.
    from pypinyin import Style, lazy_pinyin

    found: list[str] = lazy_pinyin(text, style=Style.NORMAL, errors="default", v_to_u=False)
    return found


def _is_plain(syllable: str, text: str) -> bool:
    """A run that the library passed on as it stood: letters and digits."""
    return len(syllable) > 1 and syllable in text
