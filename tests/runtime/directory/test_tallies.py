"""Tallies count as a dictionary would."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.directory.tallies import Tally, set_of, slots_of

_SIZE = 40


@given(st.lists(st.sets(st.integers(0, _SIZE - 1)), max_size=12))
def test_each_slot_is_counted_as_often_as_it_is_a_member(sets):
    tally = Tally()
    for members in sets:
        tally.add(set_of(members, _SIZE))

    counts = Counter(slot for members in sets for slot in members)
    for times in range(1, 14):
        expected = sorted((slot for slot, n in counts.items() if n == times), reverse=True)
        assert list(slots_of(tally.counted(times))) == expected
