"""A segment finds the same names as the plain way of counting what they share, and scores them alike."""

from collections import Counter
from heapq import nlargest

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from loomwork.runtime.directory import segment as segments
from loomwork.runtime.directory.entries import named
from loomwork.runtime.directory.scoring import LEAST_ALIKE, Wanted, similar
from loomwork.runtime.directory.segment import Segment

_WORD = st.text(alphabet="宁波恒泰太自动化设备东华abcde", min_size=1, max_size=8)


def made(words):
    return Segment([named(f"{at:026}", "legal", "name", word) for at, word in enumerate(words)])


def plainly_alike(segment, core, letters):
    """Every name's count of shared grams, one by one."""
    grams = segments._threes(letters) if core.isascii() else set(core)
    holders = {gram: [slot for slot in range(len(segment.names)) if gram in held(segment, slot)] for gram in grams}
    known = sorted((slots for slots in holders.values() if slots), key=len)
    rare = [slots for slots in known if len(slots) < len(segment.names) / 5]
    asked = rare if len(rare) >= segments._ENOUGH_RARE else known
    counts = Counter(slot for slots in asked for slot in slots)
    total = len(asked) + len(grams) - len(known)
    near = [(n, slot) for slot, n in counts.items() if n >= total * segments._LEAST_SHARED]
    return {(slot, n / total) for n, slot in nlargest(segments._MOST_ALIKE, near)}


def likeness(core, letters, other, other_letters):
    """Of two cores, in characters or nearly as well in sound."""
    return max(fuzz.ratio(core, other), fuzz.ratio(letters, other_letters) * 0.97) * 0.85


def held(segment, slot):
    return segments._grams(segment.names[slot].core, segment.letters[slot])


@given(st.lists(_WORD, max_size=40), _WORD)
def test_those_that_share_enough_are_found_as_by_counting_each(words, typed):
    segment, wanted = made(words), Wanted(typed)

    found = segment.alike(wanted.core, wanted.letters)

    assert set(found) == plainly_alike(segment, wanted.core, wanted.letters)
    assert len(found) == len(set(found))


@given(st.lists(_WORD, min_size=1, max_size=20), _WORD)
def test_all_at_once_they_are_as_alike_as_one_by_one(words, typed):
    segment, wanted = made(words), Wanted(typed)
    scored = {find.slot: find.score for find in similar(segment, wanted) if find.way == "alike"}

    for slot, _ in segment.alike(wanted.core, wanted.letters) if len(wanted.core) > 1 else ():
        score = likeness(wanted.core, wanted.letters, segment.names[slot].core, segment.letters[slot])
        if slot in scored:
            assert scored[slot] == score
        elif score >= LEAST_ALIKE:
            # It answers in a better way: all its characters are there.
            assert set(wanted.core) <= set(segment.names[slot].key)
