"""How many of several sets each slot is in, counted for all slots at once.

A set is one large integer with a bit for each slot. So are the digits of the counts: adding a set to them takes a few
operations on whole integers, 50,000 slots at a time, where a dictionary takes one for each member.
"""

from collections.abc import Iterable, Iterator


def set_of(slots: Iterable[int], size: int) -> int:
    """The set of these slots, all below `size`."""
    bits = bytearray(b"0") * size
    one = ord("1")
    for slot in slots:
        bits[~slot] = one
    return int(bits or b"0", 2)


def slots_of(members: int) -> Iterator[int]:
    """The slots of a set, the highest first."""
    bits = f"{members:b}"
    last, at = len(bits) - 1, bits.find("1")
    while at >= 0:
        yield last - at
        at = bits.find("1", at + 1)


class Tally:
    """Counts of slots, by binary digit."""

    __slots__ = ("_digits",)

    def __init__(self) -> None:
        self._digits: list[int] = []

    def add(self, members: int) -> None:
        """Count each slot of a set once more."""
        carry = members
        for place, digit in enumerate(self._digits):
            self._digits[place], carry = digit ^ carry, digit & carry
        if carry:
            self._digits.append(carry)

    def counted(self, times: int) -> int:
        """The set of the slots that were counted so often; `times` is one at least."""
        if times >> len(self._digits):
            return 0
        found = -1
        for place, digit in enumerate(self._digits):
            found &= digit if times >> place & 1 else ~digit
        return found
