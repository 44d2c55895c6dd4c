"""What is a loop, and which one lies innermost around a step."""

import pytest

from loomwork.runtime.workflows.definition.loops import Ways, circles, innermost_loops


@pytest.mark.parametrize(
    ("ways", "key", "loop"),
    [
        ({"start": "a", "a": ["a", "end"]}, "a", "a"),
        ({"start": "a", "a": "b", "b": ["a", "end"]}, "b", "ab"),
        # An outer loop a b c with an inner one b.
        ({"start": "a", "a": "b", "b": ["b", "c"], "c": ["a", "end"]}, "b", "b"),
        ({"start": "a", "a": "b", "b": ["b", "c"], "c": ["a", "end"]}, "c", "abc"),
        # The inner one is left half-way too.
        ({"start": "a", "a": "b", "b": "c", "c": ["a", "b", "end"]}, "b", "bc"),
        # Several ways lead in, so it is none.
        ({"start": "ab", "a": "b", "b": ["a", "end"]}, "a", None),
        ({"start": "a", "a": "end"}, "a", None),
    ],
)
def test_the_innermost_loop_is_found(ways: Ways, key: str, loop: str | None) -> None:
    found = innermost_loops(ways, "start", [key])

    assert found == ({} if loop is None else {key: frozenset(loop)})


def test_circles_are_told_apart() -> None:
    ways = {"a": ["b"], "b": ["a", "c"], "c": ["c"], "d": ["a"]}

    assert circles(ways) == {frozenset("ab"), frozenset("c")}
