"""Patterns of texts: the cases that pages judge too, tests/conformance/patterns.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from loomwork.runtime.fields.patterns import compiled

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "conformance" / "patterns.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['pattern']} of {case['text']}")
def test_a_text_is_of_a_pattern_or_not(case: dict[str, Any]) -> None:
    assert (compiled(case["pattern"]).fullmatch(case["text"]) is not None) is case["fits"]
