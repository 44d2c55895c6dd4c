"""The cases that JSON-Logic implementations share, as they are: what passes, what differs and why."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loomwork.runtime.expressions import ExpressionError, compile_tree
from loomwork.runtime.expressions.operators import operators
from tests.conformance.expressions.cases import tagged

JUDGE = Path(__file__).parents[2] / "judges" / "json-logic-compatible.json"

# Operators of JSON-Logic that the profile leaves out. A case that uses one is not applicable.
LEFT_OUT = {
    "===": "== never converts a value, so a stricter one would be a second way to say it",
    "!==": "as ===",
    "?:": "`if` says it",
    "!!": "conditions are yes or no already; is_set asks whether something is filled",
    "merge": "no lists are put together in a formula yet",
    "missing": "is_set asks it for one name, and the result is yes or no",
    "missing_some": "as missing",
    "filter": "no loops: the work of a formula is bounded by its size; sums over rows come as named functions",
    "map": "as filter",
    "reduce": "as filter",
    "all": "as filter",
    "none": "as filter",
    "some": "as filter",
}

# Applicable cases that are answered otherwise, by the reason; each is refused when it is saved.
DIFFERENCES = {
    "a condition is yes or no: numbers, texts and lists are none, so a forgotten comparison is found when saving": [
        '{"!":0}', '{"!":1}', '{"!":[0]}', '{"!":[[]]}', '{"!":[""]}', '{"!":["0"]}',
        '{"or":[1,3]}', '{"or":[3,false]}', '{"or":[false,3]}', '{"or":[0,true]}', '{"or":[[],true]}',
        '{"or":["",true]}', '{"or":["0",true]}',
        '{"and":[1,3]}', '{"and":[3,false]}', '{"and":[false,3]}', '{"and":[0,true]}', '{"and":[[],true]}',
        '{"and":["",true]}', '{"and":["0",true]}',
        '{"if":[[],"apple","banana"]}', '{"if":[[1],"apple","banana"]}', '{"if":[[1,2,3,4],"apple","banana"]}',
        '{"if":["","apple","banana"]}', '{"if":["zucchini","apple","banana"]}', '{"if":["0","apple","banana"]}',
        '{"if":[{"+":"0"},"apple","banana"]}', '{"if":[{"+":"1"},"apple","banana"]}', '{"if":[0,"apple","banana"]}',
        '{"if":[1,"apple","banana"]}', '{"if":[3.1416,"apple","banana"]}', '{"if":[-1,"apple","banana"]}',
    ],
    "an `if` has at least a condition and a value": [
        '{"if":[]}', '{"if":[true]}', '{"if":[false]}', '{"if":["apple"]}',
    ],
    "all results of an `if` are of one type, as a column's": ['{"if":[{"var":"x"},[{"var":"y"}],99]}'],
    "a name is written out, so that everything a formula reads is known when it is saved": [
        '{"var":null}', '{"var":[]}',
    ],
}  # fmt: skip


def load() -> list[dict[str, Any]]:
    return [case for case in json.loads(JUDGE.read_text(), parse_float=Decimal) if isinstance(case, dict)]


def keys(rule: Any) -> Iterator[str]:
    if isinstance(rule, dict):
        yield from rule
    for part in rule.values() if isinstance(rule, dict) else rule if isinstance(rule, list) else ():
        yield from keys(part)


def passes(case: dict[str, Any]) -> bool:
    """Whether the answer is the judge's. A refusal is a difference; anything else that is raised is an error."""
    try:
        answer = compile_tree(case["rule"])(case.get("data"))
    except ExpressionError:
        return False
    return bool(tagged(answer) == tagged(case["result"]))


def test_the_shared_cases_are_answered_alike_but_for_the_differences_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cases = load()
    applicable = [case for case in cases if not set(keys(case["rule"])) & LEFT_OUT.keys()]
    differing = [case["description"] for case in applicable if not passes(case)]

    with capsys.disabled():
        passed = len(applicable) - len(differing)
        print(f"\njson-logic: {passed} passed / {len(applicable)} applicable / {len(cases)} total")
    assert len(cases) == 278
    assert sorted(differing) == sorted(description for listed in DIFFERENCES.values() for description in listed)


def test_what_is_left_out_is_refused() -> None:
    assert not LEFT_OUT.keys() & set(operators)
    for case in load():
        if set(keys(case["rule"])) & LEFT_OUT.keys():
            with pytest.raises(ExpressionError):
                compile_tree(case["rule"])
