"""What functions are called in formula text: English names as in Excel, Chinese ones from the titles."""

import difflib
from functools import lru_cache

from ..nodes import Operator
from ..operators import operators

# Decision tables are no operator of the table, see ../tables.py.
DECIDE_NAMES = ("DECIDE", "查决策表")


def function_named(name: str) -> Operator | None:
    """The function of that name in either language, in any case."""
    return _index().get(name.casefold())


def function_name(key: str) -> str:
    """The name that formula text shows for an operator's key."""
    return operators.get(key).text_names[0]


def nearest_function(name: str) -> str:
    """The name most like `name`."""
    known = [*_index(), *map(str.casefold, DECIDE_NAMES)]
    found = difflib.get_close_matches(name.casefold(), known, 1, 0)[0]
    return found.upper()


@lru_cache(maxsize=1)
def _index() -> dict[str, Operator]:
    return {name.casefold(): row for _, row in operators.items() for name in (*row.text_names, *row.chinese_names)}
