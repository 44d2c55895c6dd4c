"""Keys made from what people call things: letters, digits and underscores, Chinese by its pinyin."""

import re
from collections.abc import Container

from .pinyin import pinyin_of

_OTHER = re.compile(r"[^a-z0-9]+", re.ASCII)
_LONGEST = 40


def slug(title: str, stem: str, taken: Container[str] = ()) -> str:
    """A key that begins with a letter and is none of `taken`: "ke_hu" for 客户. `stem` is its beginning where the title
    has no letter, and leads where it begins with a digit."""
    spelled = pinyin_of(title).syllables or title
    plain = _OTHER.sub("_", spelled.lower())[:_LONGEST].strip("_")
    if not plain[:1].isalpha():
        plain = f"{stem}_{plain}".rstrip("_")
    key, number = plain, 2
    while key in taken:
        key, number = f"{plain}_{number}", number + 1
    return key
