"""File names: what people called the file, without anything that a file system or a screen could be fooled by."""

import unicodedata

_LONGEST = 120
_LONGEST_ENDING = 12
_NAMELESS = "file"


def clean_name(name: str) -> str:
    """A plain name: no folders, control or direction characters, at most 120 characters with its ending kept."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Categories C*: controls (NUL, line breaks), direction overrides, half surrogate pairs, private characters.
    plain = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    plain = " ".join(plain.translate(_UNFIT).split()).strip(". ")
    return _shortened(plain) or _NAMELESS


_UNFIT = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= _LONGEST_ENDING:
        return stem[: _LONGEST - len(ending) - 1].rstrip() + dot + ending
    return name[:_LONGEST].rstrip()
