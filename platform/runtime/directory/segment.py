"""A segment: many names put up for searching, once and for good. It finds; what a find is worth `scoring.py` says.

Substrings are found in one long text of all keys, at C speed; likeness is judged only for names that share enough
characters (or letters in threes, of pinyin) with what was typed.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from math import ceil

from .entries import Name
from .tallies import Tally, set_of, slots_of

_PART = "\n"
_MOST_ALIKE = 800
_LEAST_SHARED = 0.45
_ENOUGH_RARE = 3
# Of 50,000 names each takes six kilobytes.
_MOST_SETS = 1_000


class _Text:
    """One text of every name, in which substrings are found."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = _PART + _PART.join(texts) + _PART
        self._starts = array("I")
        at = 1
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1

    def beginning(self, text: str, most: int) -> Iterator[int]:
        """Slots of the texts that begin so."""
        return (slot for slot, _ in self._hits(_PART + text, 1, most))

    def containing(self, text: str, most: int) -> Iterator[tuple[int, int]]:
        """(slot, place) where the text is found, each slot at its first place."""
        return self._hits(text, 0, most)

    def _hits(self, text: str, shift: int, most: int) -> Iterator[tuple[int, int]]:
        whole, starts = self._whole, self._starts
        at = whole.find(text)
        count = 0
        while at >= 0 and count < most:
            slot = bisect_right(starts, at + shift) - 1
            yield slot, at + shift - starts[slot]
            count += 1
            # On with the next name: where else it stands in this one says nothing new.
            at = whole.find(text, starts[slot + 1] - 1) if slot + 1 < len(starts) else -1


class Segment:
    """Names in slots, in the order they were given. `most` bounds how many finds of one sort are looked at."""

    def __init__(self, names: Iterable[Name], identifiers: Iterable[tuple[str, str, str]] = ()) -> None:
        """`identifiers`: (folded value, field, record id)."""
        self.names = list(names)
        self._by_key: dict[str, list[int]] = {}
        self._by_core: dict[str, list[int]] = {}
        self._grams: dict[str, array[int]] = {}
        self._sets: dict[str, int] = {}
        # What each name's core is spelled with, likewise by slot.
        self.letters = [name.letters for name in self.names]
        for slot, name in enumerate(self.names):
            self._by_key.setdefault(name.key, []).append(slot)
            self._by_core.setdefault(name.core, []).append(slot)
            for gram in _grams(name.core, self.letters[slot]):
                self._grams.setdefault(gram, array("I")).append(slot)
        self._keys = _Text([name.key for name in self.names])
        self._pinyin = _Text([name.pinyin.replace(" ", "") for name in self.names])
        self._initials = _Text([name.initials for name in self.names])
        self._identified: dict[str, list[tuple[str, str]]] = {}
        for value, field, record_id in identifiers:
            self._identified.setdefault(value, []).append((field, record_id))

    def with_key(self, key: str) -> Sequence[int]:
        """Slots of the names with this very key."""
        return self._by_key.get(key, ())

    def with_core(self, core: str) -> Sequence[int]:
        """Slots of the names with this core."""
        return self._by_core.get(core, ())

    def beginning(self, text: str, most: int) -> Iterator[int]:
        """Slots of the names whose key begins so."""
        return self._keys.beginning(text, most)

    def containing(self, text: str, most: int) -> Iterator[int]:
        """Slots of the names whose key holds the text."""
        return (slot for slot, _ in self._keys.containing(text, most))

    def pinyin_beginning(self, letters: str, most: int) -> Iterator[int]:
        """Slots of the names whose pinyin begins so."""
        return self._pinyin.beginning(letters, most)

    def pinyin_containing(self, letters: str, most: int) -> Iterator[int]:
        """Slots of the names in whose pinyin a syllable begins so, and goes on so."""
        for slot, at in self._pinyin.containing(letters, most):
            if self._begins_syllable(slot, at, letters):
                yield slot

    def initials_beginning(self, letters: str, most: int) -> Iterator[int]:
        """Slots of the names whose initials begin so."""
        return self._initials.beginning(letters, most)

    def initials_containing(self, letters: str, most: int) -> Iterator[int]:
        """Slots of the names whose initials hold these letters."""
        return (slot for slot, _ in self._initials.containing(letters, most))

    def identified(self, value: str) -> Sequence[tuple[str, str]]:
        """(field, record id) of those with this identifier."""
        return self._identified.get(value, ())

    def alike(self, core: str, letters: str) -> list[tuple[int, float]]:
        """(slot, part of the query's grams it shares); those that share too few are not worth a closer look."""
        grams = _threes(letters) if core.isascii() else set(core)
        known = [gram for gram in grams if gram in self._grams]
        # What every fifth name has tells them apart least.
        rare = [gram for gram in known if len(self._grams[gram]) < len(self.names) / 5]
        asked = rare if len(rare) >= _ENOUGH_RARE else known
        total = len(asked) + len(grams) - len(known)
        least = max(ceil(total * _LEAST_SHARED), 1)
        tally = Tally()
        for gram in asked:
            tally.add(self._set(gram))
        # The most shared first, and of those that share as many the later.
        levels = range(len(asked), least - 1, -1)
        near = ((slot, shared) for shared in levels for slot in slots_of(tally.counted(shared)))
        return [(slot, shared / total) for slot, shared in islice(near, _MOST_ALIKE)]

    def _set(self, gram: str) -> int:
        """The slots of a gram as a set; those that were asked for of late are kept."""
        if (found := self._sets.get(gram)) is None:
            if len(self._sets) >= _MOST_SETS:
                self._sets.clear()
            found = self._sets[gram] = set_of(self._grams[gram], len(self.names))
        return found

    def _begins_syllable(self, slot: int, at: int, letters: str) -> bool:
        """Whether a syllable begins at `at` of the name's pinyin, or at a later place where it goes on so too."""
        syllables = self.names[slot].pinyin.split(" ")
        starts = set(accumulate(map(len, syllables), initial=0))
        whole = "".join(syllables)
        while at >= 0 and at not in starts:
            at = whole.find(letters, at + 1)
        return at >= 0


def _grams(core: str, letters: str) -> set[str]:
    """The characters of a core that is not plain letters, and what spells it in threes."""
    return _threes(letters) if core.isascii() else set(core) | _threes(letters)


def _threes(letters: str) -> set[str]:
    return {letters[i : i + 3] for i in range(max(1, len(letters) - 2))} if letters else set()
