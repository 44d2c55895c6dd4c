"""Words between fields are told in the reader's language and as they were written."""

from .arrange import told


def test_the_words_are_in_the_readers_language_and_nothing_in_them_is_run() -> None:
    text = told({"key": "a", "text": {"zh-CN": "先问预算", "en": "{{7*7}} ${7*7} **budget**"}})[0]
    assert text["settings"] == {"text": "{{7*7}} ${7*7} **budget**", "tone": "plain"}
