"""Periods told apart in SQL: whatever their order and the gaps between them, a moment gets the place of its own."""

from itertools import pairwise
from random import Random

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.metrics.periods_sql import number_of, overlapping, runs_of

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda one: (one[0], sum(one))), min_size=1)


@given(st.lists(st.integers(0, 60), unique=True, min_size=2, max_size=30), st.randoms())
def test_each_moment_in_bounds_gets_their_place(ends: list[int], order: Random) -> None:
    ends.sort()
    bounds = list(zip(ends[::2], ends[1::2], strict=False))
    order.shuffle(bounds)
    wanted = {moment: place for place, (first, after) in enumerate(bounds) for moment in range(first, after)}
    moments = sa.values(sa.column("at", sa.Integer()), name="listed").data([(one,) for one in wanted]).cte("moments")
    with sa.create_engine("sqlite://").connect() as connection:
        found = connection.execute(sa.select(moments.c.at, number_of(bounds, moments.c.at)))
        assert {row[0]: row[1] for row in found} == wanted
    assert not overlapping(bounds)


@given(SPANS)
def test_runs_hold_what_the_bounds_hold_and_stand_apart(bounds: list[tuple[int, int]]) -> None:
    runs = runs_of(bounds)
    held = [one for first, after in runs for one in range(first, after)]
    every = [one for first, after in bounds for one in range(first, after)]
    assert held == sorted(set(every))
    assert all(after < first for (_, after), (first, _) in pairwise(runs))
    assert overlapping(bounds) == (len(every) > len(set(every)))
