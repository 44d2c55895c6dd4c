"""What an input method types instead of ASCII: full-width punctuation, digits and letters become narrow ones.

One character becomes one character, so places stay true. Texts, names in braces, dates and comments stay as they are.
"""

import re

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x3010: "[", 0x3011: "]"}
_PIECE = re.compile(
    r'"(?:[^"]|"")*"|“[^”]*”|/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*'
    r"|[{｛](?:[^{}｛｝\\\n]|\\.)*[}｝]|[＂\uff01-\uff5e\u3000【】]"
)


def narrowed(text: str) -> str:
    """`text` with wide punctuation made narrow outside of texts, names and comments."""
    return _PIECE.sub(_narrow, text)


def _narrow(match: re.Match[str]) -> str:
    piece = match[0]
    if len(piece) == 1:
        return piece.translate(_WIDE)
    if piece[0] in "{｛":
        return "{" + piece[1:-1] + "}"
    return piece
