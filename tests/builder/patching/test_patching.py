"""A difference makes the one document of the other, and its inverse takes it back, whatever they are."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.builder.patching import DoesNotFit, applied, difference, inverse

_KEYS = st.sampled_from("abcdef")
_LEAVES = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "y"])


def _lists(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    members = st.lists(_KEYS, unique=True, max_size=6)
    keyed = members.flatmap(lambda keys: st.tuples(*(_member(key, values) for key in keys)).map(list))
    return keyed | members | st.lists(values, max_size=3)


def _member(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(_KEYS, values, max_size=3).map(lambda rest: {"key": key} | rest)


_VALUES = st.recursive(_LEAVES, lambda inner: _lists(inner) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=12)
_DOCUMENTS = st.dictionaries(_KEYS, _VALUES, max_size=4)


@given(_DOCUMENTS, _DOCUMENTS)
def test_a_difference_leads_from_one_document_to_the_other_and_back(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    kept = deepcopy((before, after))
    patch = difference(before, after)
    assert repr(_sorted(applied(before, patch))) == repr(_sorted(after))
    assert repr(_sorted(applied(after, inverse(patch)))) == repr(_sorted(before))
    assert (before, after) == kept


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_no_member_is_moved_that_could_stay(before: list[str], after: list[str]) -> None:
    patch = difference({"order": before}, {"order": after})
    assert {operation["op"] for operation in patch} <= {"move"}
    assert applied({"order": before}, patch) == {"order": after}
    assert len(patch) == 6 - _longest_common(before, after)


def test_a_field_that_moved_and_got_another_title_is_told_as_that() -> None:
    before = {"fields": [{"key": "days", "title": "天数"}, {"key": "why", "title": "原因"}, {"key": "who"}]}
    after = {"fields": [{"key": "why", "title": "事由"}, {"key": "who"}, {"key": "days", "title": "天数"}]}
    assert difference(before, after) == [
        {"op": "move", "path": ["fields", "days"], "before": None, "after": "who"},
        {"op": "set", "path": ["fields", "why", "title"], "before": "原因", "after": "事由"},
    ]


def test_a_list_without_keys_is_told_whole() -> None:
    assert difference({"if": [1, {"var": "a"}]}, {"if": [1, {"var": "b"}]}) == [
        {"op": "set", "path": ["if"], "before": [1, {"var": "a"}], "after": [1, {"var": "b"}]}
    ]


def test_true_is_not_one() -> None:
    assert difference({"required": 1}, {"required": True})


@pytest.mark.parametrize(
    "found",
    [
        {"fields": [{"key": "days", "title": "别的"}]},
        {"fields": [{"key": "other", "title": "天数"}]},
        {"fields": "days"},
        {},
    ],
)
def test_what_is_not_as_it_was_is_not_overwritten(found: dict[str, Any]) -> None:
    patch = difference(
        {"fields": [{"key": "days", "title": "天数"}]}, {"fields": [{"key": "days", "title": "请假天数"}]}
    )
    with pytest.raises(DoesNotFit) as refused:
        applied(found, patch)
    assert refused.value.path == ["fields", "days", "title"]


def _longest_common(one: list[str], other: list[str]) -> int:
    """Longest common subsequence, by the textbook."""
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            best[i][j] = best[i - 1][j - 1] + 1 if a == b else max(best[i - 1][j], best[i][j - 1])
    return best[-1][-1]


def _sorted(value: Any) -> Any:
    """Names of an object have no order."""
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(member) for member in value] if isinstance(value, list) else value
