"""The order of words as a Chinese dictionary has them: a key for each text, compared by code point on both databases.

A Chinese character becomes one that tells its place; all of them come after the letters, which count without regard to
case. `han_order.json` lists them by their commonest reading, taken from pypinyin: a server need not load that for it.
"""

import functools
import json
from pathlib import Path

_FIRST = 0x4E00
# What comes later in a text decides nothing that a reader would see.
_LONGEST = 100


def word_key(text: str) -> str:
    """What a text is sorted by."""
    text = text[:_LONGEST].casefold()
    return text if text.isascii() else text.translate(_places())


@functools.cache
def _places() -> dict[int, str]:
    """Character → the one that tells its place."""
    characters = json.loads(Path(__file__).with_name("han_order.json").read_text(encoding="utf-8"))["characters"]
    return {ord(character): chr(_FIRST + place) for place, character in enumerate(characters)}
