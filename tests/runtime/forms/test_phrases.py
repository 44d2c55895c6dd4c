"""The cases shared with the browser: tests/conformance/phrases.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from loomwork.runtime.forms.phrases import Guard, comparable

CASES = json.loads((Path(__file__).parents[2] / "conformance" / "phrases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_same_phrase_is_found(case: dict[str, Any]) -> None:
    phrases = tuple((comparable(phrase), phrase) for phrase in case["phrases"])
    guard = Guard("said", phrases, tuple(case.get("evidence", ())))

    assert guard.found({"said": case["text"], **case.get("others", {})}) == case["found"]
