"""Phrase guard: a text with vague words ("客户意向不错") is refused unless it brings evidence. The same in the browser.

{"field": "summary", "phrases": ["不错", …] or {"options": key} or {"param": key},
 "evidence": [{"filled": "photo"}, {"longer_than": 30}, {"mentions": "number"}, {"mentions": "date"}]}
One of the kinds of evidence is enough; who wants two writes two guards.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..definitions import Plans
from .fields import FieldPlan, unknown_field
from .locating import wrong

# The browser's half is frontend/src/form/phrases.ts; tests/conformance/phrases.json holds them together. Texts are
# compared in compatibility form and lower case. Chinese numerals count with a unit only: 一些 and 一般 are no numbers.
_NUMBER = re.compile(r"[0-9]|[零一二两三四五六七八九十百千万亿]+[个台件次天周月年日号分元块吨箱套家人位张份批条]")
_DATE = re.compile(
    r"[0-9]{4}[-/.年][0-9]{1,2}|[0-9]{1,2}月|[0-9]{1,2}[日号]|[今昨前明后]天|[今去明]年"
    r"|[上本这下](?:个)?(?:周|月|星期|季度)|周[一二三四五六日天]|星期[一二三四五六日天]"
    r"|\b(?:today|yesterday|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:last|this|next) (?:week|month|quarter|year)\b",
    re.ASCII,
)
MENTIONS = {"number": _NUMBER, "date": _DATE}
_LATIN = re.compile(r"[a-z0-9]", re.ASCII)

DEFAULT_MESSAGE = {
    "zh-CN": "「{phrase}」说得太笼统，写明具体的对象、时间或数字",
    "en": "“{phrase}” is too vague: say who, when or how much",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """`phrases` are ready for comparing, each with how it was written; `evidence` as in the document."""

    field: str
    phrases: tuple[tuple[str, str], ...]
    evidence: tuple[dict[str, Any], ...]

    def found(self, record: Mapping[str, Any]) -> str | None:
        """The vague phrase that nothing in the record makes up for; None when all is well."""
        said = record.get(self.field)
        if not isinstance(said, str):
            return None
        ready = comparable(said)
        phrase = first_phrase(ready, self.phrases)
        if phrase is None or any(_is_given(one, ready, record) for one in self.evidence):
            return None
        return phrase

    def reads(self) -> frozenset[str]:
        """The fields the verdict depends on."""
        return frozenset({self.field, *(one["filled"] for one in self.evidence if "filled" in one)})


def comparable(said: str) -> str:
    """A text as phrases are looked for in it."""
    return unicodedata.normalize("NFKC", said).lower()


def first_phrase(ready: str, phrases: Sequence[tuple[str, str]]) -> str | None:
    """The phrase that stands first in the text, of two at one place the longer one, as it was written."""
    places = [(place, -len(phrase), written) for phrase, written in phrases if (place := _place(ready, phrase)) >= 0]
    return min(places)[2] if places else None


def _place(ready: str, phrase: str) -> int:
    """Where the phrase stands, as a word of its own where letters could go on; -1 when nowhere."""
    place = ready.find(phrase)
    while place >= 0:
        before, after = ready[place - 1 : place], ready[place + len(phrase) : place + len(phrase) + 1]
        if not (_goes_on(before, phrase[0]) or _goes_on(phrase[-1], after)):
            return place
        place = ready.find(phrase, place + 1)
    return -1


def _goes_on(left: str, right: str) -> bool:
    return bool(_LATIN.fullmatch(left) and _LATIN.fullmatch(right))


def _is_given(evidence: Mapping[str, Any], ready: str, record: Mapping[str, Any]) -> bool:
    ((kind, wanted),) = evidence.items()
    if kind == "filled":
        return record.get(wanted) not in (None, "", [])
    if kind == "longer_than":
        return len(ready) > wanted
    return MENTIONS[wanted].search(ready) is not None


def compile_guard(
    document: Mapping[str, Any], fields: Mapping[str, FieldPlan], plans: Plans, app: str, pointer: str
) -> Guard:
    """Raises InvalidDefinition with a pointer into the form."""
    named = document["field"]
    if named not in fields:
        raise unknown_field(named, f"{pointer}/field")
    for index, one in enumerate(document.get("evidence", ())):
        if "filled" in one and one["filled"] not in fields:
            raise unknown_field(one["filled"], f"{pointer}/evidence/{index}/filled")
    written = [phrase for phrase in _phrases(document["phrases"], plans, app, pointer) if phrase.strip()]
    if not written:
        raise wrong(f"{pointer}/phrases", "词表是空的", "the list of phrases is empty")
    ready = {comparable(phrase.strip()): phrase.strip() for phrase in written}
    return Guard(named, tuple(ready.items()), tuple(document.get("evidence", ())))


def _phrases(given: Any, plans: Plans, app: str, pointer: str) -> list[str]:
    if isinstance(given, list):
        return given
    ((source, key),) = given.items()
    read: Callable[[Plans, str, str], list[str] | None] = _of_options if source == "options" else _of_parameter
    found = read(plans, app, key)
    if found is None:
        raise wrong(f"{pointer}/phrases/{source}", f"没有名为「{key}」的词表", f"there is no list of phrases {key}")
    return found


def _of_options(plans: Plans, app: str, key: str) -> list[str] | None:
    """The titles of all options, in every language."""
    if (found := plans.find("options", app, key)) is None:
        return None
    titles = [option.get("title", option["key"]) for option in found.document["options"]]
    return [word for title in titles for word in (title.values() if isinstance(title, dict) else [title])]


def _of_parameter(plans: Plans, app: str, key: str) -> list[str] | None:
    value = plans.parameters(app).get(key)
    return [str(word) for word in value] if isinstance(value, list) else None
