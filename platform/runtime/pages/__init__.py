"""Pages: blocks on twelve columns that one set of filters drives, such as a board, or the home of a role.

A page document is compiled into a `PagePlan`: its filters (`filters/<key>.py`), its blocks (`blocks/<key>.py`), and
which block follows which filter (`following.py`). `answering.py` answers all blocks of a page at once, each for
itself, so that one that fails or is closed takes nothing from the others; `reading.py` says who sees which page, and
`homes.py` on which one a person begins.
"""

from .answering import answer
from .homes import choose_home, homes
from .plan import PagePlan, page_plan
from .reading import described, listed, readable_page
from .schema import page_schema

__all__ = [
    "PagePlan",
    "answer",
    "choose_home",
    "described",
    "homes",
    "listed",
    "page_plan",
    "page_schema",
    "readable_page",
]
