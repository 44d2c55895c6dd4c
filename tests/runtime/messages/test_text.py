"""Message text is words with names in braces: no logic, nothing reached but what was told, values never read again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime import messages
from loomwork.runtime.definitions import Definition, Plans
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.expressions import Names
from loomwork.runtime.expressions.errors import ExpressionError
from loomwork.runtime.messages.text import fill, names_in, places, read_words

FREE = Names(free=True)


def filled(template: str, **record: Any) -> str:
    told = {f"record.{key}": value for key, value in record.items()}
    return fill(read_words({"en": template}, FREE), told)["en"]


@pytest.mark.parametrize(
    ("template", "record", "text"),
    [
        ("{a} and {record.a}", {"a": "x"}, "x and x"),
        ("{gone} {record.gone} {a.b.c}", {}, "— — —"),
        ("{a}", {"a": ["x", "y"]}, "x, y"),
        ("{a}", {"a": {"zh-CN": "甲", "en": "A"}}, "A"),
        ("{预算} 元", {"预算": "60"}, "60 元"),
        ("{{a}} {a}", {"a": "x"}, "{a} x"),
        ("{a}", {"a": "{b} {record} {{"}, "{b} {record} {{"),
    ],
)
def test_names_are_filled(template: str, record: dict[str, Any], text: str) -> None:
    assert filled(template, **record) == text


@given(st.text(max_size=60), st.text(max_size=60))
def test_s02_words_and_values_stay_as_they_are(words: str, value: str) -> None:
    template = words.replace("{", "{{").replace("}", "}}") + "{a}"
    assert filled(template, a=value) == words + (value or "—")


@pytest.mark.parametrize(
    "template",
    [
        "${7*7}",
        "{7*7}",
        "{record[a]}",
        "{a!r}",
        "{a:>100}",
        "{record.__class__}",
        "{a.__class__.__mro__}",
        "{actor.__init__.__globals__}",
        "{% for x in a %}",
        "Call {a now",
        "}",
    ],
)
def test_s09_s10_what_is_no_name_is_refused(template: str) -> None:
    with pytest.raises(ExpressionError):
        read_words({"en": template}, FREE)


@pytest.mark.parametrize(
    "template", ["{{7*7}}", "<%= 7*7 %>", "%(a)s", "#set($x=7*7)", "{self}", "{config.SECRET_KEY}"]
)
def test_s10_what_looks_like_logic_elsewhere_is_words(template: str) -> None:
    assert filled(template, a="x") in (template, template[1:-1], "—")


def test_names_are_told_apart_from_words() -> None:
    words = read_words({"zh-CN": "{company} 等你", "en": "{record.contact} of {company}, {param.after}"}, FREE)
    assert names_in(words) == {"record.company", "record.contact", "param.after"}
    assert places("{company} {{not}} {a.b}") == {"company", "a.b"}


def test_what_is_wrong_is_shown_where_it_stands() -> None:
    document = {"kind": "message", "key": "odd", "title": "T", "text": {"zh-CN": "好", "en": "Call\n{phone now"}}
    plans = Plans(1, [], [Definition("shop", "message", "odd", 1, "0", document)], {})
    with pytest.raises(InvalidDefinition) as caught:
        messages.message_plan(plans, "shop", "odd")
    assert caught.value.pointer == "/text/en"
    assert caught.value.problem("en")["errors"][0]["position"]["line"] == 2
