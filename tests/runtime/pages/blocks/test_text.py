"""Text: in the reader's language, a paragraph a line."""

from dataclasses import replace

from loomwork.runtime.context import Context
from tests.company import Install
from tests.paged import DOCUMENTS, ask, block, page


def test_words_come_in_the_readers_language(context: Context, install: Install) -> None:
    install([*DOCUMENTS, page(block("text", {"words": {"zh-CN": "一\n二", "en": "One"}}))])

    assert ask(context)["b"]["answer"] == {"paragraphs": ["一", "二"]}
    assert ask(replace(context, locale="en"))["b"]["answer"] == {"paragraphs": ["One"]}
