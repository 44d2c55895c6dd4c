"""Keys of a name: what is left of it when spelling, legal form and place do not count.

"宁波恒泰自动化设备有限公司", "恒泰自动化设备（宁波）有限公司" and " 恒泰自动化设备 " share the core "恒泰自动化设备".
"""

import re
import unicodedata
from typing import NamedTuple

from .places import ANYWHERE, BRACKETED, LEADING, PROVINCES

# The shortest core: below it the place or the legal form is what the name consists of.
_LEAST = 2
_FORMS = re.compile(
    "(?:集团|控股|总|分)?(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|责任公司|公司|有限责任|有限|股份)$"
    "|(?:有限合伙|普通合伙|合伙企业|个人独资企业|个人独资|集团)$"
    r"|(?<=[a-z0-9])(?:coltd|companylimited|limited|ltd|incorporated|inc|corporation|corp|llc|gmbh|plc|company)$"
)
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")


class Keys(NamedTuple):
    """key: letters, digits and characters alone, in one case and width. core: without legal form and place.
    places: the places that the name tells of."""

    key: str
    core: str
    places: frozenset[str]


def keys_of(name: str) -> Keys:
    """The keys of a name; an empty key for one that has no letter at all."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    places = {found["place"] for found in BRACKETED.finditer(folded)}
    plain = _letters(_BRACKETS.sub("", BRACKETED.sub("", folded)))
    core = _without_form(plain)
    core, leading = _without_places(core)
    return Keys(_letters(folded), _without_form(core), frozenset(places | leading))


def places_in(text: str) -> frozenset[str]:
    """The places that a text names anywhere; provinces only when it names no town."""
    found = frozenset(ANYWHERE.findall(unicodedata.normalize("NFKC", text)))
    return found - PROVINCES or found


def agree(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether two names are of one place; None when either does not say."""
    if not one or not other:
        return None
    return bool(one & other)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _without_form(text: str) -> str:
    """Repeatedly, since 集团股份有限公司 is two of them."""
    while (found := _FORMS.search(text)) is not None and found.start() >= _LEAST:
        text = text[: found.start()]
    return text


def _without_places(text: str) -> tuple[str, frozenset[str]]:
    """Province and town may follow one another."""
    places: set[str] = set()
    while (found := LEADING.match(text)) is not None and len(text) - found.end() >= _LEAST:
        places.add(found["place"])
        text = text[found.end() :]
    # A town says more than its province, and not everybody writes both.
    return text, frozenset(places - PROVINCES or places)
