"""Whoever designs in Chinese is told what each type of field, step and trigger is for, as is told in English."""

from collections.abc import Iterator
from typing import Any

import pytest

from loomwork.builder.kinds import titled_schema
from loomwork.builder.kinds.titled import described


def _types() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each type with the schema that says what it is for."""
    form, workflow = titled_schema("form")["properties"], titled_schema("workflow")["properties"]
    for one in [
        *form["fields"]["items"]["allOf"],
        *workflow["nodes"]["items"]["allOf"],
        *workflow["trigger"]["allOf"],
    ]:
        if key := one.get("if", {}).get("properties", {}).get("type", {}).get("const"):
            then = one["then"]
            yield key, then.get("properties", {}).get("settings", then)


@pytest.mark.parametrize(("key", "schema"), list(_types()))
def test_each_type_is_described_in_both_languages(key: str, schema: dict[str, Any]) -> None:
    words = schema["x-description"]
    assert words["en"] == " ".join(schema["description"].split())
    assert words["zh-CN"] not in ("", words["en"])


def test_what_others_bring_along_keeps_its_own_words() -> None:
    assert described("Something nobody translated.") is None
    assert described(None) is None
