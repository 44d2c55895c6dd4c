"""What a find is worth: of the ways in which a name answers to what was typed, the best, with a score and the way.

100 the same name · 96–99 the same but for legal form and place · 80–95 begins or goes on so · 70–88 by pinyin ·
60–79 all its words or characters, in another order · up to 85 alike. Two places that differ make two companies.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ..pinyin import pinyin_of
from .entries import Name
from .keys import Keys, agree, keys_of
from .segment import Segment

# The ways, from the surest: what a person is told when he asks why.
WAYS = ("identifier", "same", "core", "begins", "contains", "pinyin", "initials", "words", "alike")
LEAST_ALIKE = 62.0
_LIKE, _SOUNDED = 0.85, 0.97
_ROUNDED = 0.001
_ELSEWHERE = 25.0
# What a record is called now is likelier meant than what it was called once.
_KIND_COSTS = {"legal": 0.0, "short": 0.1, "alias": 0.3, "former": 0.6}


class Find(NamedTuple):
    """A name that answers. `slot` is its place in the segment."""

    score: float
    way: str
    slot: int


class Wanted:
    """What was typed, with its keys worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: Keys = keys_of(text)
        self.key, self.core, self.places = self.keys
        self.words = [word for part in text.split() if (word := keys_of(part).key)]
        self.plain = self.key.isascii()
        spelled = "" if self.plain else pinyin_of(self.core).syllables.replace(" ", "")
        self.letters = self.core if self.plain else spelled

    def __bool__(self) -> bool:
        return bool(self.key)


def finds(segment: Segment, wanted: Wanted, most: int) -> Iterable[Find]:
    """Names that answer, a slot perhaps several times; `most` bounds each way of answering."""
    yield from same(segment, wanted)
    yield from _partly(segment, wanted, most)
    if wanted.plain:
        yield from _by_letters(segment, wanted, most)
    elif len(wanted.core) > 1:
        for slot in segment.pinyin_containing(wanted.letters, most):
            yield Find(76 + _share(wanted.letters, segment.letters[slot]) * 8, "pinyin", slot)
    if len(wanted.words) > 1:
        yield from _by_words(segment, wanted, most)


def similar(segment: Segment, wanted: Wanted) -> Iterable[Find]:
    """Names that are only like what was typed."""
    if len(wanted.core) < 2:
        return
    near = segment.alike(wanted.core, wanted.letters)
    scores = _likenesses(
        wanted, [segment.names[slot].core for slot, _ in near], [segment.letters[slot] for slot, _ in near]
    )
    for (slot, shared), score in zip(near, scores, strict=True):
        name = segment.names[slot]
        if shared == 1 and len(wanted.core) > 2 and not wanted.plain and set(wanted.core) <= set(name.key):
            # Every character is there: another order, or some left out between.
            yield Find(max(64 + _share(wanted.core, name.core) * 10, score), "words", slot)
        elif score >= LEAST_ALIKE:
            yield Find(score, "alike", slot)


def place_cost(wanted: Wanted, places: frozenset[str]) -> float:
    """What differing places cost; `places` are the record's."""
    if not wanted.places:
        return 0.0
    agreed = agree(wanted.places, places)
    return _ELSEWHERE if agreed is False else 0.0 if agreed else 0.5


def kind_cost(name: Name) -> float:
    """The least of differences, to put equals in order."""
    return _KIND_COSTS.get(name.kind, 0.0)


def same(segment: Segment, wanted: Wanted) -> Iterable[Find]:
    """Names that are the very one, or but for legal form and place. No other way of answering scores as much."""
    for slot in segment.with_key(wanted.key):
        yield Find(100, "same", slot)
    for slot in segment.with_core(wanted.core):
        yield Find(97, "core", slot)


def _partly(segment: Segment, wanted: Wanted, most: int) -> Iterable[Find]:
    for slot in segment.beginning(wanted.key, most):
        yield Find(90 + _share(wanted.key, segment.names[slot].key) * 5, "begins", slot)
    texts = {wanted.key} if len(wanted.core) < 2 else {wanted.key, wanted.core}
    for text in texts:
        for slot in segment.containing(text, most):
            yield Find(80 + _share(text, segment.names[slot].key) * 8, "contains", slot)


def _by_letters(segment: Segment, wanted: Wanted, most: int) -> Iterable[Find]:
    letters = wanted.key
    for slot in segment.pinyin_beginning(letters, most):
        yield Find(84 + _share(letters, segment.names[slot].pinyin) * 4, "pinyin", slot)
    if len(letters) > 1:
        for slot in segment.pinyin_containing(letters, most):
            yield Find(76 + _share(letters, segment.names[slot].pinyin) * 4, "pinyin", slot)
    for slot in segment.initials_beginning(letters, most):
        yield Find(80 + _share(letters, segment.names[slot].initials) * 8, "initials", slot)
    if len(letters) > 1:
        for slot in segment.initials_containing(letters, most):
            yield Find(70 + _share(letters, segment.names[slot].initials) * 8, "initials", slot)


def _by_words(segment: Segment, wanted: Wanted, most: int) -> Iterable[Find]:
    """All words, in whatever order; each in characters or in pinyin."""
    longest, *others = sorted(wanted.words, key=len, reverse=True)
    slots = set(segment.containing(longest, most))
    if longest.isascii():
        slots.update(segment.pinyin_containing(longest, most))
    for slot in slots:
        name = segment.names[slot]
        spelled = name.pinyin.replace(" ", "")
        if all(word in name.key or word in spelled or word in name.initials for word in others):
            yield Find(74 + _share("".join(wanted.words), name.key) * 5, "words", slot)


def _likenesses(wanted: Wanted, cores: Sequence[str], letters: Sequence[str]) -> list[float]:
    """How alike each core is in characters, or nearly as well in sound, 0 to 85; 0 where it is too little."""
    scores = [0.0] * len(cores)
    # A wrong character of the same sound is the commonest slip of an input method.
    for text, others, worth in ((wanted.core, cores, 1.0), (wanted.letters, letters, _SOUNDED)):
        least = LEAST_ALIKE / _LIKE / worth - _ROUNDED
        for _, ratio, at in process.extract(text, others, scorer=fuzz.ratio, score_cutoff=least, limit=None):
            scores[at] = max(scores[at], ratio * worth * _LIKE)
    return scores


def _share(part: str, whole: str) -> float:
    """How much of the whole the part is, 0 to 1."""
    return min(1.0, len(part) / len(whole)) if whole else 0.0
