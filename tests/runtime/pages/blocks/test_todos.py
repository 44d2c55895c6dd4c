"""To-dos: of the reader alone."""

from typing import Any

from loomwork.runtime.context import Context
from tests.company import Install
from tests.paged import DOCUMENTS, ask, block, page


def test_whoever_has_nothing_to_do_is_told_so(context: Context, install: Install, person_of: Any) -> None:
    install([*DOCUMENTS, page(block("todos", {"most": 2}))])

    assert ask(person_of("seller"))["b"]["answer"] == {"items": [], "total": 0}
