"""Find the row, or rows, that name the columns."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_BETWEEN = " / "
_LONGEST_NAME = 120
_MOST_HEADER_ROWS = 4

# (top, left, bottom, right), counted from 0.
Merged = tuple[int, int, int, int]
_Rows = Sequence[tuple[int, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Header:
    """Column names, each different, and the number of the last row that belongs to the header."""

    names: tuple[str, ...]
    last: int


def find_header(rows: _Rows, merged: Sequence[Merged], known: frozenset[str], wanted: int | None = None) -> Header:
    """`rows` are the file's first that are not empty; `known` folded names; `wanted` the row a person pointed to."""
    at = _pointed(rows, wanted) if wanted else _named(rows, known)
    first, last = _upwards(rows, at, merged), _downwards(rows, at, merged)
    width = max(len(cells) for _, cells in rows)
    parts = [
        _joined([cells[column] if column < len(cells) else None for _, cells in rows[first : last + 1]])
        for column in range(width)
    ]
    return Header(_different(parts), rows[last][0])


def folded(name: Any) -> str:
    """Width, case, blanks and marks such as the star of what is required make no difference."""
    text = unicodedata.normalize("NFKC", str(name)).casefold()
    return "".join(character for character in text if character.isalnum())


def bare(name: str) -> str:
    """The name without what stands in brackets: "预算（元）" is 预算."""
    text = unicodedata.normalize("NFKC", name)
    for left, right in ("()", "[]", "【】"):
        before, found, after = text.partition(left)
        if found and before.strip() and right in after:
            text = before + after.partition(right)[2]
    return text


def _pointed(rows: _Rows, wanted: int) -> int:
    return max((index for index, (number, _) in enumerate(rows) if number <= wanted), default=0)


def _named(rows: _Rows, known: frozenset[str]) -> int:
    """The row with most names that are known; else the first that looks like one of names."""
    hits = [len({folded(bare(str(cell))) for cell in cells if isinstance(cell, str)} & known) for _, cells in rows]
    if max(hits) > 0:
        return hits.index(max(hits))
    widest = max(len(_texts(cells)) for _, cells in rows)
    return next((index for index, (_, cells) in enumerate(rows) if len(set(_texts(cells))) * 2 > widest), 0)


def _upwards(rows: _Rows, at: int, merged: Sequence[Merged]) -> int:
    """Rows of group titles above: touched by a merge, right above, and of more than one title."""
    first = at
    while first > 0 and at - first < _MOST_HEADER_ROWS:
        number, cells = rows[first - 1]
        grouped = any(top <= number - 1 <= bottom for top, _, bottom, _ in merged)
        if not grouped or number != rows[first][0] - 1 or len(set(_texts(cells))) < 2:
            break
        first -= 1
    return first


def _downwards(rows: _Rows, at: int, merged: Sequence[Merged]) -> int:
    """As far down as titles that begin here or above are merged."""
    number = rows[at][0] - 1
    bottom = max((one[2] for one in merged if one[0] <= number <= one[2]), default=number)
    last = at
    while last + 1 < len(rows) and rows[last + 1][0] - 1 <= bottom and last - at < _MOST_HEADER_ROWS:
        last += 1
    return last


def _texts(cells: Sequence[Any]) -> list[str]:
    return [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]


def _joined(cells: Sequence[Any]) -> str:
    """The titles over one column from top to bottom, each once."""
    parts: list[str] = []
    for cell in cells:
        text = " ".join(str(cell).split()) if cell is not None else ""
        if text and text not in parts:
            parts.append(text)
    return _BETWEEN.join(parts)[:_LONGEST_NAME]


def _different(parts: Sequence[str]) -> tuple[str, ...]:
    """Every column gets a name of its own."""
    names: list[str] = []
    for index, part in enumerate(parts, 1):
        plain = part or f"#{index}"
        name, again = plain, 2
        while name in names:
            name, again = f"{plain} ({again})", again + 1
        names.append(name)
    return tuple(names)


def last_part(name: str) -> str:
    """The title nearest to the column."""
    return name.rpartition(_BETWEEN)[2]
