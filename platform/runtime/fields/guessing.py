"""What a type says of a spreadsheet's column that might be of it: when it is tried, and under which settings.

The first type, by `rank`, that reads nearly all cells under the settings it proposes is taken
(builder/spreadsheets/guessing.py); what it cannot read is seen when the rows come in.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

_NAMING = re.compile(r"-?0\d|\d{12}", re.ASCII)


class Column(NamedTuple):
    """`cells` are those that are filled: str, float, int, bool, date or datetime; `texts` what people read in them."""

    name: str
    cells: Sequence[Any]
    texts: Sequence[str]

    def called(self, *words: str) -> bool:
        """Whether the column's name holds one of the words, in small letters."""
        name = self.name.lower()
        return any(word in name for word in words)

    def holds(self, *types: type) -> bool:
        """Whether all cells are of these types and none other, such as bool among numbers."""
        return all(type(cell) in types for cell in self.cells)

    def names_things(self) -> bool:
        """Whether there are numbers that name something: they begin with a zero, or are longer than an amount is."""
        return any(_NAMING.match(text) for text in self.texts)

    def tells_days(self) -> bool:
        """Whether there may be days: numbers are none, nor are texts of digits unless the column is called so."""
        if any(type(cell) in (int, float) for cell in self.cells):
            return False
        return self.called("日期", "日", "时间", "date", "day") or not any(text.isdigit() for text in self.texts)


class Guess(NamedTuple):
    """`settings` proposes JSON settings for a column, or None where it is not of the type."""

    rank: int
    settings: Callable[[Column], dict[str, Any] | None] = lambda column: {}
